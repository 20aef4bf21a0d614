import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MediaKeeper } from '#src/media/media-keeper.ts';
import { libraryWorld, row } from './library-world.ts';

let world: Awaited<ReturnType<typeof libraryWorld>>;
let keeper: MediaKeeper;
beforeEach(async () => {
	world = await libraryWorld(100);
	keeper = await world.open();
	await keeper.look(world.station);
	world.reads();
});
afterEach(() => world.close());

const minute = 60_000;
const known = () => keeper.songs(world.station)?.size;
const twice = ['playlists', 'path 1', 'path 1'];

describe('a library of which more than a fifth is gone', () => {
	test('is read as a whole once more by itself after some minutes, and only then believed', async () => {
		world.server.rows = world.server.rows.slice(0, 70);
		const outcome = await keeper.fetch(world.station);
		expect(outcome).toMatchObject({ kind: 'doubted', missing: 30, songs: 100, reads: 3 });
		expect([known(), world.news, world.reads()]).toEqual([100, [], twice]);
		await world.pass(4 * minute);
		expect(world.reads()).toEqual([]);
		await world.pass(2 * minute);
		expect(world.reads()).toEqual(twice);
		expect(world.news).toMatchObject([{ mass: true, songs: 70, before: 100 }]);
		expect([known(), keeper.state(world.station)?.doubt]).toEqual([70, undefined]);
		await world.pass(60 * minute);
		expect(world.reads()).toEqual([]);
	});

	test('is nothing when the songs are back', async () => {
		const all = world.server.rows;
		world.server.rows = all.slice(0, 70);
		await keeper.look(world.station);
		world.server.rows = all;
		await world.pass(6 * minute);
		expect([known(), world.news, keeper.state(world.station)?.doubt]).toEqual([100, [], undefined]);
	});

	test('is doubted once more when other songs are gone the second time', async () => {
		const all = world.server.rows;
		world.server.rows = all.slice(0, 70);
		await keeper.fetch(world.station);
		world.server.rows = all.slice(30);
		expect(await keeper.fetch(world.station)).toMatchObject({ kind: 'doubted', missing: 30 });
		expect([known(), world.news]).toEqual([100, []]);
		await world.pass(6 * minute);
		expect([known(), world.news.length]).toEqual([70, 1]);
	});

	test('is read as a whole also by what would have been a short look', async () => {
		world.server.rows = world.server.rows.slice(0, 70);
		await keeper.fetch(world.station);
		world.reads();
		world.server.rows.push(row(900));
		await keeper.look(world.station, 'news');
		expect(world.reads()).toEqual(twice);
		expect(keeper.songs(world.station)?.has('u900')).toBe(true);
	});

	test('stays in doubt while the server does not answer', async () => {
		world.server.rows = world.server.rows.slice(0, 70);
		await keeper.fetch(world.station);
		world.server.refusing = { kind: 'wrong-address' };
		await world.pass(6 * minute);
		expect([known(), keeper.state(world.station)?.doubt?.missing.size]).toEqual([100, 30]);
		world.server.refusing = undefined;
		await keeper.look(world.station);
		expect([known(), world.news.length]).toEqual([70, 1]);
	});
});

describe('a station key that sees the library no longer', () => {
	const lost = {
		kind: 'right-missing',
		key: 'station',
		tail: 'abcd',
		permission: 'Manage Station Media',
	} as const;

	test.each([lost, { kind: 'key-rejected', key: 'station', tail: 'abcd' } as const])(
		'leaves the library as it was: $kind',
		async (problem) => {
			world.server.requestable = world.server.rows.slice(0, 10);
			world.server.refusing = problem;
			await expect(keeper.fetch(world.station)).rejects.toMatchObject({ problem });
			await expect(keeper.look(world.station)).rejects.toMatchObject({ problem });
			expect(world.reads().filter((read) => read.startsWith('requests'))).toEqual([]);
			expect([known(), world.news, world.updates]).toEqual([100, [], ['all']]);
			expect(keeper.state(world.station)).toMatchObject({
				header: { source: 'staff' },
				outOfReach: { error: { problem } },
			});
			world.server.refusing = undefined;
			world.server.rows.push(row(900));
			await keeper.look(world.station);
			expect(keeper.state(world.station)?.outOfReach).toBeUndefined();
			expect(world.news).toMatchObject([{ songs: 101, before: 100 }]);
		},
	);

	test('also after a restart, from the file', async () => {
		await keeper.close();
		world.server.refusing = lost;
		world.server.requestable = [];
		const again = await world.open();
		await expect(again.look(world.station)).rejects.toMatchObject({ problem: lost });
		expect(again.songs(world.station)?.size).toBe(100);
	});
});

test('where no library is known, the list of requests is read', async () => {
	const fresh = await libraryWorld(100);
	try {
		fresh.server.refusing = { kind: 'key-missing', key: 'station' };
		fresh.server.requestable = fresh.server.rows.slice(0, 10);
		const other = await fresh.open();
		expect(await other.fetch(fresh.station)).toMatchObject({ kind: 'first', songs: 10 });
		expect(other.state(fresh.station)).toMatchObject({ header: { source: 'requestable' } });
		fresh.server.refusing = undefined;
		expect(await other.look(fresh.station)).toMatchObject({ kind: 'first', songs: 100 });
		expect(fresh.news).toEqual([]);
	} finally {
		await fresh.close();
	}
});
