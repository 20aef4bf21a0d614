import { BackendError } from '#src/backends/backend-error.ts';
import { notOffered } from '#src/backends/offers.ts';
import type { PlaylistsRole } from '#src/backends/roles/playlists.ts';
import type { Address } from './address.ts';
import type { AzuraCastClient } from './client.ts';
import { listFiles } from './library-search.ts';
import { readAll } from './paging.ts';
import { toPlaylist } from './to-playlist.ts';

const playlistsPerRead = 100;

export function createPlaylistsRole(client: AzuraCastClient, address: Address): PlaylistsRole {
	return {
		async list() {
			const playlists = [];
			for await (const row of readAll(playlistsPerRead, (query) => client.call('playlists', {}, { query }))) {
				playlists.push(toPlaylist(row));
			}
			return playlists;
		},
		async one(id) {
			return toPlaylist(await client.call('playlist', { playlist: id }));
		},
		async songs(id, page, perPage) {
			// Only the number will do: a name that it does not know, AzuraCast takes for no condition at all.
			const found = /^\d+$/.test(id)
				? await listFiles(client, address, { searchPhrase: `playlist:${id}` }, page, perPage)
				: null;
			// And so it does with the number of a playlist that is gone.
			if (found?.rows.every(({ playlists }) => playlists.some((playlist) => playlist.id === id)) !== true) {
				throw new BackendError('GET /station/{station}/files/list', address.host, {
					kind: 'not-found',
					what: 'playlist',
				});
			}
			return found;
		},
		async setEnabled(id, enabled) {
			await client.call('editPlaylist', { playlist: id }, { body: { is_enabled: enabled } });
		},
		// A playlist that is switched on takes turns with the others.
		start: notOffered(address.host, 'playlists.start'),
		async create(name, order) {
			const body = { name, order, type: 'default', source: 'songs', is_enabled: true };
			return toPlaylist(await client.call('createPlaylist', {}, { body }));
		},
		export: (id, format) => client.call('exportPlaylist', { playlist: id, format }),
	};
}
