import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverColour } from '#src/pictures/cover-colour.ts';

type Rgb = readonly [number, number, number];
const filled = (...parts: readonly [Rgb, number][]) =>
	parts.flatMap(([rgb, count]) => Array.from({ length: count }, () => [...rgb, 255])).flat();
const parts = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const;

/** Relative luminance and contrast, as WCAG 2 has them. */
const luminance = (colour: number) => {
	const [r = 0, g = 0, b = 0] = parts(colour).map((part) => {
		const share = part / 255;
		return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one: number, other: number) => {
	const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
};

describe('the colour of a cover', () => {
	test.each<[string, Rgb, (r: number, g: number, b: number) => boolean]>([
		['red', [200, 20, 30], (r, g, b) => r > g && r > b],
		['dark red', [60, 5, 5], (r, g, b) => r > g && r > b],
		['green', [20, 160, 40], (r, g, b) => g > r && g > b],
		['blue', [20, 40, 220], (r, g, b) => b > r && b > g],
		['pale blue', [190, 205, 255], (r, g, b) => b > r && b > g],
		['yellow', [240, 220, 20], (r, g, b) => r > b && g > b],
	])('keeps the hue of %s', (_name, rgb, holds) => {
		const found = coverColour(filled([rgb, 1_024]));
		expect(found).toBeDefined();
		expect(holds(...parts(found!))).toBe(true);
	});

	test.each<[string, number[]]>([
		['grey', filled([[128, 128, 128], 1_024])],
		['black and white', filled([[0, 0, 0], 512], [[255, 255, 255], 512])],
		['hardly coloured', filled([[90, 90, 90], 1_000], [[220, 10, 10], 24])],
		['nothing', []],
		['transparent', Array.from({ length: 1_024 }, () => [250, 10, 10, 0]).flat()],
	])('is none for what is %s', (_name, pixels) => {
		expect(coverColour(pixels)).toBeUndefined();
	});

	test('is that of the strongest hue, not the mean of all', () => {
		const found = coverColour(filled([[20, 40, 220], 500], [[230, 200, 10], 200], [[30, 30, 30], 324]));
		const [red, green, blue] = parts(found!);
		expect(blue).toBeGreaterThan(Math.max(red, green));
	});

	test('of red on both sides of where hues begin is red', () => {
		const found = coverColour(filled([[220, 30, 60], 500], [[220, 60, 30], 500]));
		const [red, green, blue] = parts(found!);
		expect(red).toBeGreaterThan(Math.max(green, blue) + 60);
	});

	test('stands out on every ground at 3:1, whatever the pixels', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), { minLength: 1, maxLength: 64 }),
				(pixels) => {
					const found = coverColour(filled(...pixels.map((rgb) => [rgb, 1] as [Rgb, number])));
					if (found === undefined) return;
					expect(Number.isInteger(found) && found >= 0 && found <= 0xff_ff_ff).toBe(true);
					for (const ground of [0x1a1b1f, 0x232429, 0x313338, 0xffffff])
						expect(contrast(found, ground)).toBeGreaterThanOrEqual(3);
				},
			),
		);
	});
});
