import type { Day } from '#src/backends/roles/history.ts';
import type { Play, Song } from '#src/backends/roles.ts';

/** Days of the station, both included. */
export interface Period {
	from: Day;
	to: Day;
}

/** How many listened, on average over each stretch of time. */
export interface ListenersReport {
	/** A value for each day of which there is one, in order; `at` is its midnight at the station. */
	daily: { at: number; listeners: number }[];
	/** Seven days from Monday on, 24 hours each. Zero also stands for what was never measured. */
	hours: number[][];
}

/**
 * What a station's own statistics tell. Statistics that are switched off are the problem `feature-off` with the feature `reports`; what was
 * played is known without them.
 */
export interface ReportsRole {
	listeners(period: Period): Promise<ListenersReport>;
	/** The songs that were on most often, most of them first; the server decides how many. */
	mostPlayed(period: Period): Promise<{ song: Song; plays: number }[]>;
	/** With what people listened, most of them first. */
	players(period: Period): Promise<{ name: string; listeners: number }[]>;
	/** Everything that was on, newest first. Each hundred is a read that costs the server some hundred look-ups. */
	plays(period: Period): AsyncIterable<Play>;
}
