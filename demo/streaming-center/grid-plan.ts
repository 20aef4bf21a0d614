import { fromLocal, toLocal } from '#demo/azuracast/zoned-time.ts';

/** An event of the schedule, as somebody entered it. */
export interface GridEvent {
	readonly id: number;
	name: string;
	cast: 'playlist' | 'radioshow' | 'relay' | 'rotation';
	/** `2026-11-24` for a single event; null for one that is repeated. */
	date: string | null;
	/** `08:00:00`, by the station's clock; an end before the start is on the next day. */
	from: string;
	/** Null: until something else begins. */
	to: string | null;
	/** 1 (Monday) to 7; for repeated ones. */
	days: readonly number[];
	/** 1 to 4, of the rotation of weeks; all if empty. */
	weeks: readonly number[];
	playlist: number | null;
	/** What plays after a show; the panel shows it as a row of its own. */
	playlistAfter: number | null;
	/** Old rows come without the fields of days and weeks. */
	withoutDays?: boolean;
}

/** One time at which an event is on, in milliseconds. */
export interface GridOccurrence {
	event: GridEvent;
	/** Made up by the panel: what comes after the event. */
	isAfter: boolean;
	startsAt: number;
	endsAt: number | null;
}

const dayMs = 86_400_000;
/** A Monday: the rotation of weeks is counted from there. */
const firstMonday = Date.UTC(2024, 0, 1);

/**
 * All occurrences that touch the span. Single events do not push repeated ones out of the answer: whoever shows them has to know
 * that they are hidden.
 */
export function occurrencesBetween(
	events: readonly GridEvent[],
	zone: string,
	from: number,
	to: number,
): GridOccurrence[] {
	const days: number[] = [];
	// Noon, so that no clock change moves a day into its neighbour.
	for (let at = from - 2 * dayMs; at <= to + dayMs; at += dayMs) days.push(at);
	const dates = [...new Set(days.map((at) => dateOf(at, zone)))];
	return events
		.flatMap((event) => dates.filter((date) => isOn(event, date)).flatMap((date) => occur(event, date, zone)))
		.filter(({ startsAt, endsAt }) => startsAt < to && (endsAt ?? startsAt + dayMs) > from)
		.toSorted((a, b) => a.startsAt - b.startsAt);
}

function dateOf(at: number, zone: string): string {
	const { year, month, day } = toLocal(at, zone);
	return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function isOn({ date, days, weeks }: GridEvent, day: string): boolean {
	if (date !== null) return date === day;
	const since = Math.round((Date.parse(`${day}T00:00:00Z`) - firstMonday) / dayMs);
	const weekday = (((since % 7) + 7) % 7) + 1;
	const week = (((Math.floor(since / 7) % 4) + 4) % 4) + 1;
	return days.includes(weekday) && (weeks.length === 0 || weeks.includes(week));
}

function occur(event: GridEvent, date: string, zone: string): GridOccurrence[] {
	const startsAt = momentOf(date, event.from, 0, zone);
	const isNextDay = event.to !== null && event.to <= event.from;
	const endsAt = event.to === null ? null : momentOf(date, event.to, isNextDay ? 1 : 0, zone);
	const itself = { event, isAfter: false, startsAt, endsAt };
	if (event.playlistAfter === null || endsAt === null) return [itself];
	return [itself, { event, isAfter: true, startsAt: endsAt, endsAt: null }];
}

function momentOf(date: string, time: string, more: number, zone: string): number {
	const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
	const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
	return fromLocal({ year, month, day: day + more, hour, minute, second }, zone);
}
