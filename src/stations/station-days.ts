import type { Day } from '#src/backends/roles/history.ts';

/*
 * Days as the station counts them: AzuraCast takes a bare date as a day in the station's own time zone.
 */

/** The station's day at a moment, `2026-11-22`. Without a known time zone the day in UTC. */
export function dayAt(ms: number, timezone: string | null): Day {
	// The Swedish way to write a date is ISO 8601.
	return new Intl.DateTimeFormat('sv-SE', { timeZone: knownZone(timezone), dateStyle: 'short' }).format(ms);
}

/** The day `days` later (or earlier, if negative). */
export function addDays(day: Day, days: number): Day {
	const date = new Date(`${day}T12:00:00Z`);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}

/** The day that was typed, or undefined if it is none. Takes `2026-11-22` and `22.11.2026`. */
export function parseDay(text: string): Day | undefined {
	const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
	const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text.trim());
	const [year, month, day] =
		iso !== null ? iso.slice(1) : dotted !== null ? dotted.slice(1).toReversed() : [];
	if (year === undefined || month === undefined || day === undefined) return undefined;
	const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const date = new Date(`${written}T12:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) ? written : undefined;
}

/** Date and time of day at the station, `2026-11-22 20:13:40`. */
export function localTime(ms: number, timezone: string | null): string {
	return new Intl.DateTimeFormat('sv-SE', {
		timeZone: knownZone(timezone),
		dateStyle: 'short',
		timeStyle: 'medium',
	}).format(ms);
}

/** The zone itself if this machine knows it, else UTC: a server may be newer than our time zone data. */
export function knownZone(timezone: string | null): string {
	if (timezone === null) return 'UTC';
	try {
		return new Intl.DateTimeFormat('en-US', { timeZone: timezone }).resolvedOptions().timeZone;
	} catch {
		// A RangeError is the only way in which Intl says that it does not know a zone.
		return 'UTC';
	}
}

/** When a day of a time zone begins, in milliseconds since 1970. Where the clock skips midnight: within the hour after it. */
export function midnightOf(day: Day, timezone: string): number {
	const wanted = Date.parse(`${day}T00:00:00Z`);
	const shownAt = (ms: number) => Date.parse(`${localTime(ms, timezone).replace(' ', 'T')}Z`);
	// Twice, because the offset at the first guess may be the one of the other side of a clock change.
	const guess = wanted - (shownAt(wanted) - wanted);
	return guess - (shownAt(guess) - wanted);
}
