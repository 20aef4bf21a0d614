import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { PlaylistsRole } from '#src/backends/roles/playlists.ts';
import { startPlaylist } from '#src/stations/starting-playlist.ts';
import { playlist } from './fake-playlist.ts';
import { problem } from './fake-station.ts';
import { inTime } from './in-time.ts';

const minute = 60_000;
const lost = () =>
	problem({ kind: 'unreachable', reason: 'connection-lost', afterMs: 1 }, { perhapsDone: true });

interface World {
	/** When it is on the air, after the order; never if undefined. */
	onAirAfter?: number;
	failing?: Error;
	lookFails?: boolean;
}

function setUp({ onAirAfter, failing, lookFails = false }: World = {}) {
	const clock = new ManualClock();
	const orders: string[] = [];
	let orderedAt = Number.POSITIVE_INFINITY;
	const role = {
		start: async (id: string) => {
			orders.push(id);
			orderedAt = clock.now();
			if (failing !== undefined) throw failing;
			return { at: (Math.floor(clock.now() / minute) + 1) * minute };
		},
		one: async (id: string) => {
			if (lookFails) throw problem({ kind: 'server-trouble', status: 500 });
			const isOnAir = onAirAfter !== undefined && clock.now() >= orderedAt + onAirAfter;
			return playlist(id, { isOnAir });
		},
	} as unknown as PlaylistsRole;
	const told: number[] = [];
	const wanted = playlist('2', { isOnAir: false });
	const run = (what = wanted) =>
		inTime(
			clock,
			startPlaylist(role, clock, what, async (at) => void told.push(at)),
			180,
		);
	return { clock, orders, told, run };
}

describe('a playlist that is started', () => {
	test('is ordered once, told of, waited for and seen', async () => {
		const { clock, orders, told, run } = setUp({ onAirAfter: 20_000 });
		const at = (Math.floor(clock.now() / minute) + 1) * minute;
		expect(await run()).toMatchObject({ kind: 'on-air', at, playlist: { id: '2', isOnAir: true } });
		expect(told).toEqual([at]);
		expect(orders).toEqual(['2']);
		expect(clock.now()).toBeGreaterThanOrEqual(at);
	});

	test('may come late', async () => {
		expect(await setUp({ onAirAfter: 40_000 }).run()).toMatchObject({ kind: 'on-air' });
	});

	test('is not claimed where it is never seen, or nobody can be asked', async () => {
		expect(await setUp().run()).toMatchObject({ kind: 'not-seen' });
		expect(await setUp({ onAirAfter: 0, lookFails: true }).run()).toMatchObject({ kind: 'not-seen' });
	});

	test('is not ordered where it plays already', async () => {
		const { orders, told, run } = setUp();
		expect(await run(playlist('2', { isOnAir: true }))).toMatchObject({ kind: 'already' });
		expect([orders, told]).toEqual([[], []]);
	});

	test('is looked for when the answer got lost, and the loss thrown if it is not seen', async () => {
		const came = setUp({ failing: lost(), onAirAfter: 30_000 });
		expect(await came.run()).toMatchObject({ kind: 'on-air' });
		expect(came.orders).toHaveLength(1);
		await expect(setUp({ failing: lost() }).run()).rejects.toMatchObject({ perhapsDone: true });
	});

	test('that is refused is an error at once', async () => {
		const { clock, run } = setUp({ failing: problem({ kind: 'not-found', what: 'playlist' }) });
		const before = clock.now();
		await expect(run()).rejects.toMatchObject({ problem: { kind: 'not-found' } });
		expect(clock.now() - before).toBeLessThan(minute);
	});
});
