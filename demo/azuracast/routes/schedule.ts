import { json } from '../answer.ts';
import { unix } from '../documents.ts';
import { managed, onAir, type StationVisit } from '../guards.ts';
import { dateRange, parsePhpDate } from '../php-date.ts';
import type { ScheduleItem } from '../playlist.ts';
import type { Route } from '../router.ts';
import { occurrencesOf } from '../schedule-times.ts';
import type { SimulatedStation } from '../simulated-station.ts';
import { fromLocal, isoInZone, toLocal } from '../zoned-time.ts';

const hour = 3_600_000;
const defaultRows = 5;

export const scheduleRoutes: readonly Route[] = [
	onAir('GET', '/station/{station}/schedule', (visit) => json(scheduleOf(visit))),
	managed('GET', '/station/{station}/playlists/schedule', ['manage station media'], (visit) =>
		json(calendarOf(visit, 'playlist')),
	),
	managed('GET', '/station/{station}/streamers/schedule', ['manage station streamers'], (visit) =>
		json(calendarOf(visit, 'streamer')),
	),
];

/** What is on and comes up: through the day after tomorrow's first hours, or all of a given range. */
export function scheduleOf(visit: StationVisit) {
	const { station, call } = visit;
	const range = dateRange(call.query, station.timezone, call.now);
	if (range.given) return entriesBetween(station, range.from, range.to, call.now);
	const given = call.query.get('now');
	const now = given === null ? call.now : parsePhpDate(given, station.timezone);
	const rows = Number.parseInt(call.query.get('rows') ?? '', 10) || defaultRows;
	return entriesBetween(station, now, endOfDay(now + 25 * hour, station.timezone), now).slice(0, rows);
}

function entriesBetween(station: SimulatedStation, from: number, to: number, now: number) {
	const owners = ownersOf(station);
	return occurrencesOf(
		owners.flatMap(({ items }) => items),
		station.timezone,
		from,
		to,
	)
		.filter(({ start, end }) => end > from && start <= to)
		.flatMap(({ item, start, end }) => {
			const owner = owners.find(({ items }) => items.includes(item));
			if (owner === undefined) return [];
			const label = owner.type === 'playlist' ? 'Playlist' : 'Streamer';
			return {
				id: item.id,
				type: owner.type,
				name: owner.name,
				title: owner.name,
				description: `${label}: ${owner.name}`,
				start_timestamp: unix(start),
				start: isoInZone(start, station.timezone),
				end_timestamp: unix(end),
				end: isoInZone(end, station.timezone),
				is_now: start <= now && now < end,
			};
		});
}

function calendarOf({ station, call }: StationVisit, type: 'playlist' | 'streamer') {
	const { from, to } = dateRange(call.query, station.timezone, call.now);
	return ownersOf(station)
		.filter((owner) => owner.type === type)
		.flatMap((owner) =>
			occurrencesOf(owner.items, station.timezone, from, to)
				.filter(({ start, end }) => end > from && start <= to)
				.map(({ start, end }) => ({
					id: owner.id,
					title: owner.name,
					start: isoInZone(start, station.timezone),
					end: isoInZone(end, station.timezone),
					edit_url: `/api/station/${station.id}/${type}/${owner.id}`,
				})),
		);
}

/** Disabled playlists and inactive streamers are not announced. */
function ownersOf(station: SimulatedStation): {
	type: 'playlist' | 'streamer';
	id: number;
	name: string;
	items: ScheduleItem[];
}[] {
	const playlists = station.playlists
		.filter(({ isEnabled, isJingle }) => isEnabled && !isJingle)
		.map(({ id, name, schedule }) => ({ type: 'playlist' as const, id, name, items: schedule }));
	const streamers = station.streamers
		.filter(({ isActive }) => isActive && station.streamersEnabled)
		.map(({ id, displayName, schedule }) => ({
			type: 'streamer' as const,
			id,
			name: displayName,
			items: schedule,
		}));
	return [...playlists, ...streamers];
}

function endOfDay(at: number, zone: string): number {
	return fromLocal({ ...toLocal(at, zone), hour: 23, minute: 59, second: 59 }, zone);
}
