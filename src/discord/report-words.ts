import type strings from '#locales/en-US/station/report.ts';
import type { Song } from '#src/backends/roles.ts';
import type { Translate } from '#src/words/translate.ts';

/** What the sentences and the pictures of a report share. */
export interface ReportWords {
	t: Translate<typeof strings>;
	locale: string;
	/** As text in which no Markdown is read. */
	station: string;
	timezone: string;
	/** `Sunday, November 22, 2026` for `2026-11-22`. */
	dayName: (day: string) => string;
	/** A number of listeners: one decimal while it is small. */
	few: (value: number) => string;
	/** From 0, Monday. */
	weekdayName: (weekday: number) => string;
	hourName: (hour: number) => string;
	/** A song in one line, as text in which no Markdown is read. */
	songName: (song: Song) => string;
}
