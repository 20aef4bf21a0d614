import { expect, test } from 'vitest';
import { isDue, minutesInto, type OffPeak, zoneNamed } from '#src/media/off-peak.ts';

const night: OffPeak = { from: '02:00', to: '05:00', timezone: 'Europe/Berlin' };
const overMidnight: OffPeak = { from: '23:00', to: '04:00', timezone: 'UTC' };
const at = (text: string) => Date.parse(text);

test.each([
	['before they begin', night, '2026-11-23T00:59:00Z', undefined],
	['when they begin', night, '2026-11-23T01:00:00Z', 0],
	['in them', night, '2026-11-23T03:30:00Z', 150],
	['when they are over', night, '2026-11-23T04:00:00Z', undefined],
	['in summer time', night, '2026-07-01T00:10:00Z', 10],
	['before midnight', overMidnight, '2026-11-22T23:20:00Z', 20],
	['after midnight', overMidnight, '2026-11-23T03:59:00Z', 299],
	['long after midnight', overMidnight, '2026-11-23T04:01:00Z', undefined],
])('how far the hours are: %s', (_, hours, now, minutes) => {
	expect(minutesInto(hours, at(now))).toBe(minutes);
});

test('without hours a library is read again after a day', () => {
	const now = at('2026-11-23T12:00:00Z');
	expect(isDue(now - 24 * 60 * 60_000, now, undefined)).toBe(true);
	expect(isDue(now - 24 * 60 * 60_000 + 1, now, undefined)).toBe(false);
});

test('with hours it is read in them alone, and once', () => {
	const taken = at('2026-11-20T12:00:00Z');
	expect(isDue(taken, at('2026-11-22T12:00:00Z'), night)).toBe(false);
	expect(isDue(taken, at('2026-11-23T01:10:00Z'), night)).toBe(true);
	expect(isDue(at('2026-11-23T01:12:00Z'), at('2026-11-23T03:00:00Z'), night)).toBe(false);
	// Less than a day after the last one: else each night's would come later, until it falls out of the hours.
	expect(isDue(at('2026-11-23T03:50:00Z'), at('2026-11-24T01:05:00Z'), night)).toBe(true);
});

test('a time zone is taken as it is spelt, and none that does not exist', () => {
	expect(['europe/vienna', ' UTC ', 'Nowhere/Town', ''].map(zoneNamed)).toEqual([
		'Europe/Vienna',
		'UTC',
		undefined,
		undefined,
	]);
});
