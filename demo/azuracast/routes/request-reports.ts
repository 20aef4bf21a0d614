import { done } from '../answer.ts';
import { internalTime } from '../documents.ts';
import { managed, type StationVisit } from '../guards.ts';
import { paged, sought } from '../paging.ts';
import type { Route } from '../router.ts';
import type { SimulatedSong } from '../song-library.ts';
import type { SongRequest } from '../song-requests.ts';
import { isAtLeast } from '../version.ts';

const both = ['view station reports', 'manage station broadcasting'];

export const requestReportRoutes: readonly Route[] = [
	managed('GET', '/station/{station}/reports/requests', both, (visit) => listRequests(visit)),
	managed('POST', '/station/{station}/reports/requests/clear', both, ({ station }) => {
		station.requests.clearPending();
		return done('Record deleted successfully.');
	}),
	managed('DELETE', '/station/{station}/reports/requests/{id}', both, ({ world, station, params }) => {
		// Since 0.21 upstream looks for a pending request in a way that finds none, and says success all the same.
		if (!isAtLeast(world.version, '0.21.0')) station.requests.removePending(Number(params['id']));
		return done('Record deleted successfully.');
	}),
];

function listRequests(visit: StationVisit) {
	const played = visit.call.query.get('type') === 'history';
	const requests = visit.station.requests.all.filter(({ playedAt }) => (playedAt !== null) === played);
	const found = sought(visit, requests, {
		phrase: ({ song }) => [song.title, song.artist],
		sort: {
			name: ({ song }) => song.title,
			title: ({ song }) => song.title,
			artist: ({ song }) => song.artist,
			album: ({ song }) => song.album,
			genre: ({ song }) => song.genre,
		},
	});
	return paged(
		visit,
		found.map((request) => requestDocument(visit, request)),
	);
}

function requestDocument({ world, station }: StationVisit, request: SongRequest) {
	const { id, at, address, playedAt, song } = request;
	const iso = isAtLeast(world.version, '0.21.0');
	const self = `${world.baseUrl}/api/station/${station.id}/reports/requests/${id}`;
	return {
		timestamp: internalTime(world, at),
		skip_delay: false,
		ip: address,
		played_at: playedAt === null ? (iso ? null : 0) : internalTime(world, playedAt),
		id,
		track: mediaDocument(song),
		// Never a link to delete it since the lookup broke.
		links: iso || playedAt !== null ? [] : { delete: self },
	};
}

/** A file as the database has it, with its length as a float. */
export function mediaDocument(song: SimulatedSong) {
	return {
		unique_id: song.uniqueId,
		genre: song.genre,
		lyrics: null,
		isrc: song.isrc === '' ? null : song.isrc,
		length: song.lengthSeconds,
		path: song.path,
		mtime: song.mtime,
		uploaded_at: song.uploadedAt,
		art_updated_at: song.artUpdatedAt,
		extra_metadata_raw: {
			amplify: null,
			cross_start_next: null,
			cue_in: null,
			cue_out: null,
			fade_in: null,
			fade_out: null,
		},
		id: song.id,
		song_id: song.songId,
		text: [song.artist, song.album, song.title].filter((part) => part !== '').join(' - '),
		artist: song.artist,
		title: song.title,
		album: song.album,
	};
}
