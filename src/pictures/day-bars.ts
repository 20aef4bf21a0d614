import {
	axisNumbers,
	bottomFor,
	countAxisEnd,
	drawValueAxis,
	drawZone,
	leftOf,
	shortNumber,
} from './axes.ts';
import type { Brush } from './brush.ts';
import { dayFacts } from './facts.ts';
import { type DayBars, mostDayBars, pictureWidth } from './picture.ts';
import { leastBar, margin, type Plot, seriesStyles } from './style.ts';

/** Labels under the bars that stand beside each other without touching. */
const mostLabels = 7;

/** @throws {RangeError} for more bars than are thick enough to be seen */
export function drawDayBars(brush: Brush, chart: DayBars): void {
	const { title, bars, locale, timezone, words } = chart;
	if (bars.length > mostDayBars) throw new RangeError(`More than ${mostDayBars} bars cannot be told apart`);
	brush.title(title);
	const end = countAxisEnd(Math.max(0, ...bars.map(({ value }) => value ?? 0)));
	const numbers = axisNumbers(end, locale);
	const plot = {
		left: leftOf(brush, numbers),
		right: pictureWidth - margin,
		top: 92,
		bottom: bottomFor(timezone),
	};
	const yOf = drawValueAxis(brush, plot, end, numbers);
	drawZone(brush, plot, timezone);
	const facts = dayFacts(bars);
	if (facts === undefined)
		brush.text(words.noData, (plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2, {
			align: 'center',
			halo: true,
		});
	const pitch = (plot.right - plot.left) / Math.max(1, bars.length);
	const thickness = Math.min(56, Math.max(leastBar, pitch * 0.7));
	for (const [index, { value }] of bars.entries()) {
		const x = plot.left + pitch * (index + 0.5);
		if (value !== null && value > 0) drawBar(brush, plot, x, yOf(value), thickness);
	}
	drawLabels(brush, chart, plot, pitch);
	const fullest = bars.findIndex(({ day }) => day === facts?.most.day);
	if (facts === undefined || facts.most.value <= 0) return;
	const most = shortNumber(facts.most.value, locale);
	brush.number(most, plot.left + pitch * (fullest + 0.5), yOf(facts.most.value) - 10, plot);
}

function drawBar(brush: Brush, plot: Plot, middle: number, y: number, thickness: number): void {
	const { ctx } = brush;
	const radius = Math.min(plot.bottom - y, thickness / 2, 12);
	ctx.fillStyle = seriesStyles[0].colour;
	ctx.beginPath();
	ctx.roundRect(middle - thickness / 2, y, thickness, plot.bottom - y, [radius, radius, 0, 0]);
	ctx.fill();
}

/** The day under its bar, where there is room; days of which nothing is known are a stretch with a word in it. */
function drawLabels(brush: Brush, { bars, locale, words }: DayBars, plot: Plot, pitch: number): void {
	const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
	const every = Math.ceil(bars.length / mostLabels);
	const labels = bars
		.map(({ day }, index) => ({
			x: plot.left + pitch * (index + 0.5),
			label: format.format(new Date(`${day}T12:00:00Z`)),
		}))
		.filter((_, index) => index % every === 0);
	brush.labels(labels, plot.bottom + 36, plot);
	const isKnown = (index: number) => bars[index]?.value !== null;
	for (let from = 0; from < bars.length; from++) {
		if (isKnown(from)) continue;
		let to = from;
		while (to < bars.length && !isKnown(to)) to += 1;
		const isAll = from === 0 && to === bars.length;
		const word = brush.cut(words.noData, 24, pitch * (to - from));
		const middle = plot.left + (pitch * (from + to)) / 2;
		if (!isAll && word !== '…') brush.text(word, middle, plot.bottom - 12, { align: 'center', halo: true });
		from = to;
	}
}
