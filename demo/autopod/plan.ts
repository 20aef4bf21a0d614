import { fromLocal, toLocal } from '../azuracast/zoned-time.ts';

/** One entry of the week's plan. */
export interface Slot {
	showId: number;
	/** 1 (Monday) to 7. */
	days: readonly number[];
	/** Minutes from midnight by the station's clock; an end at or before the start is on the next day. */
	start: number;
	end: number;
	/** In which week of the rotation; every week if not given. */
	week?: number;
	/** AutoPod does not know when it ends. */
	isOpenEnded?: boolean;
}

/** One showing, in milliseconds since 1970. */
export interface Showing {
	slot: Slot;
	start: number;
	end: number;
}

const dayMs = 86_400_000;
/** A Monday. */
const firstWeek = Date.UTC(2026, 0, 5);

/** A plan of some weeks that come round again, by the clock of a time zone. */
export class Plan {
	readonly timezone: string;
	numberOfWeeks: number;
	slots: Slot[];

	constructor(timezone: string, numberOfWeeks: number, slots: Slot[]) {
		this.timezone = timezone;
		this.numberOfWeeks = numberOfWeeks;
		this.slots = slots;
	}

	/** Noon of the station's day `offset` days from today, as a stand-in for the day. */
	day(now: number, offset: number): { year: number; month: number; day: number; weekday: number } {
		const { year, month, day } = toLocal(now, this.timezone);
		const date = new Date(Date.UTC(year, month - 1, day + offset));
		return {
			year: date.getUTCFullYear(),
			month: date.getUTCMonth() + 1,
			day: date.getUTCDate(),
			weekday: ((date.getUTCDay() + 6) % 7) + 1,
		};
	}

	/** The week of the rotation, from 1. */
	weekOf({ year, month, day }: { year: number; month: number; day: number }): number {
		const weeks = Math.floor((Date.UTC(year, month - 1, day) - firstWeek) / (7 * dayMs));
		return (((weeks % this.numberOfWeeks) + this.numberOfWeeks) % this.numberOfWeeks) + 1;
	}

	/** What begins on the day, in order. */
	showingsOn(date: ReturnType<Plan['day']>): Showing[] {
		const week = this.weekOf(date);
		const at = (minutes: number, days = 0) =>
			fromLocal(
				{ ...date, day: date.day + days, hour: Math.floor(minutes / 60), minute: minutes % 60, second: 0 },
				this.timezone,
			);
		return this.slots
			.filter((slot) => slot.days.includes(date.weekday) && (slot.week ?? week) === week)
			.toSorted((a, b) => a.start - b.start)
			.map((slot) => ({ slot, start: at(slot.start), end: at(slot.end, slot.end <= slot.start ? 1 : 0) }));
	}

	/** What is on, also what began yesterday; null in a gap. */
	current(now: number): Showing | null {
		const near = [-1, 0].flatMap((offset) => this.showingsOn(this.day(now, offset)));
		return near.find(({ start, end }) => start <= now && now < end) ?? null;
	}

	/** What begins when something ends; null if nothing does. */
	after(now: number): Showing | null {
		const near = [0, 1].flatMap((offset) => this.showingsOn(this.day(now, offset)));
		return near.find(({ start }) => start > now) ?? null;
	}
}

const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

/** `Monday, May 4`: without a year. */
export function dateText({ month, day, weekday }: ReturnType<Plan['day']>): {
	date: string;
	dayName: string;
} {
	const dayName = names[weekday - 1] ?? '';
	return { dayName, date: `${dayName}, ${months[month - 1] ?? ''} ${day}` };
}

/** `09:00`; minutes of a day end at 1440. */
export function timeText(minutes: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
