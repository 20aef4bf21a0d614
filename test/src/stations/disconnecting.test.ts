import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { LiveShow } from '#src/backends/roles.ts';
import { disconnectDj } from '#src/stations/disconnecting.ts';
import { OnAirStates } from '#src/stations/on-air-states.ts';
import { FakeOnAir, onAirState, station } from './fake-station.ts';
import { inTime } from './in-time.ts';

const show = (streamer: string, since: number): LiveShow => ({ streamer, since, art: null });

/** A station on which `after` is live some looks after the order. */
function setUp(before: LiveShow | null, after: LiveShow | null, looksUntilSeen = 3) {
	const clock = new ManualClock();
	const onAir = new FakeOnAir();
	let orders = 0;
	let looks = 0;
	onAir.answer = () => {
		if (orders > 0) looks += 1;
		return onAirState({ live: looks >= looksUntilSeen ? after : before });
	};
	const playout = {
		disconnect: async () => {
			orders += 1;
		},
	};
	const one = station('a', { backend: { onAir } });
	const run = () => inTime(clock, disconnectDj(one, playout, { onAir: new OnAirStates(clock), clock }));
	return { run, onAir, orders: () => orders };
}

describe('disconnecting a DJ', () => {
	test('is done when the station says so, past all caches', async () => {
		const { run, onAir, orders } = setUp(show('Ada', 1), null);
		expect(await run()).toMatchObject({ kind: 'disconnected', show: { streamer: 'Ada' }, afterMs: 2_000 });
		expect(orders()).toBe(1);
		expect(onAir.reads).toBe(onAir.readsPastCaches);
	});

	test('is done as well when somebody else is live then', async () => {
		const { run } = setUp(show('Ada', 1), show('Bob', 2));
		expect(await run()).toMatchObject({ kind: 'disconnected', now: { live: { streamer: 'Bob' } } });
	});

	test('tells when the same DJ has come back', async () => {
		const { run } = setUp(show('Ada', 1), show('Ada', 2));
		expect(await run()).toMatchObject({ kind: 'came-back', show: { since: 2 } });
	});

	test('orders nothing while nobody is live', async () => {
		const { run, orders } = setUp(null, null);
		expect(await run()).toEqual({ kind: 'nobody' });
		expect(orders()).toBe(0);
	});

	test('is not confirmed while the station reports the DJ live', async () => {
		const { run, orders } = setUp(show('Ada', 1), null, Number.POSITIVE_INFINITY);
		expect(await run()).toMatchObject({ kind: 'not-confirmed', waitedMs: 19_000 });
		expect(orders()).toBe(1);
	});
});
