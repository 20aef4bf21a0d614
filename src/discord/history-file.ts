import { stringify } from 'csv-stringify/sync';
import type { HistoryEntry } from '#src/backends/roles/history.ts';
import { localTime } from '#src/stations/station-days.ts';

/**
 * What was played as a spreadsheet file. Cells that a spreadsheet would run as a formula are escaped: titles come from
 * outside. Starts with a byte order mark, without which Excel reads UTF-8 as something else.
 */
export function historyCsv(entries: readonly HistoryEntry[], timezone: string | null): Buffer {
	const rows = entries.map((entry) => ({
		played_at: localTime(entry.startedAt, timezone),
		artist: entry.song.artist,
		title: entry.song.title || entry.song.text,
		album: entry.song.album,
		seconds: entry.duration === null ? '' : Math.round(entry.duration / 1000),
		playlist: entry.playlist,
		streamer: entry.streamer,
		requested: entry.requested ? 'yes' : 'no',
		listeners_start: entry.listenersAtStart ?? '',
		listeners_end: entry.listenersAtEnd ?? '',
	}));
	const columns = [
		'played_at',
		'artist',
		'title',
		'album',
		'seconds',
		'playlist',
		'streamer',
		'requested',
		'listeners_start',
		'listeners_end',
	];
	return Buffer.from(stringify(rows, { header: true, columns, bom: true, escape_formulas: true }));
}
