import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BackendError } from '#src/backends/backend-error.ts';
import type { Clock } from '#src/clock.ts';
import { MediaKeeper } from '#src/media/media-keeper.ts';
import type { MediaPlace, MediaUpdate } from '#src/media/media-song.ts';
import type { MediaNews } from '#src/media/media-state.ts';
import type { Station } from '#src/stations/station.ts';
import { StationDirectory } from '#src/stations/station-directory.ts';

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'media-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const row = (number: number, changed: object = {}) => ({
	id: `u${number}`,
	song: { id: `s${number}`, title: `T${number}`, artist: 'A', album: '', text: '', art: null },
	path: `p/${number}.mp3`,
	length: 1_000,
	playlists: [{ id: '1', name: 'One' }],
	genre: '',
	isrc: '',
	changedAt: number * 1_000,
	...changed,
});
type Row = ReturnType<typeof row>;

/** A station whose radio server has `rows`, behind a clock on which waiting is over at once. */
function world(count: number) {
	const server = { rows: Array.from({ length: count }, (_, place) => row(place)), taking: true, down: false };
	let reads = 0;
	let now = 1_000_000_000_000;
	const clock: Clock = {
		now: () => now,
		sleep: async (ms, signal) => {
			signal?.throwIfAborted();
			// A doubt is looked into by the tests themselves.
			if (ms >= 60_000) await new Promise<never>(() => {});
			now += ms;
		},
		every: () => () => {},
	};
	const list = async (order: string, page: number, perPage: number) => {
		reads += 1;
		if (server.down) throw new BackendError('GET', 'r', { kind: 'wrong-address' });
		const sorted = server.rows.toSorted((a: Row, b: Row) =>
			order === 'newest' ? b.changedAt - a.changedAt : a.path.localeCompare(b.path),
		);
		const pages = Math.ceil(sorted.length / perPage);
		if (page > 1 && page > pages) return null;
		return { rows: sorted.slice((page - 1) * perPage, page * perPage), page, pages, total: sorted.length };
	};
	const playlists = {
		list: async () => {
			reads += 1;
			return [{ id: '1', isEnabled: true, takesRequests: server.taking }];
		},
	};
	const backend = { server: 'http://r', host: 'r', library: { list }, playlists };
	const station = { guildId: 'g', id: 'one', remote: '1', backend } as unknown as Station;
	const stations = new StationDirectory([station]);
	const news: MediaNews[] = [];
	const errors: string[] = [];
	const updates: MediaUpdate[] = [];
	const open = async () => {
		const keeper = new MediaKeeper({
			folder,
			stations,
			clock,
			onNews: (_, told) => news.push(told),
			onError: (_, error, what) => errors.push(`${what}: ${String(error)}`),
			onWritten: () => errors.push('written'),
		});
		keeper.onUpdate((_: MediaPlace, update) => updates.push(update));
		await keeper.start();
		return keeper;
	};
	const readsOf = async (work: Promise<unknown>) => {
		reads = 0;
		await work;
		return reads;
	};
	const pass = (ms: number) => {
		now += ms;
	};
	return { server, station, stations, news, errors, updates, open, readsOf, pass };
}

test('the first fetch is no news, and the next start knows it without asking', async () => {
	const { station, news, updates, open, readsOf } = world(600);
	const keeper = await open();
	expect(keeper.songs(station)).toBeUndefined();
	expect(await readsOf(keeper.look(station))).toBe(4);
	expect([keeper.songs(station)?.size, news, updates]).toEqual([600, [], ['all']]);
	await keeper.close();
	const again = await open();
	expect(again.songs(station)).toEqual(keeper.songs(station));
});

test('an unchanged library costs two reads', async () => {
	const { station, news, open, readsOf } = world(600);
	const keeper = await open();
	await keeper.look(station);
	expect(await readsOf(keeper.look(station))).toBe(2);
	expect(news).toEqual([]);
});

test('new and retagged songs are seen by a short look, removed ones by a whole fetch', async () => {
	const { server, station, news, open, readsOf } = world(600);
	const keeper = await open();
	await keeper.look(station);
	server.rows.push(row(900));
	server.rows[5] = row(5, { changedAt: 901_000, path: 'q/5.mp3', isrc: 'X' });
	expect(await readsOf(keeper.look(station))).toBe(2);
	expect(
		news.map(({ changes }) => [
			changes.added.map(({ id }) => id),
			changes.moved.length,
			changes.retagged[0]?.fields,
		]),
	).toEqual([[['u900'], 1, ['isrc']]]);
	server.rows.shift();
	expect(await readsOf(keeper.look(station))).toBe(8);
	expect(news[1]?.changes.removed.map(({ id }) => id)).toEqual(['u0']);
	expect(keeper.songs(station)?.has('u0')).toBe(false);
});

test('playlists that take no requests any more are no news, and known', async () => {
	const { server, station, news, open } = world(3);
	const keeper = await open();
	await keeper.look(station);
	expect(keeper.songs(station)?.get('u1')).toMatchObject({ requestable: true, requestId: 'u1' });
	server.taking = false;
	await keeper.look(station);
	expect(keeper.songs(station)?.get('u1')).toMatchObject({ requestable: false, requestId: null });
	expect(news).toEqual([]);
});

test('a library of which much is gone is read again before that is believed', async () => {
	const { server, station, news, open } = world(100);
	const keeper = await open();
	await keeper.look(station);
	const all = server.rows;
	server.rows = all.slice(0, 70);
	await keeper.look(station);
	expect([news, keeper.songs(station)?.size]).toEqual([[], 100]);
	server.rows = all;
	await keeper.look(station);
	expect([news, keeper.state(station)?.doubt]).toEqual([[], undefined]);
	server.rows = all.slice(0, 70);
	await keeper.look(station);
	await keeper.look(station);
	expect(news).toMatchObject([{ mass: true, songs: 70, before: 100 }]);
});

test('everything is read once a day', async () => {
	const { station, open, readsOf, pass } = world(600);
	const keeper = await open();
	await keeper.look(station);
	pass(24 * 60 * 60_000);
	expect(await readsOf(keeper.look(station))).toBe(4);
});

test('a station that is removed takes its file along, and an unknown file does not stay', async () => {
	const { station, stations, updates, open } = world(3);
	const keeper = await open();
	await keeper.look(station);
	expect(await readdir(folder)).toEqual(['g-one.jsonl']);
	stations.remove('g', 'one');
	expect(keeper.songs(station)).toBeUndefined();
	expect(updates).toEqual(['all', 'gone']);
	await keeper.close();
	expect(await readdir(folder)).toEqual([]);
	await writeFile(path.join(folder, 'g-two.jsonl'), 'x');
	await open();
	expect(await readdir(folder)).toEqual([]);
});

test('a damaged file is set aside, told, and made anew', async () => {
	const { station, errors, open } = world(3);
	await writeFile(path.join(folder, 'g-one.jsonl'), 'no library\n');
	const keeper = await open();
	expect(errors).toEqual(['read: UnusableMediaFile: The file of a library is damaged']);
	await keeper.look(station);
	expect((await readdir(folder)).toSorted()).toEqual(['g-one.damaged', 'g-one.jsonl']);
});

test('a folder that cannot be written is told once, and what is known stays known until it can be written', async () => {
	const { server, station, errors, open } = world(3);
	const keeper = await open();
	await rm(folder, { recursive: true });
	await keeper.look(station);
	server.rows.push(row(9));
	await keeper.look(station);
	const told = () => errors.filter((error) => !error.startsWith('note: '));
	expect([keeper.songs(station)?.size, keeper.isUnwritten(station)]).toEqual([4, true]);
	expect(told()).toEqual([expect.stringContaining('write: Error: ENOENT')]);
	await mkdir(folder);
	await keeper.look(station);
	await keeper.look(station);
	expect([told()[1], told().length, keeper.isUnwritten(station)]).toEqual(['written', 2, false]);
	expect((await open()).songs(station)?.size).toBe(4);
});

test('notes of a fetch that can be made are no sign that the library can be written', async () => {
	const { server, station, errors, open } = world(3);
	const keeper = await open();
	await keeper.look(station);
	// A folder in the place of the file that is written.
	await mkdir(path.join(folder, 'g-one.jsonl.tmp'));
	for (const number of [7, 8, 9]) {
		server.rows.push(row(number));
		await keeper.fetch(station);
	}
	expect(errors).toEqual([expect.stringContaining('write: Error: EISDIR')]);
	expect([keeper.songs(station)?.size, keeper.isUnwritten(station)]).toEqual([6, true]);
});

test('a fetch that was stopped goes on after the next start', async () => {
	const { station, open, readsOf } = world(1_000);
	const keeper = await open();
	let seen = 0;
	const work = keeper.fetch(station);
	while ((keeper.progress(station)?.offset ?? 0) < 500) await new Promise((resolve) => setImmediate(resolve));
	seen = keeper.progress(station)?.offset ?? 0;
	await Promise.all([keeper.close(), expect(work).resolves.toEqual({ kind: 'stopped', isGone: false })]);
	const again = await open();
	const reads = await readsOf(again.look(station));
	expect(again.songs(station)?.size).toBe(1_000);
	expect(reads).toBeLessThanOrEqual(1 + (1_000 - seen) / 250);
});

test('a server that cannot be read leaves what is known', async () => {
	const { server, station, open } = world(3);
	const keeper = await open();
	await keeper.look(station);
	server.down = true;
	await expect(keeper.look(station)).rejects.toBeInstanceOf(BackendError);
	expect(keeper.songs(station)?.size).toBe(3);
});
