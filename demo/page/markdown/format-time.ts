const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const steps: readonly [Intl.RelativeTimeFormatUnit, number, number][] = [
	['second', second, minute],
	['minute', minute, hour],
	['hour', hour, day],
	['day', day, 30 * day],
	['month', 30 * day, 365 * day],
	['year', 365 * day, Number.POSITIVE_INFINITY],
];

/** How far away a moment is: "in 3 minutes", "2 hours ago". Milliseconds since 1970. */
export function formatDistance(at: number, now: number, locale: string): string {
	const distance = at - now;
	const [unit, size] = steps.find(([, , below]) => Math.abs(distance) < below) ?? [
		'year' as const,
		365 * day,
	];
	const amount = Math.trunc(distance / size);
	// Less than a second is now, and not in 0 seconds.
	const numeric = amount === 0 ? 'auto' : 'always';
	return new Intl.RelativeTimeFormat(locale, { numeric }).format(amount, unit);
}

const formats: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
	t: { timeStyle: 'short' },
	T: { timeStyle: 'medium' },
	d: { dateStyle: 'short' },
	D: { dateStyle: 'long' },
	f: { dateStyle: 'long', timeStyle: 'short' },
	F: { dateStyle: 'full', timeStyle: 'short' },
};

/** A moment in one of Discord's styles; `R` is not among them, and an unknown one counts as `f`, as Discord does it. */
export function formatMoment(at: number, style: string, locale: string): string {
	return new Intl.DateTimeFormat(locale, formats[style] ?? formats['f']).format(at);
}
