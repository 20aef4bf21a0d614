import { LRUCache } from 'lru-cache';
import { problemKind } from '#src/backends/backend-error.ts';
import { Remembered } from '#src/backends/remembered.ts';
import type { LocalEntry, ScheduleEntry } from '#src/backends/roles/schedule.ts';
import type { Clock } from '#src/clock.ts';
import type { AutoPodClient } from './client.ts';
import type { Schedule } from './schemas/schedule.ts';
import type { NowPlaying } from './schemas/station.ts';
import {
	dayMs,
	offsetBetween,
	offsetClock,
	type StationClock,
	weekdayOf,
	zoneClock,
} from './station-clock.ts';

export interface TimetableParts {
	client: AutoPodClient;
	clock: Clock;
	/** What is on, from memory where it is fresh. */
	nowPlaying: () => Promise<NowPlaying>;
	/** As somebody at the station has set it. */
	timezone: string | undefined;
}

/** One answer holds a week. */
const daysInAnswer = 7;
/** Four weeks and what touches them; whoever wants more asks again. */
const mostAnswers = 5;
const freshForMs = 60_000;
/** How long what was found out of the clock holds while nothing is on: longer than a night, shorter than what a clock change would spoil much. */
const foundForMs = dayMs;

/**
 * The programme of a station, whose times AutoPod tells by the station's own clock alone. Which moments they are is known where the
 * zone was set, or as long as the show that is on gives it away; what nobody said is not made up, so that weeks that rotate are as the
 * server lists them.
 */
export class Timetable {
	readonly #parts: TimetableParts;
	readonly #zone: StationClock | undefined;
	/** By the days from today. */
	readonly #answers = new LRUCache<number, Remembered<Schedule>>({ max: 12 });
	#found: { at: number; offset: number } | undefined;

	constructor(parts: TimetableParts) {
		this.#parts = parts;
		this.#zone = parts.timezone === undefined ? undefined : zoneClock(parts.timezone);
	}

	/** Entries that touch the span, in order of their start; none where it is not known which moments they are. */
	async between(from: number, to: number): Promise<ScheduleEntry[]> {
		const now = this.#parts.clock.now();
		const stationClock = await this.#clock();
		if (stationClock === null) return [];
		const today = stationClock.dayAt(now);
		// What began the day before may run past midnight.
		const first = Math.max(0, stationClock.dayAt(from) - 1 - today);
		const last = Math.max(0, stationClock.dayAt(to) - today);
		const found = new Map<string, ScheduleEntry>();
		for (
			let offset = first;
			offset <= last && offset < first + mostAnswers * daysInAnswer;
			offset += daysInAnswer
		)
			for (const entry of entriesOf(await this.#read(offset), today + offset, stationClock, now))
				found.set(`${entry.startsAt} ${entry.name}`, entry);
		return [...found.values()]
			.filter(({ startsAt, endsAt }) => startsAt < to && endsAt > from)
			.toSorted((a, b) => a.startsAt - b.startsAt);
	}

	/** The next seven days by the station's own clock. */
	async local(): Promise<LocalEntry[]> {
		const { days } = await this.#read(0);
		return days.flatMap((day) =>
			day.shows.map((row) => ({
				name: row.title,
				day: day.day_name,
				from: timeOfDay(row.start_minutes),
				to: timeOfDay(row.end_minutes),
				isToday: day.is_today,
				isNow: row.is_current,
			})),
		);
	}

	/** The show that follows, with its moment where that is known; null if none is planned within the week. */
	async next(): Promise<{ id: string; title: string; at: number | null } | null> {
		const schedule = await this.#read(0);
		const row = schedule.days.flatMap(({ shows }) => shows).find((one) => !one.is_past && !one.is_current);
		if (row === undefined) return null;
		const now = this.#parts.clock.now();
		const entries = await this.between(now, now + daysInAnswer * dayMs);
		const at = entries.find(({ startsAt, name }) => startsAt > now && name === row.title)?.startsAt ?? null;
		return { id: row.show_id, title: row.title, at };
	}

	/** Null where the zone is not known and nothing gives it away. */
	async #clock(): Promise<StationClock | null> {
		if (this.#zone !== undefined) return this.#zone;
		const now = this.#parts.clock.now();
		const offset = await this.#offset();
		if (offset !== null) this.#found = { at: now, offset };
		return this.#found !== undefined && now - this.#found.at < foundForMs
			? offsetClock(this.#found.offset)
			: null;
	}

	async #offset(): Promise<number | null> {
		const schedule = await this.#read(0);
		try {
			return offsetBetween(await this.#parts.nowPlaying(), schedule);
		} catch (error) {
			// A key that may read the schedule alone reads it by the station's clock.
			if (problemKind(error) === 'right-missing') return null;
			throw error;
		}
	}

	#read(offset: number): Promise<Schedule> {
		const { clock, client } = this.#parts;
		let answer = this.#answers.get(offset);
		if (answer === undefined) {
			answer = new Remembered(clock, freshForMs, () => client.call('schedule', {}, { query: { offset } }));
			this.#answers.set(offset, answer);
		}
		return answer.get();
	}
}

/** @param first the day that the answer ought to begin with */
function entriesOf(
	{ days }: Schedule,
	first: number,
	stationClock: StationClock,
	now: number,
): ScheduleEntry[] {
	const [head] = days;
	if (head === undefined) return [];
	// Around midnight the answer may be of the day before, or already of the next.
	const shift = [0, -1, 1].find((by) => weekdayOf(first + by) === head.day_name);
	if (shift === undefined) return [];
	return days.flatMap(({ shows }, place) =>
		shows.map((row): ScheduleEntry => {
			const day = first + shift + place;
			const startsAt = stationClock.at(day, row.start_minutes);
			const isOvernight = row.end_minutes <= row.start_minutes;
			const endsAt = stationClock.at(isOvernight ? day + 1 : day, row.end_minutes);
			return {
				kind: 'show',
				name: row.title,
				description: '',
				startsAt,
				endsAt,
				isNow: startsAt <= now && now < endsAt,
			};
		}),
	);
}

/** `09:00`; `24:00` for midnight at the end. */
function timeOfDay(minutes: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
