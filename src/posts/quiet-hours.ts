/** Between two times of day, `22:00`, in a time zone by its IANA name. From later to earlier spans midnight. */
export interface QuietHours {
	from: string;
	to: string;
	timezone: string;
}

export function isQuiet({ from, to, timezone }: QuietHours, now: number): boolean {
	const time = timeOfDay(now, timezone);
	return from <= to ? from <= time && time < to : from <= time || time < to;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `07:05`, which compares as a text. */
function timeOfDay(now: number, timezone: string): string {
	const known = formats.get(timezone);
	const format =
		known ??
		new Intl.DateTimeFormat('en-GB', {
			timeZone: timezone,
			hour: '2-digit',
			minute: '2-digit',
			hourCycle: 'h23',
		});
	formats.set(timezone, format);
	return format.format(now);
}
