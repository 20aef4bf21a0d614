const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Labels that stand beside each other without touching. */
const mostLabels = 5;
const steps = [
	5 * minuteMs,
	15 * minuteMs,
	30 * minuteMs,
	hourMs,
	2 * hourMs,
	3 * hourMs,
	6 * hourMs,
	12 * hourMs,
];
const daySteps = [1, 2, 3, 4, 5, 7, 14, 30, 60, 120, 365];

export interface Tick {
	at: number;
	label: string;
}

/** Round moments of a time zone between two moments, at most five, with their labels in a language. */
export function timeTicks(from: number, to: number, timezone: string, locale: string): Tick[] {
	const span = to - from;
	if (!(span > 0)) return [];
	const step =
		[...steps, ...daySteps.map((days) => days * dayMs)].find((size) => span / size < mostLabels) ?? span;
	const zone = new ZoneOffsets(timezone);
	const label = new Intl.DateTimeFormat(
		locale,
		step < dayMs
			? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: timezone }
			: { day: 'numeric', month: 'short', timeZone: timezone },
	);
	const ticks: Tick[] = [];
	const first = Math.ceil((from + zone.at(from)) / step) * step;
	for (let local = first; ticks.length <= mostLabels; local += step) {
		const at = zone.toUtc(local);
		if (at > to) break;
		if (at >= from) ticks.push({ at, label: label.format(at) });
	}
	return ticks;
}

/** How far a time zone is from UTC; what the wall shows when the clock is changed is told by Intl. */
class ZoneOffsets {
	readonly #format: Intl.DateTimeFormat;

	constructor(timezone: string) {
		this.#format = new Intl.DateTimeFormat('en-US', {
			timeZone: timezone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
		});
	}

	/** Milliseconds to add to a moment for what the wall shows then. */
	at(moment: number): number {
		const whole = Math.floor(moment / minuteMs) * minuteMs;
		const parts = new Map(this.#format.formatToParts(whole).map(({ type, value }) => [type, Number(value)]));
		const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
		return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - whole;
	}

	toUtc(local: number): number {
		const guess = local - this.at(local);
		return local - this.at(guess);
	}
}
