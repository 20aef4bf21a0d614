import type { DayBars, HourHeatMap, LineChart, Point, RankingBars } from '#src/pictures/picture.ts';

export const dayMs = 86_400_000;
export const at = Date.UTC(2026, 10, 25, 20);
const words = { noData: 'no data' };

/** A point every five minutes of a day. */
export function everyFiveMinutes(valueOf: (index: number) => number | null): Point[] {
	return Array.from({ length: 289 }, (_, index) => ({
		at: at - dayMs + index * 300_000,
		value: valueOf(index),
	}));
}

export function lines(fields: Partial<LineChart> = {}): LineChart {
	return {
		kind: 'lines',
		title: 'Last 24 hours, percent',
		locale: 'en-US',
		words,
		unit: 'percent',
		from: at - dayMs,
		to: at,
		everyMs: 300_000,
		timezone: 'UTC',
		series: [
			{ name: 'Processor', points: everyFiveMinutes((index) => 10 + (index % 7)) },
			{ name: 'Memory', points: everyFiveMinutes(() => 24) },
		],
		...fields,
	};
}

export function ranking(names: readonly string[]): RankingBars {
	const rows = names.map((name, index) => ({ name, value: names.length - index }));
	return { kind: 'ranking', title: 'Top songs', locale: 'en-US', words, rows };
}

export function days(values: readonly (number | null)[], fields: Partial<DayBars> = {}): DayBars {
	const bars = values.map((value, index) => ({
		day: new Date(at - (values.length - index) * dayMs).toISOString().slice(0, 10),
		value,
	}));
	return {
		kind: 'days',
		title: 'Requests per day',
		locale: 'en-US',
		words,
		timezone: 'UTC',
		bars,
		...fields,
	};
}

export function hours(valueOf: (day: number, hour: number) => number | null): HourHeatMap {
	const week = Array.from({ length: 7 }, (_, day) =>
		Array.from({ length: 24 }, (__, hour) => valueOf(day, hour)),
	);
	return {
		kind: 'hours',
		title: 'Listeners by hour',
		locale: 'en-US',
		words,
		timezone: 'Europe/Vienna',
		days: week,
	};
}
