import { describe, expect, test } from 'vitest';
import { percent, size, sizePair } from '#src/words/sizes.ts';

describe('an amount of bytes', () => {
	test.each([
		[0, '0 kB'],
		[1, '0.1 kB'],
		[420, '0.4 kB'],
		[9_949, '9.9 kB'],
		[9_950, '10 kB'],
		[999_499, '999 kB'],
		[999_500, '1 MB'],
		[5_700_000_000, '5.7 GB'],
		[226_400_000_000, '226 GB'],
		[1_200_000_000_000, '1.2 TB'],
		[3e18, '3,000 PB'],
	])('%d is %s', (bytes, shown) => {
		expect(size(bytes, 'en-US')).toBe(shown);
	});

	test('is written as the reader writes it', () => {
		expect(size(5_700_000_000, 'de').replace(/\s/g, ' ')).toBe('5,7 GB');
		expect(size(5_700_000_000, 'fr').replace(/\s/g, ' ')).toBe('5,7 Go');
	});

	test('of a whole shares the unit of the whole', () => {
		expect(sizePair(226e9, 252e9, 'en-US')).toEqual({ part: '226', whole: '252 GB' });
		expect(sizePair(5.7e9, 24e9, 'en-US')).toEqual({ part: '5.7', whole: '24 GB' });
		expect(sizePair(40e6, 1.5e12, 'en-US')).toEqual({ part: '0', whole: '1.5 TB' });
		expect(sizePair(0.5e9, 2e9, 'de')).toEqual({ part: '0,5', whole: '2\u00a0GB' });
	});
});

test('a share is a whole percentage', () => {
	expect(percent(0.1234, 'en-US')).toBe('12%');
	expect(percent(0.1234, 'de').replace(/\s/g, ' ')).toBe('12 %');
});
