import { BackendError } from '#src/backends/backend-error.ts';
import type { Day } from '#src/backends/roles/history.ts';
import type { ListenersReport, Period, ReportsRole } from '#src/backends/roles/reports.ts';
import type { Song } from '#src/backends/roles.ts';
import { addDays, dayAt } from './station-days.ts';

export interface StationReport {
	period: Period;
	/** What the station's own statistics tell; undefined where they are switched off. */
	audience: { daily: { day: Day; listeners: number | null }[]; hours: (number | null)[][] } | undefined;
	/** The most played songs, most of them first; empty where the statistics are switched off. */
	songs: { song: Song; plays: number }[];
	/** With what people listen, most of them first; empty where the server does not keep that. */
	players: { name: string; listeners: number }[];
	/** Requests that were on the air, by day; null for days of which not everything was read, or nothing is known. */
	requests: { day: Day; count: number | null }[];
	/** More was on than is read at a time. */
	isTorn: boolean;
}

export interface ReportOptions {
	/** Whole days, today included. */
	days: number;
	timezone: string;
	now: number;
	/** Told how many plays were read so far. */
	onProgress: (plays: number) => Promise<void>;
}

/** Each costs the server some work: a month at most is read play by play. */
export const mostPlays = 10_000;
const playsPerStep = 100;
const daysOfWeek = 7;

/** Puts together how a station did over the last days. Throws the BackendError of what could not be read. */
export async function readReport(
	reports: ReportsRole,
	{ days, timezone, now, onProgress }: ReportOptions,
): Promise<StationReport> {
	const to = dayAt(now, timezone);
	const period = { from: addDays(to, 1 - days), to };
	// One after the other: each of these keeps the server's database busy for a while.
	const listeners = await ifKept(reports.listeners(period));
	const songs = listeners === undefined ? undefined : await ifKept(reports.mostPlayed(period));
	const players = listeners === undefined ? undefined : await ifKept(reports.players(period));
	const every = daysOf(period);
	return {
		period,
		audience:
			listeners === undefined
				? undefined
				: {
						daily: byDay(listeners.daily, every, timezone),
						hours: hoursOf(listeners.hours, every, hourAt(now, timezone)),
					},
		songs: songs ?? [],
		players: players ?? [],
		...(await countRequests(reports, period, timezone, onProgress)),
	};
}

/** All days of a period, in order. */
function daysOf({ from, to }: Period): Day[] {
	const days: Day[] = [];
	for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
	return days;
}

async function ifKept<T>(read: Promise<T>): Promise<T | undefined> {
	try {
		return await read;
	} catch (error) {
		const problem = error instanceof BackendError ? error.problem : undefined;
		if (problem?.kind === 'feature-off' && problem.feature === 'reports') return undefined;
		throw error;
	}
}

function byDay(daily: ListenersReport['daily'], every: readonly Day[], timezone: string) {
	const known = new Map(daily.map(({ at, listeners }) => [dayAt(at, timezone), listeners]));
	return every.map((day) => ({ day, listeners: known.get(day) ?? null }));
}

/** Weekdays that did not come up are not known, nor are hours to come of the only day of their name. */
function hoursOf(hours: readonly number[][], every: readonly Day[], hourNow: number): (number | null)[][] {
	const today = weekdayOf(every.at(-1) ?? '');
	const cameUp = new Set(every.map(weekdayOf));
	return hours.map((values, weekday) =>
		values.map((value, hour) => {
			if (!cameUp.has(weekday)) return null;
			return weekday === today && every.length <= daysOfWeek && hour > hourNow ? null : value;
		}),
	);
}

/** From 0, Monday. */
function weekdayOf(day: Day): number {
	return (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % daysOfWeek;
}

function hourAt(now: number, timezone: string): number {
	const format = new Intl.DateTimeFormat('en-US', { hour: 'numeric', hourCycle: 'h23', timeZone: timezone });
	return Number(format.format(now));
}

async function countRequests(
	reports: ReportsRole,
	period: Period,
	timezone: string,
	onProgress: ReportOptions['onProgress'],
): Promise<Pick<StationReport, 'requests' | 'isTorn'>> {
	const counts = new Map<Day, number>();
	let read = 0;
	/** Of the plays read so far; they come newest first. */
	let oldest: Day | undefined;
	let isTorn = false;
	for await (const { startedAt, requested } of reports.plays(period)) {
		isTorn = read === mostPlays;
		if (isTorn) break;
		read += 1;
		oldest = dayAt(startedAt, timezone);
		counts.set(oldest, (counts.get(oldest) ?? 0) + (requested ? 1 : 0));
		if (read % playsPerStep === 0) await onProgress(read);
	}
	// Before the oldest play nothing is known, and of its day not everything if there were more.
	const isKnown = (day: Day) => oldest !== undefined && (isTorn ? day > oldest : day >= oldest);
	const requests = daysOf(period).map((day) => ({
		day,
		count: isKnown(day) ? (counts.get(day) ?? 0) : null,
	}));
	return { requests, isTorn };
}
