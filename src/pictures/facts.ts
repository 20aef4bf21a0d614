import type { Point } from './picture.ts';

/*
 * What pictures show, in numbers: for the words beside a picture and for those who cannot see it.
 */

/** A value that was measured. */
export interface Measured {
	at: number;
	value: number;
}

export interface LineFacts {
	least: Measured;
	most: Measured;
	last: Measured;
	/** How many values there are. */
	count: number;
	mean: number;
}

/** Range, mean and last value of a line; undefined if nothing was measured. The first of equal extremes counts. */
export function lineFacts(points: readonly Point[]): LineFacts | undefined {
	const known = points.filter(isMeasured);
	const [first] = known;
	const last = known.at(-1);
	if (first === undefined || last === undefined) return undefined;
	const most = known.reduce((best, point) => (point.value > best.value ? point : best), first);
	const least = known.reduce((best, point) => (point.value < best.value ? point : best), first);
	const mean = known.reduce((sum, { value }) => sum + value, 0) / known.length;
	return { least, most, last, count: known.length, mean };
}

export interface DayFacts {
	total: number;
	/** The first of the fullest days. */
	most: { day: string; value: number };
}

/** Undefined if no day is known. */
export function dayFacts(bars: readonly { day: string; value: number | null }[]): DayFacts | undefined {
	const known = bars.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));
	const [first] = known;
	if (first === undefined) return undefined;
	return {
		total: known.reduce((sum, { value }) => sum + value, 0),
		most: known.reduce((best, bar) => (bar.value > best.value ? bar : best), first),
	};
}

export interface HourFacts {
	/** `day` from 0, Monday; `hour` from 0. */
	most: { day: number; hour: number; value: number };
	least: { day: number; hour: number; value: number };
}

/** Undefined if no hour is known. */
export function hourFacts(days: readonly (readonly (number | null)[])[]): HourFacts | undefined {
	const known = days.flatMap((hours, day) =>
		hours.flatMap((value, hour) => (value === null ? [] : [{ day, hour, value }])),
	);
	const [first] = known;
	if (first === undefined) return undefined;
	return {
		most: known.reduce((best, one) => (one.value > best.value ? one : best), first),
		least: known.reduce((best, one) => (one.value < best.value ? one : best), first),
	};
}

/** The pieces of a line between its gaps: a value that is missing, or a distance in which one is. */
export function runsOf(points: readonly Point[], everyMs: number): Measured[][] {
	const runs: Measured[][] = [];
	let run: Measured[] = [];
	for (const point of points) {
		const last = run.at(-1);
		const isTorn = !isMeasured(point) || (last !== undefined && point.at - last.at > 2.5 * everyMs);
		if (isTorn && run.length > 0) {
			runs.push(run);
			run = [];
		}
		if (isMeasured(point)) run.push(point);
	}
	if (run.length > 0) runs.push(run);
	return runs;
}

function isMeasured(point: Point): point is Measured {
	return point.value !== null && Number.isFinite(point.value);
}
