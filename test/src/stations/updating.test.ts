import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { HostUpdates } from '#src/backends/roles/administration.ts';
import {
	downLimitMs,
	type UpdateOutcome,
	type UpdateProgress,
	Updating,
	updateLimitMs,
} from '#src/stations/updating.ts';
import { problem, settle, station, unreachable } from './fake-station.ts';

/** A server that can be made to update itself: away from `downAt` to `upAt`, in milliseconds after the order. */
class FakeServer {
	readonly clock = new ManualClock();
	orderedAt: number | undefined;
	orders = 0;
	checks = 0;
	hiccups: number[] = [];
	failing: Error | undefined;
	downAt = 10_000;
	upAt = 40_000;
	before: string | null = '0.23.7';
	after: string | null = '0.24.0';
	/** How long after it is back it does not tell its version. */
	shyForMs = 0;
	stillBehind = false;

	get #since(): number {
		return this.orderedAt === undefined ? -1 : this.clock.now() - this.orderedAt;
	}

	async updates(): Promise<HostUpdates> {
		this.checks += 1;
		const available = this.#since < this.upAt || this.stillBehind;
		return {
			current: '0.23.7',
			latest: '0.24.0',
			available,
			rollingBehind: 0,
			changes: [],
			releaseNotes: null,
		};
	}

	async update(): Promise<void> {
		this.orders += 1;
		this.orderedAt = this.clock.now();
		if (this.failing !== undefined) throw this.failing;
	}

	async answers(): Promise<boolean> {
		const isHiccup = this.hiccups.some((at) => Math.abs(at - this.#since) < 1_500);
		return !isHiccup && (this.#since < this.downAt || this.#since >= this.upAt);
	}

	async version(): Promise<string | null> {
		if (this.#since >= this.upAt + this.shyForMs) return this.after;
		if (this.#since >= this.downAt) throw unreachable();
		return this.before;
	}
}

function setUp(server = new FakeServer()) {
	const { clock } = server;
	const updating = new Updating(clock);
	const one = station('a');
	const steps: UpdateProgress[] = [];
	const follow = async (outcome: Promise<UpdateOutcome>) => {
		const progress = { ended: false };
		const end = () => {
			progress.ended = true;
		};
		outcome.then(end, end);
		await settle();
		for (let seconds = 0; !progress.ended && seconds < 2_000; seconds++) await clock.advance(1_000);
		return outcome;
	};
	const start = (at = one) =>
		updating.update(at, server, async (progress) => {
			steps.push(progress);
		});
	return { clock, server, updating, one, steps, start, update: () => follow(start()), follow };
}

describe('an update', () => {
	test('is followed down and up again, and told by the versions', async () => {
		const { server, steps, update } = setUp();
		const outcome = await update();
		const orderedAt = server.orderedAt ?? 0;
		expect(outcome).toMatchObject({
			kind: 'updated',
			before: '0.23.7',
			after: '0.24.0',
			answerLost: false,
			orderedAt,
			// The first look that got no answer, and the first that got one again.
			downAt: orderedAt + 12_000,
			upAt: orderedAt + 42_000,
		});
		expect(steps.map(({ downAt, upAt }) => [downAt !== null, upAt !== null])).toEqual([
			[false, false],
			[true, false],
			[true, true],
		]);
		expect(server.orders).toBe(1);
	});

	test('is followed all the same when the answer to the order gets lost', async () => {
		const { server, steps, update } = setUp();
		server.failing = problem(
			{ kind: 'unreachable', reason: 'connection-lost', afterMs: 1 },
			{ perhapsDone: true },
		);
		expect(await update()).toMatchObject({ kind: 'updated', answerLost: true });
		expect(steps[0]).toMatchObject({ answerLost: true });
		expect(server.orders).toBe(1);
	});

	test('that was certainly not taken fails, and leaves the way free', async () => {
		const { server, steps, update } = setUp();
		server.failing = problem({ kind: 'feature-off', feature: 'web-updates' });
		await expect(update()).rejects.toMatchObject({ problem: { kind: 'feature-off' } });
		expect(steps).toEqual([]);
		server.failing = undefined;
		expect(await update()).toMatchObject({ kind: 'updated' });
	});

	test('that never takes the server down is not claimed', async () => {
		const { server, steps, update } = setUp();
		server.downAt = Number.POSITIVE_INFINITY;
		server.upAt = Number.POSITIVE_INFINITY;
		const outcome = await update();
		expect(outcome).toMatchObject({ kind: 'never-down', downAt: null, after: '0.23.7' });
		expect(outcome.kind === 'never-down' && outcome.endedAt - outcome.orderedAt).toBe(downLimitMs);
		expect(steps).toHaveLength(1);
	});

	test('whose way down was too short to be seen is told by the version', async () => {
		const { server, update } = setUp();
		server.downAt = 10_000;
		server.upAt = 10_500;
		expect(await update()).toMatchObject({ kind: 'updated', downAt: null, after: '0.24.0' });
	});

	test('is not begun by one answer that stays away', async () => {
		const { server, update } = setUp();
		server.downAt = 60_000;
		server.upAt = 90_000;
		server.hiccups = [6_000, 21_000];
		const outcome = await update();
		expect(outcome).toMatchObject({ kind: 'updated', downAt: (server.orderedAt ?? 0) + 60_000 });
	});

	test('from which the server does not come back is told as such', async () => {
		const { server, update } = setUp();
		server.upAt = Number.POSITIVE_INFINITY;
		const outcome = await update();
		expect(outcome).toMatchObject({ kind: 'never-back', upAt: null, after: null });
		expect(outcome.kind === 'never-back' && outcome.endedAt - outcome.orderedAt).toBe(updateLimitMs);
	});

	test('that changed nothing is told as such', async () => {
		const { server, update } = setUp();
		server.after = '0.23.7';
		expect(await update()).toMatchObject({ kind: 'same', before: '0.23.7', after: '0.23.7' });
	});

	test('of a rolling release, whose number stays, is told by what is left to be had', async () => {
		const { server, updating, one, update } = setUp();
		server.after = '0.23.7';
		await updating.check(one, server);
		expect(await update()).toMatchObject({ kind: 'updated', after: '0.23.7' });
	});

	test('after which something newer is left all the same changed nothing', async () => {
		const { server, updating, one, update } = setUp();
		server.after = '0.23.7';
		server.stillBehind = true;
		await updating.check(one, server);
		expect(await update()).toMatchObject({ kind: 'same' });
	});

	test('waits for a server that is back and does not tell its version yet', async () => {
		const { server, update } = setUp();
		server.shyForMs = 8_000;
		expect(await update()).toMatchObject({ kind: 'updated', after: '0.24.0' });
	});

	test('of a server that never tells its version is back, and no more is claimed', async () => {
		const { server, update } = setUp();
		server.before = null;
		server.after = null;
		expect(await update()).toMatchObject({ kind: 'back', before: null, after: null });
	});

	test('is ordered once, whoever asks meanwhile, from wherever', async () => {
		const { server, start, follow } = setUp();
		const first = start();
		const since = server.clock.now();
		await settle();
		expect(await start(station('b', { guildId: 'elsewhere' }))).toEqual({ kind: 'under-way', since });
		expect(await follow(first)).toMatchObject({ kind: 'updated' });
		expect(server.orders).toBe(1);
		expect(await follow(start())).toMatchObject({ kind: expect.not.stringContaining('under-way') as string });
		expect(server.orders).toBe(2);
	});
});

describe('whether there is anything newer', () => {
	test('is asked once an hour, unless it has to be fresh', async () => {
		const { clock, server, updating, one } = setUp();
		const first = await updating.check(one, server);
		expect(first).toMatchObject({ value: { available: true }, readAt: clock.now() });
		await clock.advance(60 * 60_000 - 1);
		expect(await updating.check(one, server)).toEqual(first);
		expect(server.checks).toBe(1);
		await updating.check(one, server, true);
		expect(server.checks).toBe(2);
		await clock.advance(60 * 60_000);
		await updating.check(one, server);
		expect(server.checks).toBe(3);
	});

	test('is shared by the stations of one key, and by nobody else', async () => {
		const { server, updating } = setUp();
		const keys = (tail: string) => new Map([['admin', tail]] as const);
		await updating.check(station('a', { keys: keys('3f9c') }), server);
		await updating.check(station('b', { keys: keys('3f9c') }), server);
		expect(server.checks).toBe(1);
		await updating.check(station('c', { keys: keys('aaaa') }), server);
		await updating.check(station('d', { keys: keys('3f9c'), guildId: 'elsewhere' }), server);
		expect(server.checks).toBe(3);
	});

	test('is asked anew after an update', async () => {
		const { server, updating, one, update } = setUp();
		await updating.check(one, server);
		await update();
		server.checks = 0;
		expect((await updating.check(one, server)).value.available).toBe(false);
		expect(server.checks).toBe(1);
	});
});
