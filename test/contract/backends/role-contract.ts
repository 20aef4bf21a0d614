import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ManualClock } from '#demo/manual-clock.ts';
import { BackendError, problemKind } from '#src/backends/backend-error.ts';
import { capability, offers } from '#src/backends/offers.ts';
import type { OnAirState, Page, Play, RoleName, RoleUse, StationBackend } from '#src/backends/roles.ts';

/** A station of a radio system, simulated, for the tests that every radio system has to pass. */
export interface Stage {
	/** With every key that the system takes. */
	backend: StationBackend;
	clock: ManualClock;
	/** The same station somewhere else, without keys, or with keys that the server does not know. */
	with(change: { url?: string; keys?: 'none' | 'wrong' }): StationBackend;
	/** What the server was asked so far. */
	asked: () => readonly { method: string; path: string }[];
	/** Everything that must never be told. */
	secrets: readonly string[];
	/** A word of a song, or of an episode, that is there. */
	word: string;
}

export type Levels = Partial<Record<RoleName | 'onAir', 'full' | 'partial'>>;

const dayMs = 86_400_000;

/** What every radio system has to keep to, in the roles that it has. */
export function roleContract(label: string, start: () => Promise<Stage>, levels: Levels): void {
	describe(label, () => {
		test('has exactly the roles that it says, whole or in part', async () => {
			const { backend } = await start();
			const names = [...roleNames, 'onAir'] as const;
			const found = names.flatMap((name) => {
				const { level } = capability(backend, name);
				return level === 'none' ? [] : [[name, level] as const];
			});
			expect(Object.fromEntries(found)).toEqual(levels);
		});

		test('says of what it lacks in a role that it is not offered, and asks nobody', async () => {
			const { backend, asked } = await start();
			const before = asked().length;
			for (const [use, method] of methodsOf(backend)) {
				if (offers(backend, use)) continue;
				const outcome = await Promise.resolve(method()).catch((error: unknown) => error);
				expect([use, problemKind(outcome)]).toEqual([use, 'not-offered']);
			}
			expect(asked()).toHaveLength(before);
		});

		test('tells what is on the air in milliseconds, with what is not known as null', async () => {
			const { backend, clock } = await start();
			expectState(await backend.onAir.read(), clock.now());
		});

		test('takes no second look for another play', async () => {
			const { backend } = await start();
			const [one, other] = [await backend.onAir.read(), await backend.onAir.read({ past: 'caches' })];
			expect(other.now?.id).toBe(one.now?.id);
			expect(other.now?.startedAt).toBe(one.now?.startedAt);
		});

		for (const [use, read] of Object.entries(reads) as [RoleUse, Read][]) {
			if (levels[use.slice(0, use.indexOf('.')) as RoleName] === undefined) continue;
			test(`${use}: ${read.says}`, async (context) => {
				const stage = await start();
				if (!offers(stage.backend, use)) context.skip(`${label} does not offer it`);
				const before = stage.asked().length;
				await read.run(stage.backend, stage);
				const methods = new Set(
					stage
						.asked()
						.slice(before)
						.map(({ method }) => method),
				);
				expect([...methods].filter((method) => method !== 'GET')).toEqual([]);
			});
		}

		test('where nobody listens, says that it cannot be reached', async () => {
			const stage = await start();
			const url = `http://127.0.0.1:${await closedPort()}`;
			await expectFailures(stage, stage.with({ url }), ['unreachable']);
		});

		test('where something else answers, says so', async () => {
			const stage = await start();
			const kinds = ['wrong-address', 'unexpected-answer', 'not-found', 'server-trouble'];
			await expectFailures(stage, stage.with({ url: await otherServer() }), kinds);
		});

		test('without a key says that it is missing and asks nothing; with a wrong one that it is rejected', async () => {
			const stage = await start();
			for (const keys of ['none', 'wrong'] as const) {
				const backend = stage.with({ keys });
				for (const [use, read] of Object.entries(reads) as [RoleUse, Read][]) {
					const needed = stage.backend.keyCheck?.rightsFor(use) ?? [];
					if (!offers(backend, use) || needed.length === 0 || read.answersNull === true) continue;
					const before = stage.asked().length;
					const error = await read.run(backend, stage).catch((caught: unknown) => caught);
					expect([use, keys, problemKind(error)]).toEqual([
						use,
						keys,
						keys === 'none' ? 'key-missing' : 'key-rejected',
					]);
					if (keys === 'none') expect([use, stage.asked().length - before]).toEqual([use, 0]);
					expectNoSecret(error, stage);
				}
			}
		});

		test.runIf(levels.keyCheck !== undefined)('checks its keys by reads alone', async () => {
			const stage = await start();
			const before = stage.asked().length;
			const check = await stage.backend.keyCheck?.check();
			const asked = stage.asked().slice(before);
			expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
			expect(asked.length).toBe(check?.reads);
			expect(check?.keys.length).toBeGreaterThan(0);
			expect(check?.keys.map(({ problem }) => problem)).toEqual(check?.keys.map(() => null));
			expectNoSecret(check, stage);
		});
	});
}

interface Read {
	says: string;
	/** A key that may not look makes null of it. */
	answersNull?: true;
	run(backend: StationBackend, stage: Stage): Promise<unknown>;
}

/** What can be asked without changing anything. A role that is missing never comes here. */
const reads: Partial<Record<RoleUse, Read>> = {
	'onAir.read': {
		says: 'tells the same again in a moment',
		run: async ({ onAir }) => onAir.read(),
	},
	'history.page': {
		says: 'gives pages, newest first, and the last one past the end',
		run: async ({ history }) => {
			const first = await history!.page({ page: 1, perPage: 5 });
			expectPage(first, 5);
			expectNewestFirst(first.rows);
			if (first.pages > 1) {
				const second = await history!.page({ page: 2, perPage: 5 });
				const ids = new Set(first.rows.map(({ id }) => id));
				expect(second.rows.filter(({ id }) => ids.has(id))).toEqual([]);
			}
			return first;
		},
	},
	'history.all': {
		says: 'gives every play of a day, and none of another',
		run: async ({ history }, { clock }) => {
			const day = new Date(clock.now()).toISOString().slice(0, 10);
			const plays: Play[] = [];
			for await (const play of history!.all({ day })) plays.push(play);
			expectNewestFirst(plays);
			for (const { startedAt } of plays) expect(Math.abs(startedAt - clock.now())).toBeLessThan(2 * dayMs);
		},
	},
	'queue.list': {
		says: 'gives entries with ids of their own',
		run: async ({ queue }) => expectUnique((await queue!.list()).map(({ id }) => id)),
	},
	'requests.search': {
		says: 'finds by a word, and pages',
		run: async ({ requests }, { word }) => {
			const all = await requests!.search('', 1, 5);
			expectPage(all, 5);
			const found = await requests!.search(word, 1, 5);
			expect(found.total).toBeGreaterThan(0);
			expect(found.total).toBeLessThanOrEqual(all.total);
			const none = await requests!.search('no song is called like this', 1, 5);
			expect([none.total, none.rows]).toEqual([0, []]);
		},
	},
	'requests.find': {
		says: 'gives null for what is not there',
		answersNull: true,
		run: async ({ requests }) => expect(await requests!.find('99999999')).toBeNull(),
	},
	'schedule.between': {
		says: 'gives what touches the span, in order',
		run: async ({ schedule }, { clock }) => {
			const [from, to] = [clock.now(), clock.now() + 2 * dayMs];
			const entries = await schedule!.between(from, to);
			for (const { startsAt, endsAt, isNow } of entries) {
				expect(startsAt).toBeLessThan(endsAt);
				expect(startsAt < to && endsAt > from).toBe(true);
				expect(isNow).toBe(startsAt <= clock.now() && endsAt > clock.now());
			}
			expect(entries.map(({ startsAt }) => startsAt)).toEqual(
				entries.map(({ startsAt }) => startsAt).toSorted((a, b) => a - b),
			);
		},
	},
	'library.search': {
		says: 'finds by a word',
		run: async ({ library }, { word }) => {
			const found = await library!.search(word, 1, 5);
			expectPage(found, 5);
			expect(found.rows.length).toBeGreaterThan(0);
		},
	},
	'library.list': {
		says: 'gives every song once over all pages, and null past the end',
		run: async ({ library }) => {
			const first = await library!.list('path', 1, 10);
			const ids = first?.rows.map(({ id }) => id) ?? [];
			for (let page = 2; page <= (first?.pages ?? 0); page += 1)
				ids.push(...((await library!.list('path', page, 10))?.rows.map(({ id }) => id) ?? []));
			expectUnique(ids);
			expect(ids).toHaveLength(first?.total ?? -1);
			expect(await library!.list('path', (first?.pages ?? 0) + 1, 10)).toBeNull();
		},
	},
	'playlists.list': {
		says: 'gives playlists with ids of their own, each of which can be read',
		run: async ({ playlists }) => {
			const all = await playlists!.list();
			expectUnique(all.map(({ id }) => id));
			for (const { id, name } of all.slice(0, 3)) expect((await playlists!.one(id)).name).toBe(name);
		},
	},
	'presenters.list': {
		says: 'gives DJs and never a password',
		run: async ({ presenters }, stage) => expectNoSecret(await presenters!.list(), stage),
	},
	'episodes.page': {
		says: 'gives every episode once over all pages',
		run: async ({ episodes }) => {
			const ids: string[] = [];
			let after: string | undefined;
			for (let read = 0; read < 50; read += 1) {
				const page = await episodes!.page({ perPage: 5, ...(after === undefined ? {} : { after }) });
				expect(page.rows.length).toBeLessThanOrEqual(5);
				ids.push(...page.rows.map(({ id }) => id));
				if (page.next === null) break;
				after = page.next;
			}
			expectUnique(ids);
			expect(ids.length).toBeGreaterThan(0);
		},
	},
	'episodes.search': {
		says: 'finds by a word, and nothing by none',
		run: async ({ episodes }, { word }) => {
			expect((await episodes!.search(word, 5)).length).toBeGreaterThan(0);
			expect(await episodes!.search('no episode is called like this', 5)).toEqual([]);
		},
	},
	'shows.list': {
		says: 'gives shows with ids of their own',
		run: async ({ shows }) => expectUnique((await shows!.list()).map(({ id }) => id)),
	},
};

const roleNames: readonly RoleName[] = [
	'history',
	'queue',
	'requests',
	'playout',
	'schedule',
	'library',
	'playlists',
	'requestDesk',
	'presenters',
	'operations',
	'logs',
	'reports',
	'administration',
	'episodes',
	'shows',
	'keyCheck',
	'live',
];

function methodsOf(backend: StationBackend): [RoleUse, () => unknown][] {
	return Object.entries(backend).flatMap(([role, methods]: [string, unknown]) =>
		typeof methods !== 'object' || methods === null || ['limits', 'live', 'keyCheck'].includes(role)
			? []
			: Object.entries(methods).flatMap(([name, method]: [string, unknown]): [RoleUse, () => unknown][] =>
					typeof method === 'function' ? [[`${role}.${name}` as RoleUse, method as () => unknown]] : [],
				),
	);
}

function expectState({ facts, now, next, listeners, history, live }: OnAirState, at: number): void {
	expect(facts.name).not.toBe('');
	expect(['songs', 'shows']).toContain(facts.plays);
	for (const { url } of facts.streams) expect(() => new URL(url)).not.toThrow();
	if (listeners !== null) expect(Number.isInteger(listeners) && listeners >= 0).toBe(true);
	for (const play of [now, ...history].filter((one) => one !== null)) {
		expect(play.id).not.toBe('');
		// Anything else than milliseconds is decades away.
		expect(Math.abs(play.startedAt - at)).toBeLessThan(30 * dayMs);
		if (play.duration !== null) expect(play.duration).toBeGreaterThanOrEqual(1_000);
		if (play.song.art !== null) expect(() => new URL(play.song.art ?? '')).not.toThrow();
		for (const text of [play.song.title, play.song.artist, play.song.album]) expect(text).not.toBe('None');
	}
	if (typeof next?.at === 'number') expect(Math.abs(next.at - at)).toBeLessThan(30 * dayMs);
	if (typeof live?.since === 'number') expect(live.since).toBeLessThanOrEqual(at);
	expectNewestFirst(history);
}

function expectPage<T>({ rows, page, pages, total }: Page<T>, perPage: number): void {
	expect(page).toBe(1);
	expect(rows.length).toBeLessThanOrEqual(perPage);
	expect(rows.length).toBe(Math.min(perPage, total));
	expect(pages).toBe(Math.max(1, Math.ceil(total / perPage)));
}

function expectNewestFirst(plays: readonly Play[]): void {
	const moments = plays.map(({ startedAt }) => startedAt);
	expect(moments).toEqual(moments.toSorted((a, b) => b - a));
}

function expectUnique(ids: readonly string[]): void {
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids).not.toContain('');
}

async function expectFailures(
	stage: Stage,
	backend: StationBackend,
	kinds: readonly string[],
): Promise<void> {
	for (const [use, read] of Object.entries(reads) as [RoleUse, Read][]) {
		if (!offers(backend, use) || read.answersNull === true) continue;
		const error = await read.run(backend, stage).catch((caught: unknown) => caught);
		expect([use, error instanceof BackendError ? kinds.includes(error.problem.kind) : error]).toEqual([
			use,
			true,
		]);
		expectNoSecret(error, stage);
	}
}

function expectNoSecret(told: unknown, { secrets }: Stage): void {
	const text =
		told instanceof Error
			? `${told.message} ${String(told.cause)} ${JSON.stringify(told)}`
			: JSON.stringify(told);
	for (const secret of secrets) expect(text).not.toContain(secret);
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
	const server = createServer();
	const port = await listening(server);
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** A web server that knows nothing of radio. */
async function otherServer(): Promise<string> {
	const server = createServer((_, response) =>
		response.writeHead(404, { 'content-type': 'text/html' }).end('<html><h1>Not Found</h1></html>'),
	);
	const port = await listening(server);
	onTestFinished(() => void server.close());
	return `http://127.0.0.1:${port}`;
}
