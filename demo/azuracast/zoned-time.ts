/** A wall clock somewhere. `weekday` counts from Monday = 1, as AzuraCast's schedules do. */
export interface LocalTime {
	year: number;
	month: number;
	day: number;
	hour: number;
	minute: number;
	second: number;
	weekday: number;
}

const minute = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks in `zone` show at `at` (milliseconds since 1970). */
export function toLocal(at: number, zone: string): LocalTime {
	const parts = new Map(
		formatOf(zone)
			.formatToParts(at)
			.map((part) => [part.type, Number(part.value)]),
	);
	const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
	const date = { year: part('year'), month: part('month'), day: part('day') };
	const weekday = new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay();
	return {
		...date,
		hour: part('hour'),
		minute: part('minute'),
		second: part('second'),
		weekday: weekday === 0 ? 7 : weekday,
	};
}

/** The moment at which clocks in `zone` show `local`; out-of-range fields carry over, as in `Date.UTC`. */
export function fromLocal(local: Omit<LocalTime, 'weekday'>, zone: string): number {
	const asUtc = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second);
	// Twice, because the offset at the first guess may be the one of the other side of a clock change.
	const guess = asUtc - offsetOf(asUtc, zone);
	return asUtc - offsetOf(guess, zone);
}

/** `2026-11-23T18:00:00+01:00`. */
export function isoInZone(at: number, zone: string): string {
	const offset = offsetOf(at, zone);
	const shown = new Date(Math.floor(at / 1000) * 1000 + offset).toISOString().slice(0, 19);
	return shown + offsetText(offset);
}

function offsetText(offset: number): string {
	const minutes = Math.abs(offset) / minute;
	const two = (value: number) => String(value).padStart(2, '0');
	return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function offsetOf(at: number, zone: string): number {
	const local = toLocal(at, zone);
	const shown = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second);
	return shown - Math.floor(at / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
	const known = formats.get(zone);
	if (known !== undefined) return known;
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	formats.set(zone, format);
	return format;
}
