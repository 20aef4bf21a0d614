import { stringify } from 'csv-stringify/sync';
import { text } from '../answer.ts';
import { playDocument } from '../documents.ts';
import { managed, type StationVisit } from '../guards.ts';
import { paged, sought } from '../paging.ts';
import { dateRange } from '../php-date.ts';
import type { Play } from '../play.ts';
import type { Route } from '../router.ts';
import { toLocal } from '../zoned-time.ts';

export const historyRoutes: readonly Route[] = [
	managed('GET', '/station/{station}/history', ['view station reports'], (visit) => {
		const plays = playsInRange(visit);
		if (visit.call.query.get('format') === 'csv') return text(csvOf(visit, plays), 'text/csv;charset=utf-8');
		const found = sought(visit, plays.toReversed(), { phrase: ({ song }) => [song.title, song.artist] });
		return paged(
			visit,
			found.map((play) => ({
				...playDocument(visit.world, visit.station, play),
				listeners_start: play.listenersStart,
				// Zero while it is on the air.
				listeners_end: play.listenersEnd ?? 0,
				delta_total: play.listenersEnd === null ? 0 : play.listenersEnd - play.listenersStart,
				is_visible: true,
			})),
		);
	}),
];

function playsInRange({ station, call }: StationVisit): Play[] {
	const { from, to } = dateRange(call.query, station.timezone, call.now);
	return station.history.filter(({ startedAt }) => startedAt >= from && startedAt <= to);
}

/** Oldest first, unlike the list, with the wall clock of the station. */
function csvOf({ station }: StationVisit, plays: readonly Play[]): string {
	const header = ['Date', 'Time', 'Listeners', 'Delta', 'Track', 'Artist', 'Playlist', 'Streamer'];
	const rows = plays.map((play) => {
		const at = toLocal(play.startedAt, station.timezone);
		const two = (value: number) => String(value).padStart(2, '0');
		return [
			`${at.year}-${two(at.month)}-${two(at.day)}`,
			`${at.hour % 12 === 0 ? 12 : at.hour % 12}:${two(at.minute)}${at.hour < 12 ? 'am' : 'pm'}`,
			play.listenersStart,
			play.listenersEnd === null ? 0 : play.listenersEnd - play.listenersStart,
			play.song.title,
			play.song.artist,
			play.playlist,
			play.streamer,
		];
	});
	// As PHP's CSV writer does it, whatever holds a space is quoted.
	return stringify([header, ...rows], { quoted_match: /\s/u });
}
