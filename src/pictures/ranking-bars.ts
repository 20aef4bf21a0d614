import { shortNumber } from './axes.ts';
import type { Brush } from './brush.ts';
import { mostRanked, pictureHeight, pictureWidth, type RankingBars } from './picture.ts';
import { colours, leastBar, margin, seriesStyles, textSize } from './style.ts';

const mostNameGraphemes = 28;
const widestName = 380;
const top = 72;

export function drawRankingBars(brush: Brush, { title, rows, locale, words }: RankingBars): void {
	brush.title(title);
	const shown = rows.slice(0, mostRanked).map(({ name, value }) => ({
		name: brush.cut(name, mostNameGraphemes, widestName) || '…',
		number: shortNumber(value, locale),
		value: Math.max(0, value),
	}));
	if (shown.length === 0) {
		brush.text(words.noData, pictureWidth / 2, pictureHeight / 2, { align: 'center' });
		return;
	}
	const pitch = Math.min(48, (pictureHeight - margin - top) / shown.length);
	const thickness = Math.max(leastBar, pitch * 0.55);
	const left = margin + Math.max(...shown.map(({ name }) => brush.width(name))) + 16;
	const numbers = Math.max(...shown.map(({ number }) => brush.width(number))) + 14;
	const room = pictureWidth - margin - numbers - left;
	const largest = Math.max(1, ...shown.map(({ value }) => value));
	for (const [index, { name, number, value }] of shown.entries()) {
		const middle = top + pitch * (index + 0.5);
		const baseline = middle + textSize / 3;
		brush.text(name, margin, baseline);
		const length = (value / largest) * room;
		drawBar(brush, left, middle - thickness / 2, length, thickness);
		brush.text(number, left + length + 14, baseline, { colour: colours.title });
	}
}

/** Its far end is round. */
function drawBar(brush: Brush, x: number, y: number, length: number, thickness: number): void {
	if (length <= 0) return;
	const { ctx } = brush;
	const radius = Math.min(length, thickness / 2);
	ctx.fillStyle = seriesStyles[0].colour;
	ctx.beginPath();
	ctx.roundRect(x, y, length, thickness, [0, radius, radius, 0]);
	ctx.fill();
}
