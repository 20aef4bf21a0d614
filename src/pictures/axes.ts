import type { Brush } from './brush.ts';
import { margin, type Plot, textSize } from './style.ts';

/** Round numbers whose half is round as well. */
const roundSteps = [1, 2, 4, 6, 10];

/** Where a count axis ends: the first round number that is not below the largest value. */
export function countAxisEnd(largest: number): number {
	if (!(largest > 2)) return 2;
	const power = 10 ** Math.floor(Math.log10(largest));
	const step = roundSteps.find((round) => round * power >= largest && (round * power) % 2 === 0);
	return (step ?? 10) * power;
}

/** Percent axes end at 50 or 100, so that two pictures can be compared. */
export function percentAxisEnd(largest: number): number {
	return largest <= 50 ? 50 : 100;
}

/** A number as short as an axis needs it: `1,250`, `1.3M`. */
export function shortNumber(value: number, locale: string): string {
	const isLong = Math.abs(value) >= 100_000;
	const digits = isLong || Math.abs(value) < 10 ? 1 : 0;
	return new Intl.NumberFormat(locale, {
		notation: isLong ? 'compact' : 'standard',
		maximumFractionDigits: digits,
	}).format(value);
}

export function valueText(value: number, unit: 'percent' | 'count', locale: string): string {
	return unit === 'count'
		? shortNumber(value, locale)
		: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value / 100);
}

/** Left of the plot there is room for the longest number of the axis. */
export function leftOf(brush: Brush, numbers: readonly string[]): number {
	return Math.max(margin, ...numbers.map((text) => margin + brush.width(text) + 14));
}

/** Three grid lines with their numbers; the heights for values. */
export function drawValueAxis(
	brush: Brush,
	plot: Plot,
	end: number,
	numbers: readonly string[],
): (value: number) => number {
	const heightOf = (value: number) => plot.bottom - (Math.min(value, end) / end) * (plot.bottom - plot.top);
	for (const [index, text] of numbers.entries()) {
		const y = heightOf((end * index) / (numbers.length - 1));
		brush.gridLine(y, plot.left, plot.right);
		brush.text(text, plot.left - 14, y + textSize / 3, { align: 'right' });
	}
	return heightOf;
}

/** The numbers at the three grid lines. */
export function axisNumbers(end: number, locale: string): string[] {
	return [0, end / 2, end].map((value) => shortNumber(value, locale));
}

/** Stands under the axis, where the times are not those of UTC. */
export function drawZone(brush: Brush, plot: Plot, timezone: string): void {
	if (timezone !== 'UTC') brush.text(timezone, plot.left, plot.bottom + 66);
}

/** Where the plot ends below, with room for the labels and the time zone. */
export function bottomFor(timezone: string): number {
	return timezone === 'UTC' ? 338 : 308;
}
