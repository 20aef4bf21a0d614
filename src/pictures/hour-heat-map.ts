import { shortNumber } from './axes.ts';
import type { Brush } from './brush.ts';
import { hourFacts } from './facts.ts';
import { type HourHeatMap, pictureWidth } from './picture.ts';
import { margin, textSize, titleBaseline } from './style.ts';

const hoursOfDay = 24;
const daysOfWeek = 7;
const top = 72;
const labelledHours = [0, 6, 12, 18];
/** A Monday. */
const someMonday = Date.UTC(2026, 10, 23, 12);
const dayMs = 86_400_000;
/** From nearly the ground to nearly white: the lightness alone tells more from less. */
const scale = ['#222833', '#1F4C73', '#3FA2E6', '#FAF7E6'] as const;
const unknown = '#171A20';

export function drawHourHeatMap(brush: Brush, { title, days, locale, timezone, words }: HourHeatMap): void {
	const facts = hourFacts(days);
	const largest = Math.max(0, facts?.most.value ?? 0);
	const legendLeft = facts === undefined ? pictureWidth - margin : drawScale(brush, largest, locale);
	brush.title(title, legendLeft - 16);
	const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
	const names = Array.from({ length: daysOfWeek }, (_, day) => weekday.format(someMonday + day * dayMs));
	const left = margin + Math.max(...names.map((name) => brush.width(name))) + 14;
	const bottom = timezone === 'UTC' ? 346 : 324;
	const [width, height] = [(pictureWidth - margin - left) / hoursOfDay, (bottom - top) / daysOfWeek];
	for (const [day, name] of names.entries()) {
		const y = top + day * height;
		brush.text(name, margin, y + height / 2 + textSize / 3);
		for (let hour = 0; hour < hoursOfDay; hour++)
			drawCell(brush, [left + hour * width, y, width, height], days[day]?.[hour] ?? null, largest);
	}
	const clock = new Intl.DateTimeFormat(locale, {
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
		timeZone: 'UTC',
	});
	for (const hour of labelledHours)
		brush.text(clock.format(Date.UTC(2026, 0, 1, hour)), left + hour * width, bottom + 30);
	if (timezone !== 'UTC') brush.text(timezone, left, bottom + 60);
	if (facts === undefined)
		brush.text(words.noData, (left + pictureWidth - margin) / 2, (top + bottom) / 2, {
			align: 'center',
			halo: true,
		});
}

function drawCell(
	brush: Brush,
	[x, y, width, height]: [number, number, number, number],
	value: number | null,
	largest: number,
): void {
	const { ctx } = brush;
	ctx.beginPath();
	ctx.roundRect(x + 1, y + 1, width - 2, height - 2, 4);
	ctx.fillStyle = value === null ? unknown : colourFor(largest > 0 ? value / largest : 0);
	ctx.fill();
	if (value !== null) return;
	ctx.strokeStyle = scale[0];
	ctx.lineWidth = 2;
	ctx.stroke();
}

/** How much each colour is, at the right of the title; where it begins. */
function drawScale(brush: Brush, largest: number, locale: string): number {
	const most = shortNumber(largest, locale);
	const right = pictureWidth - margin;
	brush.text(most, right, titleBaseline, { align: 'right' });
	const barRight = right - brush.width(most) - 10;
	const barLeft = barRight - 96;
	const { ctx } = brush;
	const blend = ctx.createLinearGradient(barLeft, 0, barRight, 0);
	for (const [index, colour] of scale.entries()) blend.addColorStop(index / (scale.length - 1), colour);
	ctx.fillStyle = blend;
	ctx.beginPath();
	ctx.roundRect(barLeft, titleBaseline - 17, barRight - barLeft, 18, 4);
	ctx.fill();
	brush.text('0', barLeft - 10, titleBaseline, { align: 'right' });
	return barLeft - 10 - brush.width('0');
}

/** The colour of a share from 0 to 1, between the stops of the scale. */
function colourFor(share: number): string {
	const place = Math.min(1, Math.max(0, share)) * (scale.length - 1);
	const index = Math.min(scale.length - 2, Math.floor(place));
	const [from, to] = [channels(scale[index] ?? scale[0]), channels(scale[index + 1] ?? scale[0])];
	const mixed = from.map((value, channel) =>
		Math.round(value + ((to[channel] ?? value) - value) * (place - index)),
	);
	return `rgb(${mixed.join(', ')})`;
}

function channels(hex: string): number[] {
	return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}
