import type { Page, Play } from '../roles.ts';

export interface HistoryEntry extends Play {
	listenersAtStart: number | null;
	listenersAtEnd: number | null;
}

export interface HistoryRole {
	/** Newest first; without a day the last days. */
	page(options: { day?: Day; page: number; perPage: number }): Promise<Page<HistoryEntry>>;
	/** Every play of the day (or of the last days), newest first. */
	all(options: { day?: Day }): AsyncIterable<HistoryEntry>;
}

/** A day of the station, as `2026-11-22`, in the station's time zone. */
export type Day = string;
