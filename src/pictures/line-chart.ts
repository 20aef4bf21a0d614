import {
	axisNumbers,
	bottomFor,
	countAxisEnd,
	drawValueAxis,
	drawZone,
	leftOf,
	percentAxisEnd,
	valueText,
} from './axes.ts';
import { type Brush, inside } from './brush.ts';
import { lineFacts, runsOf } from './facts.ts';
import { drawLineEnds } from './line-ends.ts';
import { type LineChart, mostSeries, type Point, pictureWidth, type Series } from './picture.ts';
import { colours, gridWidth, lineWidth, nameMargin, type Plot, seriesStyles, textSize } from './style.ts';
import { timeTicks } from './time-axis.ts';

/** A gap that is wider than this share of the span says so. */
const wideGap = 0.05;
/** A peak needs no number of its own if the line ends as high, or if it hardly stands out. */
const peakStandsOut = 0.1;

interface Scales {
	plot: Plot;
	end: number;
	xOf: (at: number) => number;
	yOf: (value: number) => number;
}

export function drawLineChart(brush: Brush, chart: LineChart): void {
	const series = chart.series.slice(0, mostSeries);
	const values = series.flatMap(({ points }) => points.map(({ value }) => value ?? 0));
	const limits = chart.limits ?? [];
	const largest = Math.max(0, ...values, ...limits.map(({ value }) => value));
	const end = chart.unit === 'percent' ? percentAxisEnd(largest) : countAxisEnd(largest);
	const numbers = axisNumbers(end, chart.locale);
	const plot = {
		left: leftOf(brush, numbers),
		right: pictureWidth - nameMargin,
		top: 92,
		bottom: bottomFor(chart.timezone),
	};
	brush.title(chart.title);
	const yOf = drawValueAxis(brush, plot, end, numbers);
	const span = Math.max(1, chart.to - chart.from);
	const xOf = (at: number) => plot.left + ((at - chart.from) / span) * (plot.right - plot.left);
	const scales = { plot, end, xOf, yOf };
	drawTimes(brush, chart, scales);
	drawGaps(brush, chart, series, scales);
	for (const [index, one] of series.entries()) drawLine(brush, chart, one, index, scales);
	for (const { value, word } of limits) {
		const y = yOf(value);
		brush.line([plot.left, y, plot.right, y], colours.limit, gridWidth, [8, 8]);
		brush.text(brush.cut(word, 20, 200), plot.left + 4, y - 8, { colour: colours.limit, halo: true });
	}
	drawPeak(brush, chart, series, scales);
	drawLineEnds(brush, chart, series, scales);
}

function drawTimes(brush: Brush, chart: LineChart, { plot, xOf }: Scales): void {
	const ticks = timeTicks(chart.from, chart.to, chart.timezone, chart.locale);
	brush.labels(
		ticks.map(({ at, label }) => ({ x: xOf(at), label })),
		plot.bottom + 36,
		plot,
	);
	drawZone(brush, plot, chart.timezone);
}

/** What was measured in one piece is one line; a single value is a dot. */
function drawLine(
	brush: Brush,
	chart: LineChart,
	{ points }: Series,
	index: number,
	{ xOf, yOf }: Scales,
): void {
	const { ctx } = brush;
	const { colour, dash } = seriesStyles[index] ?? seriesStyles[0];
	ctx.strokeStyle = colour;
	ctx.fillStyle = colour;
	ctx.lineWidth = lineWidth;
	ctx.lineJoin = 'round';
	ctx.lineCap = dash.length === 0 ? 'round' : 'butt';
	for (const run of runsOf(within(points, chart), chart.everyMs)) {
		const [first] = run;
		if (first === undefined) continue;
		ctx.beginPath();
		if (run.length === 1) {
			ctx.arc(xOf(first.at), yOf(first.value), lineWidth, 0, 2 * Math.PI);
			ctx.fill();
			continue;
		}
		ctx.setLineDash([...dash]);
		for (const { at, value } of run) ctx.lineTo(xOf(at), yOf(value));
		ctx.stroke();
		ctx.setLineDash([]);
	}
}

/** Says where nothing at all was measured. */
function drawGaps(brush: Brush, chart: LineChart, series: readonly Series[], { plot, xOf }: Scales): void {
	const moments = series
		.flatMap(({ points }) => within(points, chart))
		.filter(({ value }) => value !== null)
		.map(({ at }) => at)
		.toSorted((a, b) => a - b);
	const edges = [chart.from, ...moments, chart.to];
	const words = brush.cut(chart.words.noData, 24, plot.right - plot.left);
	const half = brush.width(words) / 2;
	let free = plot.left;
	for (const [index, at] of edges.slice(1).entries()) {
		const before = edges[index] ?? at;
		const isGap = at - before > 2.5 * chart.everyMs && at - before > wideGap * (chart.to - chart.from);
		if (!isGap) continue;
		const x = inside((xOf(before) + xOf(at)) / 2, half, plot.left, plot.right);
		// Words of one gap must not run into those of the next.
		if (x - half < free) continue;
		brush.text(words, x, plot.bottom - 12, { align: 'center', halo: true });
		free = x + half + textSize;
	}
}

/** The highest value of all has its number, unless the end of the line says as much. */
function drawPeak(
	brush: Brush,
	chart: LineChart,
	series: readonly Series[],
	{ plot, end, xOf, yOf }: Scales,
): void {
	const found = series
		.map(({ points }) => lineFacts(within(points, chart)))
		.filter((facts) => facts !== undefined)
		.toSorted((a, b) => b.most.value - a.most.value)[0];
	if (found === undefined || found.most.value - found.least.value < peakStandsOut * end) return;
	if (found.most.value - found.last.value < (peakStandsOut / 2) * end) return;
	const words = valueText(found.most.value, chart.unit, chart.locale);
	brush.number(words, xOf(found.most.at), Math.max(plot.top - 4, yOf(found.most.value) - 14), plot);
}

function within(points: readonly Point[], { from, to }: LineChart): Point[] {
	return points.filter(({ at }) => at >= from && at <= to);
}
