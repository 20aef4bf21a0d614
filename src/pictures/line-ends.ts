import { valueText } from './axes.ts';
import type { Brush } from './brush.ts';
import { lineFacts } from './facts.ts';
import type { LineChart, Series } from './picture.ts';
import { pictureWidth } from './picture.ts';
import { colours, type Plot, seriesStyles } from './style.ts';

/** Name and value, one below the other. */
const labelHeight = 50;

interface Label {
	series: number;
	name: string;
	/** Left out where the line ends before its time: what is now is not known. */
	value: string | undefined;
	/** Of the line's end; of the middle of the label, once it has found its place. */
	y: number;
}

/** The names of the series at the ends of their lines, in their colours: there is no legend to look things up in. */
export function drawLineEnds(
	brush: Brush,
	chart: LineChart,
	series: readonly Series[],
	{ plot, xOf, yOf }: { plot: Plot; xOf: (at: number) => number; yOf: (value: number) => number },
): void {
	const x = plot.right + 16;
	const labels: Label[] = [];
	for (const [index, { name, points }] of series.entries()) {
		const facts = lineFacts(points.filter(({ at }) => at >= chart.from && at <= chart.to));
		if (facts === undefined) continue;
		const { last } = facts;
		const { colour, mark } = seriesStyles[index] ?? seriesStyles[0];
		brush.mark(mark, xOf(last.at), yOf(last.value), colour);
		const isNow = chart.to - last.at <= 2.5 * chart.everyMs;
		labels.push({
			series: index,
			name: brush.cut(name, 28, pictureWidth - 8 - x, { bold: true }),
			value: isNow ? valueText(last.value, chart.unit, chart.locale) : undefined,
			y: yOf(last.value),
		});
	}
	for (const { series: index, name, value, y } of apart(labels, plot)) {
		const { colour } = seriesStyles[index] ?? seriesStyles[0];
		brush.text(name, x, value === undefined ? y + 8 : y - 4, { bold: true, colour });
		if (value !== undefined) brush.text(value, x, y + 20, { colour: colours.title });
	}
}

/** Moves labels so far that none covers another and all stay in the picture; the order of the lines is theirs. */
export function apart<L extends { y: number }>(
	labels: readonly L[],
	{ top, bottom }: Pick<Plot, 'top' | 'bottom'>,
): L[] {
	const sorted = labels.toSorted((a, b) => a.y - b.y);
	const half = labelHeight / 2;
	let free = top - half;
	const pushedDown = sorted.map((label) => {
		const y = Math.max(label.y, free + half);
		free = y + half;
		return { ...label, y };
	});
	let limit = bottom + half;
	return pushedDown
		.toReversed()
		.map((label) => {
			const y = Math.min(label.y, limit - half);
			limit = y - half;
			return { ...label, y };
		})
		.toReversed();
}
