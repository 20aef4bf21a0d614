/*
 * What a picture is made of. Plain data, since it travels to a thread of its own. Texts come in the reader's language and may
 * hold anything: they are cleaned and cut where they are drawn.
 */

/** A value at a moment (milliseconds since 1970); null where none was measured. */
export interface Point {
	at: number;
	value: number | null;
}

export interface Series {
	name: string;
	/** In order of time. */
	points: readonly Point[];
}

/** How all pictures speak. */
interface Spoken {
	/** What is shown, and over which time. */
	title: string;
	/** Language of numbers and days. */
	locale: string;
	words: {
		/** Stands where nothing was measured. */
		noData: string;
	};
}

/** Values over time, at most four series. */
export interface LineChart extends Spoken {
	kind: 'lines';
	series: readonly Series[];
	/** Percent are numbers from 0 to 100. */
	unit: 'percent' | 'count';
	from: number;
	to: number;
	/** How far apart points are where nothing is missing. Farther ones are not joined. */
	everyMs: number;
	/** IANA name. */
	timezone: string;
	/** Values with a word of their own: "85 %". */
	limits?: readonly { value: number; word: string }[];
}

/** What leads, at most 10. */
export interface RankingBars extends Spoken {
	kind: 'ranking';
	/** The longest bar first. */
	rows: readonly { name: string; value: number }[];
}

/** A number for each day, or for each few days. */
export interface DayBars extends Spoken {
	kind: 'days';
	/** In order; `day` is `2026-11-22`, the first one of the bar. Null: not known. */
	bars: readonly { day: string; value: number | null }[];
	timezone: string;
}

/** A number for each hour of the week. */
export interface HourHeatMap extends Spoken {
	kind: 'hours';
	/** Seven days from Monday on, 24 values each; null: not known. */
	days: readonly (readonly (number | null)[])[];
	timezone: string;
}

export type Picture = LineChart | RankingBars | DayBars | HourHeatMap;

export const pictureWidth = 800;
export const pictureHeight = 400;
/** What can be told apart. */
export const mostSeries = 4;
export const mostRanked = 10;
/** As many bars as are thick enough to be seen on a phone. */
export const mostDayBars = 38;
