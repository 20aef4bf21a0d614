import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { drawPicture } from '#src/pictures/draw-picture.ts';
import { Fonts } from '#src/pictures/fonts.ts';
import type { Picture } from '#src/pictures/picture.ts';
import { at, dayMs, days, everyFiveMinutes, hours, lines, ranking } from './sample-pictures.ts';

const fonts = new Fonts();
const ground = '23,26,32,255';
const blue = '63,162,230,255';
const pink = '233,166,201,255';
const grid = '47,53,64,255';

async function look(picture: Picture) {
	const image = await loadImage(drawPicture(picture, fonts));
	const canvas = createCanvas(800, 400);
	const ctx = canvas.getContext('2d');
	ctx.drawImage(image, 0, 0);
	const pixel = (x: number, y: number) => ctx.getImageData(x, y, 1, 1).data.join(',');
	const column = (x: number, from = 0, to = 400) =>
		Array.from({ length: to - from }, (_, index) => pixel(x, from + index));
	return { pixel, column, bytes: ctx.getImageData(0, 0, 800, 400).data };
}

describe('a line chart', () => {
	test('brings its own opaque ground, and has three grid lines', async () => {
		const { pixel, column, bytes } = await look(lines({ series: [] }));
		expect([pixel(0, 0), pixel(799, 399), pixel(10, 200)]).toEqual([ground, ground, ground]);
		expect(bytes.filter((_, index) => index % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
		expect(column(300, 60, 350).filter((colour) => colour === grid).length).toBe(6);
	});

	test('ends each line with a mark in its colour', async () => {
		const { pixel } = await look(
			lines({
				series: [
					{ name: 'A', points: everyFiveMinutes(() => 25) },
					{ name: 'B', points: everyFiveMinutes(() => 50) },
				],
			}),
		);
		expect(pixel(652, 215)).toBe(blue);
		expect(pixel(652, 92)).toBe(pink);
		// The corners tell a square from a disc.
		expect(pixel(657, 97)).toBe(pink);
		expect(pixel(658, 209)).not.toBe(blue);
	});

	test('leaves a gap where nothing was measured, and joins nothing across it', async () => {
		const points = everyFiveMinutes((index) => (index > 96 && index < 192 ? null : 25));
		const { column } = await look(lines({ series: [{ name: 'A', points }] }));
		expect(column(150, 100, 330)).toContain(blue);
		expect(column(360, 100, 330)).not.toContain(blue);
		expect(column(600, 100, 330)).toContain(blue);
		const missing = points.filter((point) => point.value !== null);
		const same = await look(lines({ series: [{ name: 'A', points: missing }] }));
		expect(same.column(360, 100, 330)).not.toContain(blue);
	});

	test('shows a single value as a dot', async () => {
		const { pixel } = await look(
			lines({ unit: 'count', series: [{ name: 'A', points: [{ at: at - dayMs / 2, value: 1 }] }] }),
		);
		const middle = Array.from({ length: 640 }, (_, x) => pixel(x, 215)).filter((colour) => colour === blue);
		expect(middle.length).toBeGreaterThan(6);
	});

	test('draws no more than four series, and survives numbers of every size', async () => {
		const series = Array.from({ length: 6 }, (_, index) => ({
			name: `Series ${index}`,
			points: everyFiveMinutes(() => 10 ** (index * 3)),
		}));
		const { pixel } = await look(lines({ unit: 'count', series }));
		expect(pixel(0, 0)).toBe(ground);
		const odd = [Number.NaN, Number.POSITIVE_INFINITY, -5];
		const strange = everyFiveMinutes((index) => odd[index % 3] ?? null);
		expect((await look(lines({ series: [{ name: '', points: strange }] }))).pixel(0, 0)).toBe(ground);
	});
});

describe('bars', () => {
	test('of a ranking are as long as they are much', async () => {
		const { pixel } = await look(ranking(['A', 'B']));
		const length = (y: number) =>
			Array.from({ length: 800 }, (_, x) => pixel(x, y)).filter((c) => c === blue).length;
		const [first, second] = [length(96), length(144)];
		expect(second / first).toBeCloseTo(0.5, 1);
		expect(first).toBeGreaterThan(600);
	});

	test('of days stand on the ground, and unknown days have none', async () => {
		const { pixel } = await look(days([4, null, 2, 0]));
		const barAt = (share: number, y: number) => pixel(Math.round(60 + 712 * share), y);
		expect(barAt(0.125, 300)).toBe(blue);
		expect(barAt(0.125, 120)).toBe(blue);
		expect(barAt(0.375, 300)).not.toBe(blue);
		expect(barAt(0.625, 300)).toBe(blue);
		expect(barAt(0.625, 150)).not.toBe(blue);
		expect(barAt(0.875, 330)).not.toBe(blue);
	});
});

test('the hours of a week are light where there is much, dark where there is little, and empty where nothing is known', async () => {
	const { pixel } = await look(hours((day, hour) => (day === 0 && hour === 0 ? null : hour)));
	const cell = (day: number, hour: number) =>
		pixel(Math.round(96 + 28.2 * hour), Math.round(72 + 36 * (day + 0.4)));
	expect(cell(0, 0)).toBe(ground);
	expect(cell(3, 23)).toBe('250,247,230,255');
	const lightness = (colour: string) =>
		colour
			.split(',')
			.slice(0, 3)
			.reduce((sum, part) => sum + Number(part), 0);
	const row = [1, 6, 12, 18, 23].map((hour) => lightness(cell(3, hour)));
	expect(row).toEqual(row.toSorted((a, b) => a - b));
});

// What a font does not have is the same box for every letter.
test.each([
	['Latin', 'a', 'ß'],
	['accents', 'ő', 'ř'],
	['Cyrillic', 'ж', 'щ'],
	['Greek', 'λ', 'ω'],
	['Arabic', 'ف', 'ي'],
	['Hebrew', 'ע', 'ר'],
	['Thai', 'ค', 'บ'],
	['Devanagari', 'न', 'म'],
	['Japanese', 'ヒ', 'カ'],
	['Korean', '방', '탄'],
	['Chinese', '杰', '倫'],
])('%s letters are drawn as themselves', async (_, one, other) => {
	const [first, second] = [await look(ranking([one])), await look(ranking([other]))];
	expect(first.bytes).not.toEqual(second.bytes);
	const [named, unnamed] = [first.bytes, (await look(ranking(['']))).bytes];
	expect(named).not.toEqual(unnamed);
});

test.each([
	['nothing', ''],
	['ten lines', 'word after word\n'.repeat(300)],
	['one endless word', 'W'.repeat(10_000)],
	['emoji', '👩‍👩‍👧‍👦🎉'],
	['piled-up marks', `a${'\u0300'.repeat(500)}`],
	['hidden direction marks', '\u202Eevil\u2066'],
	['half a character', '\uD83D'],
])('a name of %s stays in its column', async (_, name) => {
	const { column } = await look(ranking([name, 'plain']));
	expect(column(420)).toContain(blue);
	expect(column(795).every((colour) => colour === ground)).toBe(true);
});
