import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BackendError } from '#src/backends/backend-error.ts';
import type { MediaKeeper } from '#src/media/media-keeper.ts';
import type { MediaProgress } from '#src/media/media-outcome.ts';
import { libraryWorld, row, settle } from './library-world.ts';

let world: Awaited<ReturnType<typeof libraryWorld>>;
let keeper: MediaKeeper;
beforeEach(async () => {
	world = await libraryWorld(600);
	keeper = await world.open();
	await keeper.look(world.station);
	world.reads();
});
afterEach(() => world.close());

const whole = ['playlists', 'path 1', 'path 2', 'path 3'];
const look = ['playlists', 'newest 1'];

describe('a fetch', () => {
	test('that comes while a look is under way reads everything after it', async () => {
		world.hold();
		const first = keeper.look(world.station);
		await settle();
		const fetch = keeper.fetch(world.station);
		world.release();
		expect(await first).toMatchObject({ kind: 'compared', whole: false, reads: 2 });
		expect(await fetch).toMatchObject({ kind: 'compared', whole: true, reads: 4 });
		expect(world.reads()).toEqual([...look, ...whole]);
	});

	test('that comes while everything is read joins that, and sees how far it is', async () => {
		world.hold();
		const first = keeper.fetch(world.station);
		await settle();
		const seen: MediaProgress[] = [];
		const second = keeper.fetch(world.station, (progress) => seen.push(progress));
		world.release();
		expect(await second).toEqual(await first);
		expect(world.reads()).toEqual(whole);
		expect(seen.map(({ offset, rows, total }) => [offset, rows, total])).toEqual([
			[0, 0, 0],
			[250, 250, 600],
			[500, 500, 600],
		]);
	});
});

describe('a look', () => {
	test('that comes while something is under way is followed by one more, however many come', async () => {
		world.hold();
		const first = keeper.look(world.station);
		await settle();
		// The list was asked for already: what is uploaded now may not be in the answer.
		const later = Promise.all(Array.from({ length: 5 }, () => keeper.look(world.station, 'news')));
		world.release();
		await Promise.all([first, later]);
		expect(world.reads()).toEqual([...look, ...look]);
	});

	test('that comes while everything is read sees what came after its page was read', async () => {
		const uploaded: unknown[] = [];
		world.server.meanwhile = (read) => {
			if (read !== 'path 3' || uploaded.length > 0) return;
			// Sorts before everything that was read: this pass does not see it.
			world.server.rows.push(row(900, { path: 'a.mp3' }));
			world.server.rows.splice(500, 1);
			uploaded.push(keeper.look(world.station, 'news'));
		};
		await keeper.fetch(world.station);
		await Promise.all(uploaded);
		expect(keeper.songs(world.station)?.has('u900')).toBe(true);
		expect(world.reads().slice(-2)).toEqual(look);
	});

	test('for what the bot did itself never begins the daily reading', async () => {
		await world.pass(25 * 60 * 60_000);
		await keeper.look(world.station, 'news');
		expect(world.reads()).toEqual(look);
		await keeper.look(world.station);
		expect(world.reads()).toEqual(whole);
	});
});

test('with off-peak hours everything is read in them alone, while looks and asked-for fetches are free', async () => {
	// It is noon.
	world.server.offPeak = { from: '02:00', to: '05:00', timezone: 'UTC' };
	await world.pass(30 * 60 * 60_000);
	await keeper.look(world.station);
	expect(world.reads()).toEqual(look);
	await keeper.fetch(world.station);
	expect(world.reads()).toEqual(whole);
	await world.pass(9 * 60 * 60_000);
	await keeper.look(world.station);
	await keeper.look(world.station);
	expect(world.reads()).toEqual([...whole, ...look]);
});

describe('cancelling', () => {
	test('stops before the next page, everybody who waits is told, and the next fetch goes on there', async () => {
		world.server.meanwhile = (read) => {
			if (read === 'path 2') void keeper.cancel(world.station);
		};
		const [mine, theirs] = await Promise.all([keeper.fetch(world.station), keeper.fetch(world.station)]);
		expect(mine).toMatchObject({ kind: 'cancelled', progress: { offset: 500, total: 600 } });
		expect(theirs).toEqual(mine);
		expect(world.reads()).toEqual(whole.slice(0, 3));
		expect([keeper.songs(world.station)?.size, keeper.progress(world.station)]).toEqual([600, undefined]);
		expect(keeper.trouble(world.station)).toBeUndefined();
		world.server.meanwhile = () => {};
		expect(await keeper.fetch(world.station)).toMatchObject({ kind: 'compared', reads: 2 });
		expect(world.reads()).toEqual(['playlists', 'path 3']);
	});

	test('goes on from there after a restart as well', async () => {
		world.server.meanwhile = (read) => {
			if (read === 'path 1') void keeper.cancel(world.station);
		};
		await keeper.fetch(world.station);
		await keeper.close();
		world.server.meanwhile = () => {};
		world.reads();
		const again = await world.open();
		await again.fetch(world.station);
		expect(world.reads()).toEqual(['playlists', 'path 2', 'path 3']);
	});

	test('without a fetch under way there is nothing to cancel, and a look is left alone', async () => {
		expect(keeper.cancel(world.station)).toBeUndefined();
		world.hold();
		const looking = keeper.look(world.station);
		await settle();
		expect(keeper.cancel(world.station)).toBeUndefined();
		world.release();
		expect(await looking).toMatchObject({ kind: 'compared' });
	});

	test('a fetch that waits takes no look along', async () => {
		world.hold();
		const first = keeper.look(world.station);
		await settle();
		const fetch = keeper.fetch(world.station);
		const uploaded = keeper.look(world.station, 'news');
		void keeper.cancel(world.station);
		world.release();
		await first;
		expect(await fetch).toMatchObject({ kind: 'cancelled', progress: undefined });
		expect(await uploaded).toMatchObject({ kind: 'compared', whole: false });
		expect(world.reads()).toEqual([...look, ...look]);
	});
});

test('what comes after a piece of work that failed is done all the same', async () => {
	world.hold();
	world.server.refusing = { kind: 'wrong-address' };
	const first = keeper.look(world.station);
	await settle();
	const fetch = keeper.fetch(world.station);
	world.release();
	await expect(first).rejects.toBeInstanceOf(BackendError);
	await expect(fetch).rejects.toBeInstanceOf(BackendError);
	expect(keeper.trouble(world.station)?.error.problem.kind).toBe('wrong-address');
	world.server.refusing = undefined;
	await keeper.look(world.station);
	expect(keeper.trouble(world.station)).toBeUndefined();
});
