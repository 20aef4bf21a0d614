import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { checkDueTimes, dueAfter, lastDueBetween } from '#src/schedule/due-times.ts';

const berlin = (cron: string) => ({ cron, timezone: 'Europe/Berlin' });
const newYork = (cron: string) => ({ cron, timezone: 'America/New_York' });
const at = (text: string) => Date.parse(`${text}Z`);
const iso = (ms: number | undefined) =>
	ms === undefined ? undefined : new Date(ms).toISOString().slice(0, 16);

/** The first few due times after a moment. */
function next(times: { cron: string; timezone: string }, after: string, many = 3) {
	const found: (string | undefined)[] = [];
	for (let from: number | undefined = at(after); found.length < many && from !== undefined; ) {
		from = dueAfter(times, from);
		found.push(iso(from));
	}
	return found;
}

describe('the days when clocks change', () => {
	it('have the lost time once, after the gap', () => {
		expect(next(berlin('30 2 * * *'), '2026-03-28T12:00', 2)).toEqual([
			'2026-03-29T01:00',
			'2026-03-30T00:30',
		]);
		expect(next(newYork('30 2 * * *'), '2026-03-07T12:00', 2)).toEqual([
			'2026-03-08T07:00',
			'2026-03-09T06:30',
		]);
	});

	it('have the doubled time once, wherever one begins to look', () => {
		expect(next(berlin('30 2 * * *'), '2026-10-24T12:00', 2)).toEqual([
			'2026-10-25T00:30',
			'2026-10-26T01:30',
		]);
		expect(next(newYork('30 1 * * *'), '2026-10-31T12:00', 2)).toEqual([
			'2026-11-01T05:30',
			'2026-11-02T06:30',
		]);
		for (const minute of ['31', '45', '59']) {
			expect(next(berlin('30 2 * * *'), `2026-10-25T00:${minute}`, 1)).toEqual(['2026-10-26T01:30']);
			expect(next(berlin('30 2 * * *'), `2026-10-25T01:${minute}`, 1)).toEqual(['2026-10-26T01:30']);
		}
	});

	it('have lists of times as single ones, and go on by the quarter of an hour', () => {
		expect(next(berlin('30 2,14 * * *'), '2026-03-28T20:00')).toEqual([
			'2026-03-29T01:00',
			'2026-03-29T12:30',
			'2026-03-30T00:30',
		]);
		expect(next(berlin('*/15 2 * * *'), '2026-10-25T00:40')).toEqual([
			'2026-10-25T00:45',
			'2026-10-25T01:00',
			'2026-10-25T01:15',
		]);
	});
});

describe('a schedule that is none', () => {
	test.each(['', 'x', '* * * * * *', '61 * * * *', '0 25 * * *', '0 0 32 * *', 'every day'])('%j', (cron) => {
		expect(() => checkDueTimes(berlin(cron))).toThrow(RangeError);
	});

	test('a time zone that is none', () => {
		expect(() => checkDueTimes({ cron: '0 0 * * *', timezone: 'Mars/Olympus' })).toThrow(RangeError);
	});

	test('a day that never comes is a schedule without a time', () => {
		const never = berlin('0 0 30 2 *');
		checkDueTimes(never);
		expect(dueAfter(never, at('2026-03-28T12:00'))).toBeUndefined();
		expect(lastDueBetween(never, 0, at('2026-03-28T12:00'))).toBeUndefined();
	});
});

const field = (from: number, to: number) =>
	fc.oneof(
		fc.constant('*'),
		fc.integer({ min: from, max: to }).map(String),
		fc.integer({ min: 2, max: 20 }).map((step) => `*/${step}`),
		fc
			.tuple(fc.integer({ min: from, max: to }), fc.integer({ min: from, max: to }))
			.map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
	);
const crons = fc.tuple(field(0, 59), field(0, 23)).map(([minute, hour]) => `${minute} ${hour} * * *`);
const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC');
const around = fc.constantFrom(
	'2026-03-29T00:00',
	'2026-10-25T00:00',
	'2026-11-01T05:00',
	'2026-06-01T00:00',
);

describe('the last time before a moment', () => {
	it('is the last of those that come one after the other', () => {
		const spans = fc.tuple(fc.integer({ min: -2_000, max: 2_000 }), fc.integer({ min: 0, max: 3_000 }));
		fc.assert(
			fc.property(crons, zones, around, spans, (cron, timezone, day, [offset, minutes]) => {
				const times = { cron, timezone };
				const from = at(day) + offset * 60_000;
				const until = from + minutes * 60_000;
				let last: number | undefined;
				for (let due = dueAfter(times, from); due !== undefined && due <= until; due = dueAfter(times, due))
					last = due;
				expect(iso(lastDueBetween(times, from, until))).toBe(iso(last));
			}),
			{ numRuns: 60 },
		);
	});

	it('is found a year back without counting through it', () => {
		expect(iso(lastDueBetween(berlin('0 0 1 1 *'), 0, at('2026-12-31T12:00')))).toBe('2025-12-31T23:00');
		expect(iso(lastDueBetween(berlin('* * * * *'), 0, at('2026-12-31T12:00:30')))).toBe('2026-12-31T12:00');
	});
});
