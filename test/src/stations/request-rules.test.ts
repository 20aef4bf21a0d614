import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import {
	type Admission,
	defaultRequestLimits,
	type RequestLimits,
	RequestRules,
} from '#src/stations/request-rules.ts';
import { RememberedTimes } from './fake-memory.ts';

const minute = 60_000;
const hour = 60 * minute;

function setUp(limits?: RequestLimits) {
	const clock = new ManualClock();
	return { clock, rules: new RequestRules(new RememberedTimes(clock), clock, limits) };
}

function admitted(admission: Admission) {
	if (!admission.admitted) throw new Error(`Not admitted: ${admission.why}`);
	return admission;
}

describe('requests of one person', () => {
	test('the first one passes and says when the next may come', async () => {
		const { clock, rules } = setUp();
		expect(defaultRequestLimits).toEqual({ cooldownMs: minute, perHour: 5 });
		expect(await rules.admit('station', 'mira')).toMatchObject({
			admitted: true,
			nextAt: clock.now() + minute,
			leftThisHour: 4,
		});
	});

	test('the second one waits a minute, to the millisecond', async () => {
		const { clock, rules } = setUp();
		const first = clock.now();
		await rules.admit('station', 'mira');
		await clock.advance(minute - 1);
		expect(await rules.admit('station', 'mira')).toEqual({
			admitted: false,
			why: 'cooldown',
			until: first + minute,
			waitMs: minute,
			perHour: 5,
		});
		await clock.advance(1);
		expect(await rules.admit('station', 'mira')).toMatchObject({ admitted: true, leftThisHour: 3 });
	});

	test('a refused try does not make the wait longer', async () => {
		const { clock, rules } = setUp();
		await rules.admit('station', 'mira');
		await clock.advance(minute / 2);
		await rules.admit('station', 'mira');
		await clock.advance(minute / 2);
		expect(await rules.admit('station', 'mira')).toMatchObject({ admitted: true });
	});

	test('the sixth within an hour waits until the first is an hour old', async () => {
		const { clock, rules } = setUp();
		const first = clock.now();
		const left: number[] = [];
		for (let count = 0; count < 5; count++) {
			left.push(admitted(await rules.admit('station', 'mira')).leftThisHour);
			await clock.advance(5 * minute);
		}
		expect(left).toEqual([4, 3, 2, 1, 0]);
		expect(await rules.admit('station', 'mira')).toMatchObject({
			admitted: false,
			why: 'hourly-limit',
			until: first + hour,
			perHour: 5,
		});
		await clock.advance(first + hour - clock.now());
		expect(await rules.admit('station', 'mira')).toMatchObject({ admitted: true, leftThisHour: 0 });
	});

	test('two clicks at once: one passes', async () => {
		const { rules } = setUp();
		const both = await Promise.all([rules.admit('station', 'mira'), rules.admit('station', 'mira')]);
		expect(both.map((admission) => admission.admitted)).toEqual([true, false]);
	});

	test('other people and other stations are not in the way', async () => {
		const { rules } = setUp();
		await rules.admit('station', 'mira');
		expect(await rules.admit('station', 'tom')).toMatchObject({ admitted: true, leftThisHour: 4 });
		expect(await rules.admit('other', 'mira')).toMatchObject({ admitted: true, leftThisHour: 4 });
	});

	test('where both rules stand in the way, the later moment is told', async () => {
		const { clock, rules } = setUp({ cooldownMs: 10 * minute, perHour: 2 });
		await rules.admit('station', 'mira');
		await clock.advance(59 * minute);
		await rules.admit('station', 'mira');
		await clock.advance(30_000);
		const until = clock.now() + 9.5 * minute;
		expect(await rules.admit('station', 'mira')).toMatchObject({ admitted: false, why: 'cooldown', until });
	});

	test('a moment given as "until" is one at which the next passes', async () => {
		const gaps = fc.array(fc.integer({ min: 0, max: 20 * minute }), { minLength: 1, maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(gaps, async (waits) => {
				const { clock, rules } = setUp({ cooldownMs: 10 * minute, perHour: 3 });
				for (const wait of waits) {
					await clock.advance(wait);
					const admission = await rules.admit('station', 'mira');
					if (admission.admitted) continue;
					expect(admission.until).toBeGreaterThan(clock.now());
					await clock.advance(admission.until - clock.now());
					expect(await rules.admit('station', 'mira')).toMatchObject({ admitted: true });
				}
			}),
			{ numRuns: 50 },
		);
	});

	test('never more than the limit within any hour, never two within the pause', async () => {
		const gaps = fc.array(fc.integer({ min: 0, max: 15 * minute }), { maxLength: 25 });
		await fc.assert(
			fc.asyncProperty(gaps, async (waits) => {
				const { clock, rules } = setUp();
				const times: number[] = [];
				for (const wait of waits) {
					await clock.advance(wait);
					if ((await rules.admit('station', 'mira')).admitted) times.push(clock.now());
				}
				for (const [index, time] of times.entries()) {
					expect(times.filter((other) => other > time - hour && other <= time).length).toBeLessThanOrEqual(5);
					if (index > 0) expect(time - times[index - 1]!).toBeGreaterThanOrEqual(minute);
				}
			}),
			{ numRuns: 50 },
		);
	});
});

describe('a request that the station did not take', () => {
	test('gives its place back: the next may come at once', async () => {
		const { rules } = setUp();
		await admitted(await rules.admit('station', 'mira')).release();
		expect(await rules.admit('station', 'mira')).toMatchObject({ admitted: true, leftThisHour: 4 });
	});

	test('gives back its own place alone', async () => {
		const { clock, rules } = setUp();
		await rules.admit('station', 'mira');
		await clock.advance(2 * minute);
		await admitted(await rules.admit('station', 'mira')).release();
		expect(await rules.admit('station', 'mira')).toMatchObject({ admitted: true, leftThisHour: 3 });
	});

	test('gives it back once, though it is told twice', async () => {
		const { clock, rules } = setUp();
		const first = admitted(await rules.admit('station', 'mira'));
		await first.release();
		await clock.advance(1);
		await rules.admit('station', 'mira');
		await first.release();
		expect(await rules.admit('station', 'mira')).toMatchObject({ admitted: false, why: 'cooldown' });
	});

	test('without a pause between requests, two of one moment have two places', async () => {
		const { rules } = setUp({ cooldownMs: 0, perHour: 2 });
		const first = admitted(await rules.admit('station', 'mira'));
		await rules.admit('station', 'mira');
		await first.release();
		expect(await rules.admit('station', 'mira')).toMatchObject({ admitted: true, leftThisHour: 0 });
	});
});
