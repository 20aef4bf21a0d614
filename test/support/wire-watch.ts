import type { LoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { scrub } from '#src/logger.ts';
import { leaksIn } from './canaries.ts';

/** Looks at everything the bot lets out, for what must never be in it. */
export interface WireWatch {
	/** Bodies and answers of everything that the bot told Discord, as one text. */
	sent(): string;
	/** Text files that went along with messages and are still there. */
	files(): Promise<string[]>;
	/** Throws for the first message that could mention somebody, and for each secret that got out. */
	check(out: LetOut, secrets: readonly string[]): void;
}

/** What the bot let out otherwise, each as one text. */
export interface LetOut {
	log: string;
	metrics: string;
	files: readonly string[];
	/** What was found in its folder, in words. */
	stored: readonly string[];
}

/** Paths of requests that carry a message: replies, edits, follow-ups and announcements. */
const carriesMessage = /^\/(webhooks\/\d+\/|channels\/\d+\/messages)/;

/** `mayPing`: users and roles whom the test means to be called. */
export function watchWire(discord: LoopbackDiscord, mayPing: readonly string[] = []): WireWatch {
	const pings: string[] = [];
	const attached = new Set<string>();
	discord.onEvent((event) => {
		if (event.kind !== 'message-created' && event.kind !== 'message-updated') return;
		for (const { filename, url } of event.message.attachments)
			if (/\.(?:txt|log|csv|json|m3u|pls)$/.test(filename)) attached.add(url);
		if (event.message.pinged.some((id) => !mayPing.includes(id)))
			pings.push(`message ${event.message.id} pinged somebody`);
	});
	const sent = () => discord.requests.map(({ body }) => JSON.stringify(body ?? null)).join('\n');
	return {
		sent,
		files: async () => {
			const answers = await Promise.all([...attached].map((url) => fetch(url)));
			return Promise.all(answers.filter(({ ok }) => ok).map((answer) => answer.text()));
		},
		check: ({ log, metrics, files, stored }, secrets) => {
			const places = { 'stands in the log': log, 'went to Discord': sent(), 'is in the metrics': metrics };
			const scrubbed = scrub(log);
			const silent = discord.requests.filter(
				({ method, path, body }) =>
					(method === 'POST' || method === 'PATCH') &&
					carriesMessage.test(path) &&
					!mentionsNobody(body, mayPing),
			);
			const problems = [
				...pings,
				...silent.map(({ method }) => `a ${method} of a message does not switch mentions off`),
				...interactionTokens(discord)
					.filter((token) => scrubbed.includes(token))
					.map(() => 'the token of an interaction stands in the log'),
				...Object.entries(places).flatMap(([where, text]) =>
					leaksIn(text, secrets).map((what) => `${what} ${where}`),
				),
				...files.flatMap((text) => leaksIn(text, secrets).map((what) => `${what} went to Discord in a file`)),
				...stored,
			];
			if (problems.length > 0) throw new Error(`What the bot let out:\n${[...new Set(problems)].join('\n')}`);
		},
	};
}

function mentionsNobody(body: unknown, mayPing: readonly string[]): boolean {
	if (typeof body !== 'object' || body === null || !('allowed_mentions' in body)) return false;
	const { allowed_mentions: allowed } = body;
	if (typeof allowed !== 'object' || allowed === null || !('parse' in allowed)) return false;
	const lists = [
		allowed.parse,
		'users' in allowed ? allowed.users : [],
		'roles' in allowed ? allowed.roles : [],
	];
	return lists.every((list) => Array.isArray(list) && list.every((id) => mayPing.includes(String(id))));
}

/** Whoever knows one can answer in the bot's name for a quarter of an hour. */
function interactionTokens({ requests }: LoopbackDiscord): string[] {
	return requests.flatMap(({ path }) => /^\/interactions\/\d+\/([^/]+)\/callback$/.exec(path)?.[1] ?? []);
}
