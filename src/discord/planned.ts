import type { LocalEntry, ScheduleEntry } from '#src/backends/roles/schedule.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';
import { line, type Part, text } from './card.ts';
import { type ScheduleWords, scheduleLines } from './schedule-lines.ts';
import { safe } from './text.ts';

/** What a station has planned: by moments, or where nobody knows which moments they are, by its own clock. */
export type Planned =
	| { kind: 'moments'; entries: readonly ScheduleEntry[] }
	| { kind: 'station-clock'; entries: readonly LocalEntry[] };

const mostPerDay = 6;
/** 1 January 2024 was a Monday. */
const mondayNoon = Date.UTC(2024, 0, 1, 12);
const dayMs = 24 * 3_600_000;

/** Reads the plan. The station's own clock stands in only for the days that it tells: those from today on. */
export async function readPlanned(
	station: Station,
	from: number,
	to: number,
	isNear: boolean,
): Promise<Planned> {
	const role = offeredRole(station, 'schedule');
	const entries = await role.between(from, to);
	if (entries.length > 0 || role.local === undefined || !isNear) return { kind: 'moments', entries };
	const local = await role.local();
	return local.length === 0 ? { kind: 'moments', entries } : { kind: 'station-clock', entries: local };
}

/** Where only today is wanted and the station's own clock is all there is: what it has of today. */
export function onlyToday(planned: Planned, isWanted: boolean): Planned {
	if (!isWanted || planned.kind === 'moments') return planned;
	return { ...planned, entries: planned.entries.filter(({ isToday }) => isToday) };
}

/** The plan in lines, with what is to be said about its times. */
export function plannedLines(
	t: ScheduleWords,
	planned: Planned,
	{
		station,
		timezone,
		locale,
		plays,
		withNow,
	}: {
		station: Station;
		timezone: string | null;
		locale: string;
		plays: 'songs' | 'shows';
		withNow: boolean;
	},
): Part[] {
	if (planned.kind === 'station-clock')
		return [...localLines(t, planned.entries, locale), line(), text(`-# ${t('stationClock')}`)];
	if (planned.entries.length === 0 && plays === 'shows') return [line(), text(t('emptyShows'))];
	const isFound = planned.entries.length > 0 && station.backend.limits?.schedule === 'station-clock';
	return [
		...scheduleLines(t, planned.entries, timezone, withNow),
		...(isFound ? [line(), text(`-# ${t('foundClock')}`)] : []),
	];
}

function localLines(t: ScheduleWords, entries: readonly LocalEntry[], locale: string): Part[] {
	const names = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
	const days = [...Map.groupBy(entries, ({ day }) => day).values()];
	return [
		line(),
		...days.map((day) => {
			const [first] = day;
			const name = names.format(mondayNoon + ((first?.day ?? 1) - 1) * dayMs);
			const heading = first?.isToday === true ? t('today', { day: name }) : name;
			const shown = day.slice(0, mostPerDay).map(({ name: show, from, to, isNow }) => {
				const entry = { from, to, show: safe(show, 80) };
				return isNow ? t('localNow', entry) : t('localEntry', entry);
			});
			const more = day.length - mostPerDay;
			return text(`### ${heading}`, ...shown, more > 0 ? `-# ${t('more', { count: more })}` : undefined);
		}),
	];
}
