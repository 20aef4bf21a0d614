import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScheduleItem } from '#demo/azuracast/playlist.ts';
import { isScheduledAt, occurrencesOf } from '#demo/azuracast/schedule-times.ts';

const item = (given: Partial<ScheduleItem>): ScheduleItem => ({
	id: 1,
	startTime: 2200,
	endTime: 100,
	startDate: null,
	endDate: null,
	days: [],
	loopOnce: false,
	...given,
});

test('a show over midnight belongs to the day it begins on', () => {
	const fridays = [item({ days: [5] })];
	const [run] = occurrencesOf(fridays, 'Europe/Vienna', Date.UTC(2026, 10, 27), Date.UTC(2026, 10, 27));
	expect(run).toMatchObject({ start: Date.UTC(2026, 10, 27, 21), end: Date.UTC(2026, 10, 28, 0) });
	expect(isScheduledAt(fridays, 'Europe/Vienna', Date.UTC(2026, 10, 27, 23, 30))).toBe(true);
	expect(isScheduledAt(fridays, 'Europe/Vienna', Date.UTC(2026, 10, 26, 23, 30))).toBe(false);
});

test('dates bound it', () => {
	const once = [item({ startTime: 900, endTime: 1000, startDate: '2026-11-23', endDate: '2026-11-23' })];
	expect(occurrencesOf(once, 'UTC', Date.UTC(2026, 10, 20), Date.UTC(2026, 10, 30))).toHaveLength(1);
});

test('what is on is what the list of runs says', () => {
	const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 30)).map(([h, m]) => h * 100 + m);
	fc.assert(
		fc.property(
			time,
			time,
			fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
			fc.integer({ min: 0, max: 7 * 1440 }),
			(startTime, endTime, days, minutes) => {
				const at = Date.UTC(2026, 10, 16) + minutes * 60_000;
				const items = [item({ startTime, endTime, days })];
				const runs = occurrencesOf(items, 'UTC', at, at);
				expect(isScheduledAt(items, 'UTC', at)).toBe(runs.some(({ start, end }) => start <= at && at < end));
			},
		),
	);
});
