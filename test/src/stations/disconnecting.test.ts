import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { LiveShow } from '#src/backends/roles.ts';
import { disconnectDj } from '#src/stations/disconnecting.ts';
import { OnAirStates } from '#src/stations/on-air-states.ts';
import { FakeOnAir, onAirState, station, unreachable } from './fake-station.ts';
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
	const run = () =>
		inTime(
			clock,
			disconnectDj(one, playout, () => true, { onAir: new OnAirStates(clock), clock }),
		);
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

describe('disconnecting a DJ at a station whose reads hang or fail', () => {
	/** Ada was live a moment ago, and then the station says no more until the order was given. */
	async function silenced(live: LiveShow | null, after: (orderedAt: number) => LiveShow | null) {
		const clock = new ManualClock();
		const onAir = new FakeOnAir(onAirState({ live }));
		const states = new OnAirStates(clock);
		const one = station('a', { backend: { onAir } });
		await states.read(one);
		onAir.answer = () => new Promise(() => {});
		let orders = 0;
		const disconnect = async () => {
			orders += 1;
			const state = onAirState({ live: after(clock.now()) });
			onAir.answer = () => state;
		};
		const run = () =>
			inTime(
				clock,
				disconnectDj(one, { disconnect }, () => true, { onAir: states, clock }),
			);
		return { run, clock, onAir, orders: () => orders };
	}

	test('is ordered by what was known a moment ago, and done when it is seen', async () => {
		const { run, orders } = await silenced(show('Ada', 1), () => null);
		expect(await run()).toMatchObject({ kind: 'disconnected', show: { streamer: 'Ada' } });
		expect(orders()).toBe(1);
	});

	test('is not confirmed while somebody is live who was so before the order', async () => {
		const { run } = await silenced(show('Ada', 1), (at) => show('Bob', at - 20_000));
		expect(await run()).toMatchObject({ kind: 'not-confirmed' });
		const same = await silenced(show('Ada', 1), (at) => show('Ada', at - 20_000));
		expect(await same.run()).toMatchObject({ kind: 'not-confirmed' });
	});

	test('tells who came since the order', async () => {
		const back = await silenced(show('Ada', 1), (at) => show('Ada', at + 2_000));
		expect(await back.run()).toMatchObject({ kind: 'came-back' });
	});

	test('does not say by what is old that nobody is live', async () => {
		const { run, onAir, orders } = await silenced(null, () => null);
		onAir.answer = () => Promise.reject(unreachable());
		await expect(run()).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
		expect(orders()).toBe(0);
	});

	test('is not ordered by what was known more than a minute ago', async () => {
		const { run, clock, onAir, orders } = await silenced(show('Ada', 1), () => null);
		await clock.advance(61_000);
		onAir.answer = () => Promise.reject(unreachable());
		await expect(run()).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
		expect(orders()).toBe(0);
	});
});
