import { request } from 'node:http';
import { Client, Events, GatewayIntentBits, type Interaction, TextChannel } from 'discord.js';
import { ManualClock } from '#demo/manual-clock.ts';
import { type PageEvent, type PageWorld, pageEvent } from '#demo/page/wire.ts';
import { type Playground, startPlayground } from '#demo/playground.ts';

export interface Answered {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: string;
}

/** A request with nothing added to it: `fetch` would not let a test choose the Host. */
export function ask(
	url: string,
	options: { method?: string; headers?: Record<string, string>; body?: string } = {},
) {
	return new Promise<Answered>((resolve, reject) => {
		const { method = 'GET', headers = {}, body } = options;
		const sent = request(url, { method, headers }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () => {
				const { statusCode = 0, headers: got } = response;
				resolve({ status: statusCode, headers: got, body: Buffer.concat(chunks).toString() });
			});
		});
		sent.on('error', reject);
		sent.end(body);
	});
}

export function post(url: string, body: unknown): Promise<Answered> {
	const headers = { 'content-type': 'application/json' };
	return ask(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** One open page without a page: the events as they came. */
class Follower {
	readonly events: PageEvent[] = [];
	readonly #stop = new AbortController();
	#wake: () => void = () => undefined;

	constructor(pageUrl: string, personId: string, server: string) {
		void this.#read(`${pageUrl}/api/events?as=${personId}&server=${server}`);
	}

	/** The first event that fits, now or later. */
	async wait<Found extends PageEvent>(fits: (event: PageEvent) => event is Found): Promise<Found> {
		for (;;) {
			const found = this.events.find(fits);
			if (found !== undefined) return found;
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		}
	}

	/** The first world, or the first in that language. */
	async world(locale?: string): Promise<PageWorld> {
		type Told = Extract<PageEvent, { kind: 'world' }>;
		const fits = (event: PageEvent): event is Told =>
			event.kind === 'world' && (locale === undefined || event.world.viewer.locale === locale);
		return (await this.wait(fits)).world;
	}

	/** The first message whose text holds `words` and that is no longer "thinking". */
	async message(words: string) {
		type Told = Extract<PageEvent, { kind: 'message' }>;
		const fits = (event: PageEvent): event is Told =>
			event.kind === 'message' && event.message.content.includes(words) && !event.message.isThinking;
		return (await this.wait(fits)).message;
	}

	close(): void {
		this.#stop.abort();
	}

	async #read(url: string): Promise<void> {
		try {
			const response = await fetch(url, { signal: this.#stop.signal });
			let rest = '';
			for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
				const parts = (rest + chunk).split('\n\n');
				rest = parts.pop() ?? '';
				for (const part of parts) {
					if (part.startsWith('data: ')) this.events.push(pageEvent.parse(JSON.parse(part.slice(6))));
				}
				this.#wake();
			}
		} catch (error) {
			if (!this.#stop.signal.aborted) throw error;
		}
	}
}

export interface PlaygroundStage {
	clock: ManualClock;
	playground: Playground;
	/** What the playground logged. */
	lines: string[];
	/** What the bot's own library says of its rights in a channel of the first server. */
	rightsIn(channelName: string): { ViewChannel: boolean; SendMessages: boolean };
	/** Opens a page as that person, in the first Discord server if no other is named. */
	follow(personId: string, server?: string): Follower;
	close(): Promise<void>;
}

/** A playground with a small bot of the test's own in it, and time in the test's hands. */
export async function setPlayground(
	commands: Record<string, unknown>[],
	handle: (interaction: Interaction) => Promise<unknown>,
): Promise<PlaygroundStage> {
	const clock = new ManualClock(Date.UTC(2026, 10, 22, 19, 13, 40));
	const lines: string[] = [];
	const playground = await startPlayground({ clock, port: 0, log: (line) => lines.push(line) });
	const client = new Client({
		intents: [GatewayIntentBits.Guilds],
		rest: { api: playground.botSettings.apiUrl },
	});
	client.on(Events.InteractionCreate, (interaction) => void handle(interaction));
	const ready = new Promise<void>((resolve) => {
		client.once(Events.ClientReady, () => resolve());
	});
	await client.login(playground.botSettings.token);
	await ready;
	await client.application?.commands.set(
		commands.map((command) => ({ description: '-', ...command }) as never),
	);
	const followers: Follower[] = [];
	return {
		clock,
		playground,
		lines,
		rightsIn: (channelName) => {
			const channel = client.channels.cache.find(
				(one): one is TextChannel => one instanceof TextChannel && one.name === channelName,
			);
			const rights = channel?.permissionsFor(channel.guild.members.me ?? '');
			return {
				ViewChannel: rights?.has('ViewChannel') ?? false,
				SendMessages: rights?.has('SendMessages') ?? false,
			};
		},
		follow: (personId, server = '') => {
			const follower = new Follower(playground.pageUrl, personId, server);
			followers.push(follower);
			return follower;
		},
		close: async () => {
			for (const follower of followers) follower.close();
			await client.destroy();
			await playground.close();
		},
	};
}
