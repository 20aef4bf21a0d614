import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lowWater, median, percentile, slope } from '../../bench/statistics.ts';

const samples = fc.array(fc.double({ noNaN: true, min: 0, max: 1e6 }), { minLength: 1 });

describe('percentile', () => {
	test('is the value that the share of samples does not exceed', () => {
		const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
		expect(percentile(hundred, 0.5)).toBe(50);
		expect(percentile(hundred, 0.99)).toBe(99);
		expect(percentile(hundred, 1)).toBe(100);
		expect(percentile([7], 0.99)).toBe(7);
	});

	test('was measured, and at least that share lies at or below it', () => {
		fc.assert(
			fc.property(samples, fc.double({ noNaN: true, min: 0, max: 1 }), (all, share) => {
				const found = percentile(all, share);
				expect(all).toContain(found);
				const below = all.filter((sample) => sample <= found).length;
				expect(below / all.length).toBeGreaterThanOrEqual(share - 1e-9);
			}),
		);
	});

	test('of nothing is an error, not a zero', () => {
		expect(() => percentile([], 0.99)).toThrow('Nothing was measured');
	});
});

describe('median', () => {
	test('is the middle one, or lies between the middle two', () => {
		expect(median([9, 1, 5])).toBe(5);
		expect(median([4, 1, 2, 100])).toBe(3);
		expect(() => median([])).toThrow('Nothing was measured');
	});
});

describe('slope', () => {
	test('is that of the line, wherever it begins', () => {
		fc.assert(
			fc.property(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -100, max: 100 }), (rise, from) => {
				const line = [0, 1, 5, 9, 20].map((at) => ({ at, value: from + rise * at }));
				expect(slope(line)).toBeCloseTo(rise, 6);
			}),
		);
	});

	test('of one moment is an error, not a zero', () => {
		expect(() => slope([{ at: 1, value: 2 }])).toThrow('two moments');
		expect(() => slope([1, 2].map((value) => ({ at: 1, value })))).toThrow('two moments');
	});
});

test('low water is the smallest of each stretch, at its moment', () => {
	const samples = [5, 3, 4, 9, 8].map((value, index) => ({ at: index * 10, value }));
	expect(lowWater(samples, 30)).toEqual([
		{ at: 10, value: 3 },
		{ at: 40, value: 8 },
	]);
});
