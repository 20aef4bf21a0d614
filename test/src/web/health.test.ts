import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { Clock } from '#src/clock.ts';
import { type GatewayState, Health } from '#src/web/health.ts';

let clock: ManualClock;
let health: Health;
let shards: { status: number; lastAckAt: number | null; readyAt: number | null }[];
const startup = { commandsRegistered: true, stationsLoaded: true };

function watch(on: Clock): Health {
	const states = () =>
		shards.map(
			(shard): GatewayState => ({
				status: () => shard.status,
				lastAckAt: () => shard.lastAckAt,
				readyAt: () => shard.readyAt,
			}),
		);
	return new Health(on, { shards: states, startup: () => startup });
}

beforeEach(() => {
	clock = new ManualClock();
	shards = [{ status: 0, lastAckAt: null, readyAt: clock.now() }];
	Object.assign(startup, { commandsRegistered: true, stationsLoaded: true });
	health = watch(clock);
});
afterEach(() => health.close());

describe('the gateway', () => {
	test('is well right after it became ready, before any heartbeat', () => {
		expect(health.alive()).toEqual({ ok: true, reasons: [] });
	});

	test.each([1, 2, 3, 5, 8])('is not well with status %i, even with fresh heartbeats', (status) => {
		shards = [{ status, lastAckAt: clock.now(), readyAt: clock.now() }];
		expect(health.alive()).toEqual({ ok: false, reasons: [`shard 0 is not connected (status ${status})`] });
	});

	test('is not well once two heartbeats stayed unanswered, and well again with the next answer', async () => {
		shards = [{ status: 0, lastAckAt: clock.now(), readyAt: clock.now() - 3_600_000 }];
		await clock.advance(99_999);
		expect(health.alive().ok).toBe(true);
		await clock.advance(1);
		expect(health.alive().reasons).toEqual(['shard 0 had no heartbeat acknowledged for 100 s']);
		shards = [{ status: 0, lastAckAt: clock.now(), readyAt: null }];
		expect(health.alive().ok).toBe(true);
	});

	test('is not well when the first heartbeat never was answered', async () => {
		await clock.advance(100_000);
		expect(health.alive().ok).toBe(false);
	});

	test('is well after a new connection, although the last answer is from the old one', async () => {
		shards = [{ status: 0, lastAckAt: clock.now(), readyAt: clock.now() }];
		await clock.advance(200_000);
		shards = [{ status: 0, lastAckAt: clock.now() - 200_000, readyAt: clock.now() }];
		expect(health.alive().ok).toBe(true);
	});

	test('is not well without a shard, or with one that was never ready', () => {
		shards = [{ status: 0, lastAckAt: null, readyAt: null }];
		expect(health.alive().reasons).toEqual(['shard 0 was never ready']);
		shards = [];
		expect(health.alive().reasons).toEqual(['not connected to Discord']);
	});

	test('is as well as its worst shard', () => {
		const fine = { status: 0, lastAckAt: clock.now(), readyAt: clock.now() };
		shards = [fine, { ...fine, status: 5 }, fine];
		expect(health.alive().reasons).toEqual(['shard 1 is not connected (status 5)']);
	});
});

test('an event loop that stood still for five seconds is not well', () => {
	let now = clock.now();
	let tick = () => undefined as void;
	const stalled: Clock = {
		now: () => now,
		sleep: () => Promise.resolve(),
		every: (_ms, run) => {
			tick = run;
			return () => undefined;
		},
	};
	const stalling = watch(stalled);
	now += 4_999;
	expect(stalling.alive().ok).toBe(true);
	now += 1;
	expect(stalling.alive().reasons).toEqual(['the event loop stood still for 5 s']);
	tick();
	expect(stalling.alive().ok).toBe(true);
});

describe('ready', () => {
	test('means alive, with commands registered and stations loaded', () => {
		expect(health.ready()).toEqual({ ok: true, reasons: [] });
		startup.commandsRegistered = false;
		startup.stationsLoaded = false;
		shards = [];
		expect(health.ready().reasons).toEqual([
			'not connected to Discord',
			'commands are not registered yet',
			'stations are not loaded yet',
		]);
	});

	test('is not needed to be alive', () => {
		startup.stationsLoaded = false;
		expect(health.alive().ok).toBe(true);
		expect(health.ready().ok).toBe(false);
	});
});

test('closing stops its timer', () => {
	health.close();
	expect(clock.waiting).toBe(0);
});

describe('a clock that jumps', () => {
	test.each([5 * 365 * 86_400_000, -5 * 365 * 86_400_000])(
		'by %i ms is no silence, and hides none',
		async (jump) => {
			const start = clock.now();
			let shift = 0;
			const jumping: Clock = {
				now: () => clock.now() + shift,
				sleep: (ms, signal) => clock.sleep(ms, signal),
				every: (ms, run) => clock.every(ms, run),
			};
			const watching = watch(jumping);
			shards = [{ status: 0, lastAckAt: start, readyAt: start }];
			await clock.advance(10_000);
			shift = jump;
			await clock.advance(1_000);
			expect(watching.alive()).toEqual({ ok: true, reasons: [] });
			// Nothing is acknowledged from now on.
			await clock.advance(100_000);
			expect(watching.alive().ok).toBe(false);
			watching.close();
		},
	);
});

test('what else stands in the way makes it not ready, and no less alive', () => {
	const one = new Health(clock, {
		shards: () => [{ status: () => 0, lastAckAt: () => clock.now(), readyAt: () => clock.now() }],
		startup: () => startup,
		problems: () => ['all calls to Discord are paused'],
	});
	expect(one.ready()).toEqual({ ok: false, reasons: ['all calls to Discord are paused'] });
	expect(one.alive().ok).toBe(true);
	one.close();
});
