import { json, text } from '../answer.ts';
import { type Refusal, thrown } from '../errors.ts';
import { managed, type StationVisit } from '../guards.ts';
import { paged } from '../paging.ts';
import type { Route } from '../router.ts';
import { requirePlaylist } from './playlists.ts';
import { mediaDocument } from './request-reports.ts';

const media = ['manage station media'];
const controllers = 'Controller/Api/Stations/Playlists';

/** What is in a playlist, as a file for players, as the rest of its shuffle, as its order. */
export const playlistContentRoutes: readonly Route[] = [
	managed('GET', '/station/{station}/playlist/{id}/export', media, (visit) => exportSongs(visit)),
	managed('GET', '/station/{station}/playlist/{id}/export/{format}', media, (visit) => exportSongs(visit)),
	managed('GET', '/station/{station}/playlist/{id}/queue', media, (visit) => {
		if (requirePlaylist(visit).order === 'random') throw noQueue();
		const rows = songsOf(visit).map(({ id, songId, artist, title }) => ({
			spm_id: id,
			media_id: id,
			song_id: songId,
			artist,
			title,
			last_played: 0,
		}));
		return paged(visit, rows);
	}),
	managed('GET', '/station/{station}/playlist/{id}/order', media, (visit) => {
		if (requirePlaylist(visit).order !== 'sequential') {
			const file = `${controllers}/GetOrderAction.php`;
			throw thrown(500, 'Exception', 'This playlist is not a sequential playlist.', file, 66);
		}
		const base = `${visit.world.baseUrl}/api/station/${visit.station.id}/file`;
		const rows = songsOf(visit).map((song, index) => ({
			weight: index + 1,
			is_queued: true,
			last_played: 0,
			id: song.id,
			media: { ...mediaDocument(song), links: { play: `${base}/${song.uniqueId}/play` } },
		}));
		return json(rows);
	}),
];

function songsOf(visit: StationVisit) {
	const { id } = requirePlaylist(visit);
	return visit.station.shelves.inPlaylist(visit.station.songs, id);
}

function exportSongs(visit: StationVisit) {
	const songs = songsOf(visit);
	const format = visit.params['format'] ?? 'pls';
	if (format === 'm3u') return text(songs.map(({ path }) => path).join('\n'), 'application/x-mpegURL');
	if (format !== 'pls') {
		const file = `${controllers}/ExportAction.php`;
		throw thrown(500, 'InvalidArgumentException', 'Invalid format specified.', file, 102);
	}
	const entries = songs.map(
		({ path, artist, title, lengthSeconds }, index) =>
			`File${index + 1}=${path}\nTitle${index + 1}=${[artist, title].filter((part) => part !== '').join(' - ')}\nLength${index + 1}=${lengthSeconds}\n\n`,
	);
	const foot = `NumberOfEntries=${songs.length}\nVersion=2\n`;
	return text(`[playlist]\n${entries.join('')}${foot}`, 'audio/x-scpls');
}

function noQueue(): Refusal {
	const message = 'This playlist is always shuffled and has no visible queue.';
	return thrown(500, 'InvalidArgumentException', message, `${controllers}/GetQueueAction.php`, 73);
}
