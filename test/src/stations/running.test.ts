import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { BackendError } from '#src/backends/backend-error.ts';
import type { OperationsRole, StationSettings, StationStatus } from '#src/backends/roles/operations.ts';
import { OnAirStates } from '#src/stations/on-air-states.ts';
import type { RunProgress } from '#src/stations/run-watch.ts';
import { type OrderOutcome, Running } from '#src/stations/running.ts';
import { FakeOnAir, onAirState, play, problem, settle, station, unreachable } from './fake-station.ts';

const rightMissing = (key: 'station' | 'admin' = 'station') =>
	problem({ kind: 'right-missing', key, tail: '3f9c', permission: 'View Station Page' });
const lost = () =>
	problem({ kind: 'unreachable', reason: 'connection-lost', afterMs: 1 }, { perhapsDone: true });

/** A station whose services follow an order after so long. */
class FakeOperations implements OperationsRole {
	orders: string[] = [];
	isEnabled = true;
	running = true;
	hasBackend: boolean | null = true;
	writesPlaylists = false;
	takesMs = 10_000;
	/** What an order fails with, after it was carried out or not. */
	failing: { error: BackendError; done: boolean } | undefined;
	unreadable: BackendError | undefined;
	restarts = 0;
	readonly #clock: ManualClock;
	#changeAt = 0;
	#becomes = true;

	constructor(clock: ManualClock) {
		this.#clock = clock;
	}

	async status(): Promise<StationStatus> {
		if (this.unreadable !== undefined) throw this.unreadable;
		const running = this.#clock.now() >= this.#changeAt ? this.#becomes && this.running : !this.#becomes;
		return {
			backendRunning: running && this.hasBackend !== false,
			frontendRunning: running,
			hasStarted: true,
			needsRestart: false,
			isEnabled: this.isEnabled,
			hasBackend: this.hasBackend,
			hasFrontend: true,
		};
	}

	async settings(): Promise<StationSettings> {
		return {
			isEnabled: this.isEnabled,
			autoCue: false,
			hls: false,
			writesPlaylists: this.writesPlaylists,
			requests: true,
			requestDelay: null,
			requestThreshold: null,
			streamers: true,
			isPublic: true,
		};
	}

	start = () => this.#order('start', () => this.#become(true));
	stop = () => this.#order('stop', () => this.#become(false));
	restart = () =>
		this.#order('restart', () => {
			this.restarts += 1;
		});

	async setRequests(): Promise<void> {
		throw new Error('Nobody asked for that');
	}

	#become(on: boolean): void {
		this.isEnabled = on;
		this.running = true;
		this.#becomes = on;
		this.#changeAt = this.#clock.now() + this.takesMs;
	}

	async #order(name: string, carryOut: () => void): Promise<void> {
		this.orders.push(name);
		if (this.failing === undefined || this.failing.done) carryOut();
		if (this.failing !== undefined) throw this.failing.error;
	}
}

function setUp() {
	const clock = new ManualClock();
	const operations = new FakeOperations(clock);
	const onAir = new FakeOnAir();
	onAir.answer = () => onAirState({ now: play(`play ${operations.restarts}`) });
	const running = new Running(new OnAirStates(clock), clock);
	const one = station('a', { backend: { onAir, operations } });
	const told: RunProgress[] = [];
	const order = async (what: 'start' | 'stop' | 'restart', at = one): Promise<OrderOutcome> => {
		const outcome = running[what](at, operations, async (progress) => void told.push(progress));
		const over = { it: false };
		const end = () => {
			over.it = true;
		};
		outcome.then(end, end);
		await settle();
		for (let seconds = 0; !over.it && seconds < 2_000; seconds++) await clock.advance(1_000);
		return outcome;
	};
	return { clock, operations, onAir, running, one, told, order };
}

describe('a stop', () => {
	test('is given once, and confirmed by the station itself', async () => {
		const { operations, order, told } = setUp();
		const outcome = await order('stop');
		expect(outcome).toMatchObject({ kind: 'confirmed', answerLost: false });
		expect(outcome).toHaveProperty('tookMs', 12_000);
		expect(operations.orders).toEqual(['stop']);
		expect(told.map(({ accepted }) => accepted)).toEqual([false, true]);
	});

	test('that the station does not follow is not confirmed after three minutes, and not given again', async () => {
		const { operations, order } = setUp();
		operations.takesMs = Number.POSITIVE_INFINITY;
		expect(await order('stop')).toMatchObject({ kind: 'not-confirmed', status: { backendRunning: true } });
		expect(operations.orders).toEqual(['stop']);
	});

	test.each([true, false])('whose answer got lost is looked after (done: %s)', async (done) => {
		const { operations, order } = setUp();
		operations.failing = { error: lost(), done };
		expect(await order('stop')).toMatchObject({
			kind: done ? 'confirmed' : 'not-confirmed',
			answerLost: true,
		});
		expect(operations.orders).toEqual(['stop']);
	});

	test('that was certainly not taken is an error', async () => {
		const { operations, order } = setUp();
		operations.failing = { error: rightMissing('admin'), done: false };
		await expect(order('stop')).rejects.toMatchObject({ problem: { kind: 'right-missing' } });
	});

	test('of a station that stands still orders nothing', async () => {
		const { operations, order } = setUp();
		operations.isEnabled = false;
		operations.running = false;
		expect(await order('stop')).toEqual({ kind: 'already', seen: true });
		expect(operations.orders).toEqual([]);
	});

	test('that nobody may look after says so, with what the settings say', async () => {
		const { operations, order } = setUp();
		operations.unreadable = rightMissing();
		expect(await order('stop')).toMatchObject({
			kind: 'unseen',
			isEnabled: false,
			why: { problem: { kind: 'right-missing' } },
		});
		expect(operations.orders).toEqual(['stop']);
	});

	test('is not given if the server cannot be read before', async () => {
		const { operations, order } = setUp();
		operations.unreadable = unreachable();
		await expect(order('stop')).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
		expect(operations.orders).toEqual([]);
	});
});

describe('a start', () => {
	test('takes longer where playlists are written to Liquidsoap', async () => {
		const { operations, order, told } = setUp();
		operations.isEnabled = false;
		operations.running = false;
		operations.writesPlaylists = true;
		operations.takesMs = 10 * 60_000;
		expect(await order('start')).toMatchObject({ kind: 'confirmed' });
		expect(told.every(({ isSlow }) => isSlow)).toBe(true);
	});

	test('of a station that is on but does not run would change nothing', async () => {
		const { operations, order } = setUp();
		operations.running = false;
		expect(await order('start')).toMatchObject({ kind: 'stands-still' });
		expect(operations.orders).toEqual([]);
	});

	test('is refused while another order is under way, also from another Discord server', async () => {
		const { operations, order, running, one } = setUp();
		const stopping = running.stop(one, operations, async () => {});
		await settle();
		const there = station('b', { guildId: 'elsewhere', backend: one.backend });
		expect(await running.start(there, operations, async () => {})).toMatchObject({
			kind: 'busy',
			order: 'stop',
		});
		void order;
		expect(operations.orders).toEqual(['stop']);
		void stopping;
	});
});

describe('a restart', () => {
	test('is seen by the song that it begins, and how long it took is remembered', async () => {
		const { operations, order, running, one } = setUp();
		expect(running.lastRestart(one)).toBeUndefined();
		expect(await order('restart')).toMatchObject({ kind: 'confirmed', song: { id: 'play 1' } });
		expect(running.lastRestart(one)).toBe(0);
		expect(operations.orders).toEqual(['restart']);
	});

	test('that only the server speaks of is not confirmed: everything ran before as well', async () => {
		const { onAir, order } = setUp();
		onAir.answer = () => onAirState({ now: play('the same') });
		expect(await order('restart')).toMatchObject({ kind: 'not-confirmed' });
	});

	test('of a station without an AutoDJ rests on the word of the server', async () => {
		const { operations, onAir, order } = setUp();
		operations.hasBackend = false;
		onAir.answer = () => onAirState({ now: null });
		expect(await order('restart')).toMatchObject({ kind: 'confirmed', song: null });
	});

	test('is seen by its song where the status may not be read', async () => {
		const { operations, order } = setUp();
		operations.unreadable = rightMissing();
		expect(await order('restart')).toMatchObject({ kind: 'confirmed', song: { id: 'play 1' } });
	});

	test('of a station that is switched off is not ordered', async () => {
		const { operations, order } = setUp();
		operations.isEnabled = false;
		expect(await order('restart')).toEqual({ kind: 'switched-off' });
		expect(operations.orders).toEqual([]);
	});
});
