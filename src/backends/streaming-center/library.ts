import { BackendError } from '#src/backends/backend-error.ts';
import { encodeForm } from '#src/backends/multipart-form.ts';
import { notOffered, notOfferedError } from '#src/backends/offers.ts';
import type { LibraryRole, LibrarySong } from '#src/backends/roles/library.ts';
import type { Address } from './address.ts';
import type { StreamingCenterClient } from './client.ts';
import { readPage } from './paging.ts';
import { toLibrarySong, toListedSong } from './to-library.ts';

/** How the panel sorts: 1 by artist, 2 by title, 3 by chance. */
const byArtist = 1;

export interface LibraryParts {
	client: StreamingCenterClient;
	address: Address;
	/** Number of the station on its panel. */
	server: string;
}

/** What a panel tells of its music library to everybody, and what a key may change in it. Nothing here deletes. */
export function createLibraryRole({ client, address, server }: LibraryParts): LibraryRole {
	const playlistsOf = async (id: string): Promise<LibrarySong['playlists']> => {
		const playlists = await client.call('trackPlaylists', { track: id });
		return playlists.every(({ name }) => name !== '') ? playlists : named(client, server, playlists);
	};
	return {
		orders: ['path'],
		marksRequestable: true,
		async search(text, page, perPage) {
			const searched = text === '' ? {} : { search_q: text };
			const found = await readPage(page, perPage, (query) =>
				client.call('music', {}, { query: { server, ...searched, ...query } }),
			);
			return { ...found, rows: found.rows.map((track) => toLibrarySong(track, address)) };
		},
		async list(order, page, perPage) {
			if (order === 'newest') throw notOfferedError({ host: address.host }, 'library.list');
			const found = await readPage(page, perPage, (query) =>
				client.call('music', {}, { query: { server, order: byArtist, ...query } }),
			);
			if (page > found.pages) return null;
			return { ...found, rows: found.rows.map((track) => toListedSong(track, address)) };
		},
		async find(id) {
			try {
				const track = await client.call('track', { track: id });
				return toLibrarySong(track, address, await playlistsOf(id));
			} catch (error) {
				if (isNoSong(error)) return null;
				throw error;
			}
		},
		// A search finds words of a song and not places on the disk.
		findByPath: notOffered(address.host, 'library.findByPath'),
		playNext: notOffered(address.host, 'library.playNext'),
		pathOf: ({ name }) => name,
		async upload({ folder, name, size, content }) {
			const texts = { server_id: server, parent_dir: folder, is_jingle: 'false' };
			const form = encodeForm(texts, { field: 'filename', name, size, content });
			await client.call('uploadFile', {}, { form });
		},
		async tag(id, { title, artist, album }) {
			// What is undefined is not in the JSON.
			const body = {
				update_mode: 'overwrite',
				track_ids: [Number(id)],
				fields: { title, author: artist, album },
			};
			await client.call('editTracks', {}, { body });
		},
		async assign({ id }, playlistIds) {
			await client.call('setTrackPlaylists', { track: id }, { body: { playlists: playlistIds.map(Number) } });
		},
		usage: notOffered(address.host, 'library.usage'),
	};
}

/** The playlists with their names, as far as the key may see those. */
async function named(
	client: StreamingCenterClient,
	server: string,
	playlists: LibrarySong['playlists'],
): Promise<LibrarySong['playlists']> {
	try {
		const { rows } = await client.call('playlists', {}, { query: { server } });
		const names = new Map(rows.map(({ id, name }) => [id, name]));
		return playlists.map(({ id, name }) => ({ id, name: names.get(id) ?? (name === '' ? `#${id}` : name) }));
	} catch (error) {
		if (!(error instanceof BackendError)) throw error;
		return playlists.map(({ id, name }) => ({ id, name: name === '' ? `#${id}` : name }));
	}
}

export function isNoSong(error: unknown): boolean {
	return error instanceof BackendError && error.problem.kind === 'not-found' && error.problem.what === 'song';
}
