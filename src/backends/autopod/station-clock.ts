import type { Schedule } from './schemas/schedule.ts';
import type { NowPlaying } from './schemas/station.ts';

/** The station's own clock. Days are counted from 1970, by the station's calendar. */
export interface StationClock {
	dayAt(ms: number): number;
	/** The moment, in milliseconds since 1970, at which the clock shows this many minutes past midnight of the day. */
	at(day: number, minutes: number): number;
}

const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;
/** Clocks of the world, from the west of the Pacific to its east. */
const [leastOffset, mostOffset] = [-12 * 60 * minuteMs, 14 * 60 * minuteMs];
/** All clocks of the world differ by whole quarters of an hour. */
const offsetStep = 15 * minuteMs;

/** The clock of a time zone, right on both sides of a clock change; undefined for a zone that this machine does not know. */
export function zoneClock(timeZone: string): StationClock | undefined {
	let format: Intl.DateTimeFormat;
	try {
		// The Swedish way to write date and time is nearly ISO 8601.
		format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
	} catch {
		// A RangeError is the only way in which Intl says that it does not know a zone.
		return undefined;
	}
	/** What the clock shows, as if it stood in UTC. */
	const shownAt = (ms: number) => Date.parse(`${format.format(ms).replace(' ', 'T')}Z`);
	return {
		dayAt: (ms) => Math.floor(shownAt(ms) / dayMs),
		at(day, minutes) {
			const wanted = day * dayMs + minutes * minuteMs;
			// Twice, because the offset at the first guess may be the one of the other side of a clock change.
			const guess = wanted - (shownAt(wanted) - wanted);
			return guess - (shownAt(guess) - wanted);
		},
	};
}

/** A clock that is always the same ahead of UTC, in milliseconds: it knows of no clock change. */
export function offsetClock(offset: number): StationClock {
	return {
		dayAt: (ms) => Math.floor((ms + offset) / dayMs),
		at: (day, minutes) => day * dayMs + minutes * minuteMs - offset,
	};
}

/**
 * How far the station's clock is ahead of UTC, in milliseconds: the show that is on has a moment in one answer and a time of day in
 * the other. Null where the two cannot be of the same showing, for a wrong time is worse than none.
 */
export function offsetBetween({ current }: NowPlaying, { days }: Schedule): number | null {
	if (current === null) return null;
	const offsets = days.flatMap((day) =>
		day.shows
			.filter((row) => row.is_current && row.show_id === current.show_id)
			.flatMap(({ start_minutes: start, end_minutes: end }) => {
				const midnight = current.start_time * 1000 - start * minuteMs;
				const lengthMs = (end > start ? end - start : end - start + 1440) * minuteMs;
				// A show that is listed in two parts, before and after midnight, begins elsewhere than its second part.
				if (current.end_time > 0 && (current.end_time - current.start_time) * 1000 !== lengthMs) return [];
				return offsetOf(midnight, day.day_name) ?? [];
			}),
	);
	const [offset] = offsets;
	return offset === undefined || offsets.some((other) => other !== offset) ? null : offset;
}

/** The offset of a clock for which this moment is the midnight that begins such a day of the week; null if there is none. */
function offsetOf(midnight: number, weekday: number): number | null {
	for (
		let day = Math.floor((midnight + leastOffset) / dayMs);
		day * dayMs - midnight <= mostOffset;
		day += 1
	) {
		const offset = day * dayMs - midnight;
		if (offset >= leastOffset && offset % offsetStep === 0 && weekdayOf(day) === weekday) return offset;
	}
	return null;
}

/** 1 (Monday) to 7 of a day counted from 1970, which began on a Thursday. */
export function weekdayOf(day: number): number {
	return ((((day + 3) % 7) + 7) % 7) + 1;
}
