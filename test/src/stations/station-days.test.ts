import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayAt, knownZone, localTime, parseDay } from '#src/stations/station-days.ts';

const at = (text: string) => Date.parse(text);

describe("the station's day", () => {
	test.each([
		['2026-11-22T19:13:40Z', 'Europe/Berlin', '2026-11-22', '2026-11-22 20:13:40'],
		['2026-11-22T23:30:00Z', 'Europe/Berlin', '2026-11-23', '2026-11-23 00:30:00'],
		['2026-11-22T03:00:00Z', 'America/New_York', '2026-11-21', '2026-11-21 22:00:00'],
		['2026-11-22T10:30:00Z', 'Pacific/Kiritimati', '2026-11-23', '2026-11-23 00:30:00'],
		['2026-11-22T10:30:00Z', 'Pacific/Pago_Pago', '2026-11-21', '2026-11-21 23:30:00'],
		['2026-11-22T18:15:00Z', 'Asia/Kathmandu', '2026-11-23', '2026-11-23 00:00:00'],
		['2026-11-22T00:00:00Z', 'UTC', '2026-11-22', '2026-11-22 00:00:00'],
		['2027-01-01T00:30:00Z', 'America/Sao_Paulo', '2026-12-31', '2026-12-31 21:30:00'],
	])('%s in %s is %s', (moment, zone, day, time) => {
		expect(dayAt(at(moment), zone)).toBe(day);
		expect(localTime(at(moment), zone)).toBe(time);
	});

	test('has its hour twice, or not at all, when the clocks change', () => {
		expect(localTime(at('2026-03-29T00:59:59Z'), 'Europe/Berlin')).toBe('2026-03-29 01:59:59');
		expect(localTime(at('2026-03-29T01:00:00Z'), 'Europe/Berlin')).toBe('2026-03-29 03:00:00');
		expect(localTime(at('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toBe('2026-10-25 02:30:00');
		expect(localTime(at('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toBe('2026-10-25 02:30:00');
		expect(dayAt(at('2026-10-25T22:59:59Z'), 'Europe/Berlin')).toBe('2026-10-25');
		expect(dayAt(at('2026-10-25T23:00:00Z'), 'Europe/Berlin')).toBe('2026-10-26');
	});

	test('without a zone, or with one that is not known here, is the day in UTC', () => {
		expect(dayAt(at('2026-11-22T23:30:00Z'), null)).toBe('2026-11-22');
		expect(dayAt(at('2026-11-22T23:30:00Z'), 'Mars/Olympus_Mons')).toBe('2026-11-22');
		expect(dayAt(at('2026-11-22T23:30:00Z'), '')).toBe('2026-11-22');
	});

	test.each([
		['Europe/Berlin', 'Europe/Berlin'],
		[null, 'UTC'],
		['UTC', 'UTC'],
		['Mars/Olympus_Mons', 'UTC'],
		['', 'UTC'],
	])('the zone %j is used as %s', (zone, used) => {
		expect(knownZone(zone)).toBe(used);
	});
});

const anyDay = fc.date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

describe('days before and after', () => {
	test.each([
		['2026-11-22', 1, '2026-11-23'],
		['2026-11-22', 0, '2026-11-22'],
		['2026-03-01', -1, '2026-02-28'],
		['2024-03-01', -1, '2024-02-29'],
		['2026-12-31', 1, '2027-01-01'],
		['2026-03-28', 1, '2026-03-29'],
		['2026-03-29', 1, '2026-03-30'],
		['2026-10-25', 1, '2026-10-26'],
	])('%s and %i are %s', (day, days, result) => {
		expect(addDays(day, days)).toBe(result);
	});

	test('there and back again is the same day, and later days sort behind', () => {
		fc.assert(
			fc.property(anyDay, fc.integer({ min: 1, max: 4_000 }), (date, days) => {
				const day = dayOf(date);
				expect(addDays(addDays(day, days), -days)).toBe(day);
				expect(addDays(day, days) > day).toBe(true);
			}),
		);
	});
});

describe('a day that was typed', () => {
	test.each([
		['2026-11-22', '2026-11-22'],
		[' 2026-11-22 ', '2026-11-22'],
		['2026-1-2', '2026-01-02'],
		['22.11.2026', '2026-11-22'],
		['2.1.2026', '2026-01-02'],
		['22. 11. 2026', '2026-11-22'],
		['2024-02-29', '2024-02-29'],
	])('"%s" is %s', (text, day) => {
		expect(parseDay(text)).toBe(day);
	});

	test.each([
		'',
		'tomorrow',
		'2026-02-29',
		'31.11.2026',
		'2026-13-01',
		'2026-00-10',
		'22.11.26',
		'11/22/2026',
		'2026-11-22T10:00',
		'2026-11-220',
		'-2026-11-22',
	])('"%s" is none', (text) => {
		expect(parseDay(text)).toBeUndefined();
	});

	test('every day can be written both ways', () => {
		fc.assert(
			fc.property(anyDay, (date) => {
				const day = dayOf(date);
				const [year, month, ofMonth] = day.split('-');
				expect(parseDay(day)).toBe(day);
				expect(parseDay(`${ofMonth}.${month}.${year}`)).toBe(day);
				expect(parseDay(`${Number(ofMonth)}. ${Number(month)}. ${year}`)).toBe(day);
			}),
		);
	});

	test('whatever is taken is a day there is', () => {
		const pieces = fc.array(fc.constantFrom('0', '1', '2', '9', '-', '.', ' '), { maxLength: 11 });
		fc.assert(
			fc.property(
				pieces.map((found) => found.join('')),
				(text) => {
					const day = parseDay(text);
					if (day !== undefined) expect(dayOf(new Date(`${day}T00:00:00Z`))).toBe(day);
				},
			),
			{ numRuns: 2_000 },
		);
	});
});
