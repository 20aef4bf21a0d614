/** Numbers, durations and days as people of one language write them. */
export interface Format {
	readonly locale: string;
	number(n: number): string;
	/** A day with month and year, for labels in which Discord's own timestamps do not work. `day` is `2026-11-22`. */
	day(day: string): string;
	/** So many days: `2 days`. */
	days(count: number): string;
}

export function formatFor(locale: string): Format {
	const known = formats.get(locale);
	if (known !== undefined) return known;
	const made = makeFormat(locale);
	formats.set(locale, made);
	return made;
}

/** Intl's formatters take a tenth of a millisecond to make and are asked for at every interaction; Discord has 32 locales. */
const formats = new Map<string, Format>();

function makeFormat(locale: string): Format {
	const numbers = new Intl.NumberFormat(locale);
	const days = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
	const dayCounts = new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' });
	return {
		locale,
		number: (n) => numbers.format(n),
		day: (day) => days.format(new Date(`${day}T12:00:00Z`)),
		days: (count) => dayCounts.format(count),
	};
}

/** The length of a song: `4:12`, `1:02:07`. Takes milliseconds. */
export function songLength(ms: number): string {
	const seconds = Math.round(ms / 1000);
	const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	const [hours = 0, minutes = 0, rest = 0] = parts;
	const two = (n: number) => String(n).padStart(2, '0');
	return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/**
 * A wait or an age in its two largest units: `40 s`, `25 min`, `1 h 12 min`, `2 days 3 h`. Takes milliseconds. Up to hours the
 * signs are those of all languages; days are written out in the reader's.
 */
export function span(ms: number, locale: string): string {
	const seconds = Math.max(0, Math.round(ms / 1000));
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes} min`;
	const hours = Math.floor(minutes / 60);
	if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
	const days = formatFor(locale).days(Math.floor(hours / 24));
	return hours % 24 === 0 ? days : `${days} ${hours % 24} h`;
}
