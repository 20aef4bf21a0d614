import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFor, songLength, span } from '#src/words/format.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('numbers and days', () => {
	test('are written as the language writes them', () => {
		expect(formatFor('en-US').number(1_332)).toBe('1,332');
		expect(formatFor('de').number(1_332)).toBe('1.332');
	});

	test('a day is that day, wherever the bot runs', () => {
		expect(formatFor('en-US').day('2026-11-22')).toBe('Sunday, November 22, 2026');
		expect(formatFor('de').day('2026-11-22')).toBe('Sonntag, 22. November 2026');
		expect(formatFor('en-US').day('2024-02-29')).toBe('Thursday, February 29, 2024');
	});
});

describe('the length of a song', () => {
	test.each([
		[0, '0:00'],
		[499, '0:00'],
		[500, '0:01'],
		[7 * second, '0:07'],
		[4 * minute + 12 * second, '4:12'],
		[59 * minute + 59.4 * second, '59:59'],
		[59 * minute + 59.5 * second, '1:00:00'],
		[hour + 2 * minute + 7 * second, '1:02:07'],
		[26 * hour, '26:00:00'],
	])('%d ms is %s', (ms, text) => {
		expect(songLength(ms)).toBe(text);
	});

	test('reads back as the number of seconds', () => {
		fc.assert(
			fc.property(fc.nat(500_000), (seconds) => {
				const text = songLength(seconds * second);
				expect(text).toMatch(/^(\d+:)?\d{1,2}:\d{2}$/);
				expect(text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)).toBe(seconds);
			}),
		);
	});
});

describe('a wait or an age', () => {
	test.each([
		[0, '0 s'],
		[-5 * second, '0 s'],
		[40 * second, '40 s'],
		[59.4 * second, '59 s'],
		[59.6 * second, '1 min'],
		[25 * minute, '25 min'],
		[25 * minute + 59 * second, '25 min'],
		[hour, '1 h'],
		[hour + 12 * minute, '1 h 12 min'],
		[23 * hour + 59 * minute, '23 h 59 min'],
		[day, '1 day'],
		[2 * day + 3 * hour + 40 * minute, '2 days 3 h'],
		[400 * day, '400 days'],
	])('%d ms is %s', (ms, text) => {
		expect(span(ms, 'en-US')).toBe(text);
	});

	test.each([
		['de', '1 Tag 2 h', '3 Tage'],
		['es-419', '1 día 2 h', '3 días'],
		['fr', '1 jour 2 h', '3 jours'],
		['pt-BR', '1 dia 2 h', '3 dias'],
	])('has its days in the language of who reads it: %s', (locale, one, three) => {
		expect(span(26 * hour, locale).replace(/\s/g, ' ')).toBe(one);
		expect(span(3 * day, locale).replace(/\s/g, ' ')).toBe(three);
		expect(span(hour + 12 * minute, locale)).toBe('1 h 12 min');
	});

	test('never has more than two units, and never tells more than passed', () => {
		const worth = { s: second, min: minute, h: hour, day };
		fc.assert(
			fc.property(fc.nat(900 * 24 * 3600), (seconds) => {
				const text = span(seconds * second, 'en-US');
				const units = [...text.matchAll(/(\d+) (s|min|h|day)(?=s? |s?$)/g)];
				expect(units.map(([whole]) => whole).join(' ')).toBe(text.replace('days', 'day'));
				expect(units.length).toBeLessThanOrEqual(2);
				const told = units.reduce(
					(sum, [, count, unit]) => sum + Number(count) * worth[unit as keyof typeof worth],
					0,
				);
				expect(told).toBeLessThanOrEqual(seconds * second);
				const smallest = worth[units.at(-1)![2] as keyof typeof worth];
				expect(seconds * second - told).toBeLessThan(smallest);
			}),
		);
	});
});
