import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BackendError, type BackendProblem } from '#src/backends/backend-error.ts';
import type { Clock } from '#src/clock.ts';
import { MediaKeeper } from '#src/media/media-keeper.ts';
import type { MediaUpdate } from '#src/media/media-song.ts';
import type { MediaNews } from '#src/media/media-state.ts';
import type { OffPeak } from '#src/media/off-peak.ts';
import type { Station } from '#src/stations/station.ts';
import { StationDirectory } from '#src/stations/station-directory.ts';

export const row = (number: number, changed: object = {}) => ({
	id: `u${number}`,
	song: { id: `s${number}`, title: `T${number}`, artist: 'A', album: '', text: '', art: null },
	path: `p/${String(number).padStart(5, '0')}.mp3`,
	length: 1_000,
	playlists: [{ id: '1', name: 'One' }],
	genre: '',
	isrc: '',
	changedAt: number * 1_000,
	...changed,
});
type Row = ReturnType<typeof row>;

/**
 * A station whose radio server has `rows`. Short waits are over at once, waits of a minute and more when the time is turned on by
 * `pass`. A read waits as long as `hold` is set, which makes it easy to come in between.
 */
export async function libraryWorld(count: number) {
	const folder = await mkdtemp(path.join(tmpdir(), 'media-'));
	const server = {
		rows: Array.from({ length: count }, (_, place) => row(place)),
		refusing: undefined as BackendProblem | undefined,
		requestable: undefined as Row[] | undefined,
		meanwhile: (_read: string) => {},
		offPeak: undefined as OffPeak | undefined,
	};
	let now = Date.UTC(2026, 10, 22, 12, 0);
	let parked: { at: number; wake: () => void }[] = [];
	const clock: Clock = {
		now: () => now,
		sleep: (ms, signal) =>
			new Promise((resolve, reject) => {
				signal?.throwIfAborted();
				if (ms < 60_000) {
					now += ms;
					resolve();
					return;
				}
				parked.push({ at: now + ms, wake: resolve });
				signal?.addEventListener('abort', () => reject(signal.reason as Error));
			}),
		every: () => () => {},
	};
	const reads: string[] = [];
	let gate: Promise<void> = Promise.resolve();
	let release = () => {};
	const read = async (what: string) => {
		reads.push(what);
		server.meanwhile(what);
		await gate;
		if (server.refusing !== undefined && !what.startsWith('requests'))
			throw new BackendError('GET', 'r', server.refusing);
	};
	const pageOf = (rows: Row[], page: number, perPage: number) => {
		const pages = Math.ceil(rows.length / perPage);
		if (page > 1 && page > pages) return null;
		return { rows: rows.slice((page - 1) * perPage, page * perPage), page, pages, total: rows.length };
	};
	const library = {
		list: async (order: string, page: number, perPage: number) => {
			await read(`${order} ${page}`);
			const sorted = server.rows.toSorted((a, b) =>
				order === 'newest' ? b.changedAt - a.changedAt : a.path.localeCompare(b.path),
			);
			return pageOf(sorted, page, perPage);
		},
	};
	const playlists = {
		list: async () => {
			await read('playlists');
			return [{ id: '1', isEnabled: true, takesRequests: true }];
		},
	};
	const requests = {
		list: async (page: number, perPage: number) => {
			await read(`requests ${page}`);
			const found = pageOf(server.requestable ?? [], page, perPage);
			return found && { ...found, rows: found.rows.map(({ id, song }) => ({ requestId: id, song })) };
		},
	};
	const backend = { server: 'http://r', host: 'r', library, playlists, requests };
	const station = { guildId: 'g', id: 'one', remote: '1', backend } as unknown as Station;
	const news: MediaNews[] = [];
	const updates: MediaUpdate[] = [];
	const keepers: MediaKeeper[] = [];
	const open = async () => {
		const keeper = new MediaKeeper({
			folder,
			stations: new StationDirectory([station]),
			clock,
			offPeak: () => server.offPeak,
			onNews: (_, told) => news.push(told),
			onError: () => {},
			onWritten: () => {},
		});
		keeper.onUpdate((_, update) => updates.push(update));
		await keeper.start();
		keepers.push(keeper);
		return keeper;
	};
	return {
		server,
		station,
		news,
		updates,
		open,
		/** What was read since the last call of this. */
		reads: () => reads.splice(0),
		hold: () => {
			gate = new Promise((resolve) => {
				release = resolve;
			});
		},
		release: () => release(),
		pass: async (ms: number) => {
			now += ms;
			const due = parked.filter(({ at }) => at <= now);
			parked = parked.filter(({ at }) => at > now);
			for (const { wake } of due) wake();
			await settle();
		},
		close: async () => {
			release();
			await Promise.all(keepers.map((keeper) => keeper.close()));
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** Lets everything run that only waits for files or its turn. */
export async function settle(): Promise<void> {
	for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}
