import { notOffered } from '#src/backends/offers.ts';
import type { Playlist, PlaylistsRole } from '#src/backends/roles/playlists.ts';
import type { Clock } from '#src/clock.ts';
import type { Address } from './address.ts';
import type { StreamingCenterClient } from './client.ts';
import { readAll, readPage } from './paging.ts';
import type { WirePlaylist } from './schemas/playlists.ts';
import { toLibrarySong } from './to-library.ts';

const minuteMs = 60_000;

export interface PlaylistsParts {
	client: StreamingCenterClient;
	address: Address;
	clock: Clock;
	/** Number of the station on its panel. */
	server: string;
}

export function createPlaylistsRole({ client, address, clock, server }: PlaylistsParts): PlaylistsRole {
	return {
		async list() {
			const rows = await readAll((page) => client.call('playlists', {}, { query: { server, ...page } }));
			return rows.filter((row) => row.server === null || String(row.server) === server).map(toPlaylist);
		},
		async one(id) {
			return toPlaylist(await client.call('playlist', { playlist: id }));
		},
		async songs(id, page, perPage) {
			const found = await readPage(page, perPage, (query) =>
				client.call('playlistTracks', { playlist: id }, { query: { ...query } }),
			);
			return { ...found, rows: found.rows.map(({ track }) => toLibrarySong(track, address)) };
		},
		// Playlists are neither on nor off; one of them plays.
		setEnabled: notOffered(address.host, 'playlists.setEnabled'),
		async start(id) {
			await client.call('startPlaylist', { playlist: id });
			// The panel plans it for the next full minute: 11:30:25 becomes 11:31.
			return { at: (Math.floor(clock.now() / minuteMs) + 1) * minuteMs };
		},
		async create(name, order) {
			const body = { name, is_random: order === 'random', server: Number(server) };
			return toPlaylist(await client.call('createPlaylist', {}, { body }));
		},
		export: notOffered(address.host, 'playlists.export'),
	};
}

function toPlaylist(row: WirePlaylist): Playlist {
	return {
		id: row.id,
		name: row.name,
		description: '',
		rule: 'rotation',
		every: null,
		order: row.is_random ? 'random' : 'sequential',
		source: 'songs',
		isEnabled: true,
		isOnAir: row.on_air,
		isJingle: false,
		takesRequests: true,
		weight: 1,
		songs: row.tracks_num,
		length: row.duration,
		slots: [],
	};
}
