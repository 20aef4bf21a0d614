import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { Clock } from '#src/clock.ts';
import { type DueMemory, dueMemorySchema } from '#src/schedule/due-memory.ts';
import type { Job } from '#src/schedule/job.ts';
import { DueJobs, type JobMemory } from '#src/schedule/job-runner.ts';
import { pending, settle } from '../stations/fake-station.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Holds what the store would: checked, as a copy, and each answer takes a while. */
class Memory implements JobMemory {
	readonly kept = new Map<string, string>();
	failing = false;

	async get(id: string): Promise<DueMemory | undefined> {
		await this.#pause();
		const text = this.kept.get(id);
		return text === undefined ? undefined : dueMemorySchema.parse(JSON.parse(text));
	}

	async set(id: string, value: DueMemory): Promise<void> {
		await this.#pause();
		this.kept.set(id, JSON.stringify(dueMemorySchema.parse(value)));
	}

	async delete(id: string): Promise<boolean> {
		await this.#pause();
		return this.kept.delete(id);
	}

	async #pause() {
		await settle();
		if (this.failing) throw new Error('The store failed');
	}
}

/** A clock that can be set, while what waits goes on by the seconds that really pass. */
class SetClock implements Clock {
	readonly #steady: ManualClock;
	#offset = 0;

	constructor(start: number) {
		this.#steady = new ManualClock(start);
	}

	now(): number {
		return this.#steady.now() + this.#offset;
	}

	sleep(ms: number, signal?: AbortSignal): Promise<void> {
		return this.#steady.sleep(ms, signal);
	}

	every(ms: number, run: () => void): () => void {
		return this.#steady.every(ms, run);
	}

	jump(ms: number): void {
		this.#offset += ms;
	}

	async advance(ms: number): Promise<void> {
		await this.#steady.advance(ms);
		for (let turns = 0; turns < 6; turns++) await settle();
	}
}

function runnerAt(start: string, { memory = new Memory(), random = () => 0 } = {}) {
	const clock = new SetClock(Date.parse(`${start}Z`));
	const ran: string[] = [];
	const records: string[] = [];
	const errors: string[] = [];
	const parts = {
		memory,
		clock,
		record: ({ kind, outcome, lateMs }: { kind: string; outcome: string; lateMs: number }) =>
			void records.push(`${kind} ${outcome} ${Math.round(lateMs / 1000)}`),
		onError: (id: string, error: unknown) => void errors.push(`${id}: ${(error as Error).message}`),
		random,
	};
	let runner = new DueJobs(parts);
	onTestFinished(() => runner.close());
	const job = (fields: Partial<Job> = {}): Job => ({
		id: 'post:one',
		cron: '0 12 * * *',
		timezone: 'UTC',
		missed: 'once',
		run: async (due) => void ran.push(new Date(due).toISOString().slice(5, 16)),
		...fields,
	});
	return {
		clock,
		ran,
		records,
		errors,
		memory,
		job,
		get runner() {
			return runner;
		},
		/** Another process takes over, after a while. */
		restart: async (down: number, jobs: Job[]) => {
			await runner.close();
			clock.jump(down);
			runner = new DueJobs(parts);
			for (const one of jobs) runner.set(one);
			runner.start();
			await clock.advance(2_000);
		},
	};
}

async function started(start: string, fields: Partial<Job> = {}, options = {}) {
	const world = runnerAt(start, options);
	world.runner.set(world.job(fields));
	world.runner.start();
	await world.clock.advance(2_000);
	return world;
}

describe('a job', () => {
	it('runs at its times, each once, and says when it is due next', async () => {
		const { clock, ran, records, runner } = await started('2026-11-22T11:59');
		expect(runner.nextAt('post:one')).toBe(Date.parse('2026-11-22T12:00Z'));
		expect(runner.nextAt('post:other')).toBeUndefined();
		await clock.advance(5 * minute);
		expect(ran).toEqual(['11-22T12:00']);
		expect(records).toEqual(['post done 0']);
		expect(runner.nextAt('post:one')).toBe(Date.parse('2026-11-23T12:00Z'));
		await clock.advance(24 * hour);
		expect(ran).toEqual(['11-22T12:00', '11-23T12:00']);
	});

	it('that throws is reported and goes on', async () => {
		const { clock, records, errors } = await started('2026-11-22T11:59', {
			cron: '* * * * *',
			run: () => Promise.reject(new Error('No such channel')),
		});
		await clock.advance(2 * minute);
		expect(errors).toEqual(['post:one: No such channel', 'post:one: No such channel']);
		expect(records).toEqual(['post failed 0', 'post failed 0']);
	});

	it('that takes long is not run a second time meanwhile; what it kept waiting runs once', async () => {
		const answers = pending<void>();
		const begun: number[] = [];
		const { clock, records } = await started('2026-11-22T11:59', {
			cron: '* * * * *',
			run: async (due) => {
				begun.push(due);
				if (begun.length === 1) await answers.promise;
			},
		});
		await clock.advance(5 * minute + 10_000);
		expect(begun.length).toBe(1);
		answers.resolve();
		await clock.advance(3_000);
		expect(begun.map((due) => new Date(due).toISOString().slice(11, 16))).toEqual(['12:00', '12:04']);
		expect(records.length).toBe(2);
	});

	it('is not kept waiting by others that wait for an answer, however many these are', async () => {
		const world = runnerAt('2026-11-22T11:59');
		const answers = pending<void>();
		for (let number = 0; number < 100; number += 1)
			world.runner.set(world.job({ id: `post:${number}`, run: () => answers.promise }));
		world.runner.set(world.job({ id: 'post:last' }));
		world.runner.start();
		await world.clock.advance(minute + 20_000);
		expect(world.ran).toEqual(['11-22T12:00']);
		answers.resolve();
	});

	it('with jitter comes later by a part of it', async () => {
		const { clock, ran } = await started(
			'2026-11-22T11:59',
			{ jitterMs: 10 * minute },
			{ random: () => 0.5 },
		);
		await clock.advance(5 * minute);
		expect(ran).toEqual([]);
		await clock.advance(2 * minute);
		expect(ran).toEqual(['11-22T12:00']);
	});

	it('is refused with times that are none, and the old one stays', async () => {
		const { runner, job } = await started('2026-11-22T11:59');
		expect(() => runner.set(job({ cron: 'noon' }))).toThrow(RangeError);
		expect(runner.nextAt('post:one')).toBe(Date.parse('2026-11-22T12:00Z'));
	});

	it('that is removed does not run, and is forgotten', async () => {
		const { clock, runner, ran, memory } = await started('2026-11-22T11:59');
		expect([...memory.kept.keys()]).toEqual(['post:one']);
		runner.remove('post:one');
		await clock.advance(2 * minute);
		expect(ran).toEqual([]);
		expect(memory.kept.size).toBe(0);
	});

	it('that is given other times does not make up for theirs', async () => {
		const { clock, runner, ran, job } = await started('2026-11-22T11:00');
		runner.set(job({ cron: '0 9 * * *' }));
		await clock.advance(2 * hour);
		expect(ran).toEqual([]);
		await clock.advance(22 * hour);
		expect(ran).toEqual(['11-23T09:00']);
	});
});

describe('a restart', () => {
	it('runs what was missed once, the last of it, or not at all', async () => {
		for (const [missed, expected] of [
			['once', ['11-25T12:00']],
			['never', []],
		] as const) {
			const world = runnerAt('2026-11-22T11:00');
			const job = world.job({ missed });
			await world.restart(0, [job]);
			await world.restart(75 * hour, [job]);
			await world.clock.advance(minute);
			expect(world.ran).toEqual(expected);
			await world.restart(0, [job]);
			await world.clock.advance(minute);
			expect(world.ran).toEqual(expected);
		}
	});

	it('between the note and the run loses the run and never doubles it', async () => {
		const world = runnerAt('2026-11-22T11:59');
		const hanging = pending<void>();
		onTestFinished(() => hanging.resolve());
		await world.restart(0, [world.job({ run: () => hanging.promise })]);
		await world.clock.advance(90_000);
		// The process is killed: nothing is waited for.
		const other = new DueJobs({
			memory: world.memory,
			clock: world.clock,
			record: () => {},
			onError: () => {},
		});
		other.set(world.job());
		other.start();
		await world.clock.advance(2 * minute);
		expect(world.ran).toEqual([]);
		await other.close();
	});

	it('with other times in the settings begins anew', async () => {
		const world = runnerAt('2026-11-22T11:59');
		await world.restart(0, [world.job()]);
		await world.restart(3 * hour, [world.job({ cron: '0 13 * * *' })]);
		await world.clock.advance(minute);
		expect(world.ran).toEqual([]);
	});
});

describe('a store that fails', () => {
	it('runs nothing that could not be noted, and then goes on', async () => {
		const { clock, ran, memory, errors } = await started('2026-11-22T11:59');
		memory.failing = true;
		await clock.advance(3 * minute);
		expect(ran).toEqual([]);
		expect(errors.length).toBeGreaterThan(1);
		expect(errors.length).toBeLessThan(8);
		memory.failing = false;
		await clock.advance(minute);
		expect(ran).toEqual(['11-22T12:00']);
	});
});

describe('a clock that is set', () => {
	it('back does not bring a time again, and the next one comes', async () => {
		const { clock, ran } = await started('2026-11-22T11:59', { cron: '*/10 * * * *' });
		await clock.advance(2 * minute);
		clock.jump(-30 * minute);
		await clock.advance(35 * minute);
		expect(ran).toEqual(['11-22T12:00', '11-22T11:40', '11-22T11:50']);
		await clock.advance(6 * minute);
		expect(ran.at(-1)).toBe('11-22T12:10');
	});

	it('years ahead and back again, goes on as if nothing had been', async () => {
		const { clock, ran } = await started('2026-11-22T11:59');
		clock.jump(4 * 365 * 24 * hour);
		await clock.advance(49 * hour);
		clock.jump(-4 * 365 * 24 * hour);
		ran.length = 0;
		await clock.advance(24 * hour);
		expect(ran).toEqual(['11-25T12:00']);
	});

	it('ahead runs what was missed once, or not at all', async () => {
		const one = await started('2026-11-22T11:00', { missed: 'never' });
		one.clock.jump(4 * hour);
		await one.clock.advance(minute);
		expect(one.ran).toEqual([]);
		expect(one.records[0]).toMatch(/^post skipped/);
		const other = await started('2026-11-22T11:00');
		other.clock.jump(100 * hour);
		await other.clock.advance(minute);
		expect(other.ran).toEqual(['11-26T12:00']);
	});
});

describe('whatever the clock does', () => {
	it('no due time is begun twice, and what goes on for an hour runs', async () => {
		const crons = fc.constantFrom('* * * * *', '*/7 * * * *', '30 2 * * *', '0 * * * *', '15,45 1-3 * * *');
		const zones = fc.constantFrom('Europe/Berlin', 'America/New_York');
		const starts = fc.constantFrom(
			'2026-03-28T23:30',
			'2026-10-24T23:30',
			'2026-03-08T05:30',
			'2026-11-01T04:30',
		);
		const steps = fc.array(
			fc.oneof(
				fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1_000, max: 20 * minute }) }),
				fc.record({ kind: fc.constant('jump' as const), ms: fc.integer({ min: -3 * hour, max: 3 * hour }) }),
				fc.record({ kind: fc.constant('restart' as const), ms: fc.integer({ min: -hour, max: 5 * hour }) }),
			),
			{ minLength: 1, maxLength: 25 },
		);
		const missed = fc.constantFrom('once' as const, 'never' as const);
		await fc.assert(
			fc.asyncProperty(crons, zones, starts, steps, missed, async (cron, timezone, start, moves, policy) => {
				const world = runnerAt(start);
				const job = world.job({ cron, timezone, missed: policy });
				await world.restart(0, [job]);
				for (const { kind, ms } of moves) {
					if (kind === 'wait') await world.clock.advance(ms);
					else if (kind === 'jump') world.clock.jump(ms);
					else await world.restart(ms, [job]);
				}
				expect(new Set(world.ran).size).toBe(world.ran.length);
				// Far ahead of everything that was, it is alive.
				world.clock.jump(40 * 24 * hour);
				await world.clock.advance(2_000);
				const before = world.ran.length;
				await world.clock.advance(24 * hour + minute);
				expect(world.ran.length).toBeGreaterThan(before);
				expect(new Set(world.ran).size).toBe(world.ran.length);
				await world.runner.close();
			}),
			{ numRuns: 12 },
		);
	}, 60_000);
});
