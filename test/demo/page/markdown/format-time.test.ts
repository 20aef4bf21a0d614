import { describe, expect, it } from 'vitest';
import { formatDistance, formatMoment } from '#demo/page/markdown/format-time.ts';

const now = Date.UTC(2026, 10, 22, 19, 13, 40);

describe('a distance', () => {
	it.each([
		[400, 'now'],
		[-400, 'now'],
		[-8_000, '8 seconds ago'],
		[-59_999, '59 seconds ago'],
		[-60_000, '1 minute ago'],
		[3 * 60_000 + 5, 'in 3 minutes'],
		[10 * 3_600_000, 'in 10 hours'],
		[-26 * 3_600_000, '1 day ago'],
		[45 * 86_400_000, 'in 1 month'],
		[-800 * 86_400_000, '2 years ago'],
	])('of %i ms is %s', (ms, words) => {
		expect(formatDistance(now + ms, now, 'en-US')).toBe(words);
	});

	it('is in the language of the viewer', () => {
		expect(formatDistance(now + 180_000, now, 'de')).toBe('in 3 Minuten');
	});
});

it('writes a moment in each of Discord’s styles, and in its usual one where the style is not known', () => {
	const long = formatMoment(now, 'F', 'en-US');
	expect(long).toMatch(/2026/);
	expect(formatMoment(now, 'D', 'de')).toMatch(/\d+\. November 2026/);
	expect(formatMoment(now, 'x', 'en-US')).toBe(formatMoment(now, 'f', 'en-US'));
	expect(new Set(['t', 'T', 'd', 'D', 'f', 'F'].map((style) => formatMoment(now, style, 'en-US'))).size).toBe(
		6,
	);
});
