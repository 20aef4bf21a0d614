import { describe, expect, test } from 'vitest';
import { countAxisEnd, percentAxisEnd, shortNumber } from '#src/pictures/axes.ts';
import { dayFacts, hourFacts, lineFacts, runsOf } from '#src/pictures/facts.ts';
import { apart } from '#src/pictures/line-ends.ts';
import { cutName, directionOf, drawable } from '#src/pictures/names.ts';
import { timeTicks } from '#src/pictures/time-axis.ts';

const hourMs = 3_600_000;

describe('axes', () => {
	test.each([
		[0, 2],
		[-3, 2],
		[Number.NaN, 2],
		[2, 2],
		[3, 4],
		[5, 6],
		[7, 10],
		[11, 20],
		[39, 40],
		[61, 100],
		[1_000, 1_000],
		[1_001, 2_000],
	])('of counts up to %d end at %d', (largest, end) => expect(countAxisEnd(largest)).toBe(end));

	test('of percent end at 50 or 100', () => {
		expect([0, 39, 50, 50.1, 100, 130].map(percentAxisEnd)).toEqual([50, 50, 50, 100, 100, 100]);
	});

	test('have short numbers in the reader’s language', () => {
		expect([0, 2.5, 1_250, 1_250_000].map((value) => shortNumber(value, 'en-US'))).toEqual([
			'0',
			'2.5',
			'1,250',
			'1.3M',
		]);
		expect(shortNumber(1_250, 'de')).toBe('1.250');
	});
});

describe('a time axis', () => {
	const labels = (from: number, hours: number, zone: string, locale = 'en-US') =>
		timeTicks(from, from + hours * hourMs, zone, locale).map(({ label }) => label);

	test('of a day has round hours of its zone', () => {
		const from = Date.UTC(2026, 10, 22, 19, 13);
		expect(labels(from, 24, 'UTC')).toEqual(['00:00', '06:00', '12:00', '18:00']);
		expect(labels(from, 24, 'Asia/Kathmandu')).toEqual(['06:00', '12:00', '18:00', '00:00']);
		expect(timeTicks(from, from + 24 * hourMs, 'Asia/Kathmandu', 'en-US')[0]?.at).toBe(
			Date.UTC(2026, 10, 23, 0, 15),
		);
	});

	test('keeps to the wall when the clock is put forward or back', () => {
		expect(labels(Date.UTC(2026, 2, 28, 23), 23, 'Europe/Vienna')).toEqual([
			'00:00',
			'06:00',
			'12:00',
			'18:00',
			'00:00',
		]);
		expect(labels(Date.UTC(2026, 9, 24, 22), 25, 'Europe/Vienna')).toEqual([
			'00:00',
			'06:00',
			'12:00',
			'18:00',
			'00:00',
		]);
	});

	test('of weeks has days, in the reader’s language', () => {
		expect(labels(Date.UTC(2026, 10, 15), 7 * 24, 'UTC', 'de')).toEqual([
			'15. Nov.',
			'17. Nov.',
			'19. Nov.',
			'21. Nov.',
		]);
		expect(labels(Date.UTC(2026, 7, 25), 90 * 24, 'UTC').length).toBeLessThanOrEqual(5);
	});

	test('of no time has no labels', () => expect(labels(0, 0, 'UTC')).toEqual([]));
});

describe('names at the ends of lines', () => {
	test('never cover each other and stay in the picture', () => {
		const placed = apart([{ y: 300 }, { y: 301 }, { y: 299 }, { y: 338 }], { top: 92, bottom: 338 });
		const heights = placed.map(({ y }) => y);
		for (const [index, y] of heights.slice(1).entries())
			expect(y - (heights[index] ?? 0)).toBeGreaterThanOrEqual(50);
		expect(Math.min(...heights)).toBeGreaterThanOrEqual(92);
		expect(Math.max(...heights)).toBeLessThanOrEqual(338);
	});

	test('stay where they are if they have room', () => {
		expect(apart([{ y: 200 }, { y: 100 }], { top: 92, bottom: 338 }).map(({ y }) => y)).toEqual([100, 200]);
	});
});

describe('names', () => {
	const upTo = (units: number) => (text: string) => text.length <= units;

	test('are cut by what a reader takes for a letter', () => {
		expect(cutName('e\u0301'.repeat(5), 3, () => true)).toBe('e\u0301e\u0301…');
		expect(cutName('abc', 3, () => true)).toBe('abc');
		expect(cutName('a name of words', 28, upTo(8))).toBe('a name…');
		expect(cutName('abc', 3, () => false)).toBe('…');
	});

	test('are one line of what can be drawn', () => {
		expect(drawable('a\n\tb\u202E 🎉 𝓛ove ')).toBe('a b Love');
		expect(drawable('ᚠᛇᚻ and more')).toBe('… and more');
	});

	test('are read from the side of their first letter', () => {
		expect(['Ya', '1 فيروز', 'עידן', '…'].map(directionOf)).toEqual(['ltr', 'rtl', 'rtl', 'ltr']);
	});
});

describe('facts', () => {
	test('of a line leave out what was not measured', () => {
		const points = [5, null, 9, 2, 9, Number.NaN].map((value, at) => ({ at, value }));
		expect(lineFacts(points)).toEqual({
			least: { at: 3, value: 2 },
			most: { at: 2, value: 9 },
			last: { at: 4, value: 9 },
			count: 4,
			mean: 6.25,
		});
		expect(lineFacts([{ at: 0, value: null }])).toBeUndefined();
		expect(runsOf(points, 1).map((run) => run.map(({ value }) => value))).toEqual([[5], [9, 2, 9]]);
		expect(
			runsOf(
				[0, 1, 4].map((at) => ({ at, value: at })),
				1,
			),
		).toHaveLength(2);
	});

	test('of days and hours name the fullest', () => {
		const bars = [3, null, 7].map((value, index) => ({ day: `2026-11-2${index}`, value }));
		expect(dayFacts(bars)).toEqual({ total: 10, most: { day: '2026-11-22', value: 7 } });
		expect(dayFacts([])).toBeUndefined();
		expect(
			hourFacts([
				[null, 2],
				[1, 8],
			]),
		).toEqual({
			most: { day: 1, hour: 1, value: 8 },
			least: { day: 1, hour: 0, value: 1 },
		});
		expect(hourFacts([[null]])).toBeUndefined();
	});
});
