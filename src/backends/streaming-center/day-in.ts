import type { Day } from '#src/backends/roles/history.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day at a moment in a time zone; in UTC where it is not known, or this machine does not know it. */
export function dayIn(ms: number, timezone: string | null): Day {
	return formatOf(timezone ?? 'UTC').format(ms);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
	const known = formats.get(timeZone);
	if (known !== undefined) return known;
	const format = newFormat(timeZone);
	formats.set(timeZone, format);
	return format;
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
	// The Swedish way to write a date is ISO 8601.
	try {
		return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
	} catch {
		// A RangeError is the only way in which Intl says that it does not know a zone.
		return new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short' });
	}
}
