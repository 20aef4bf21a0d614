import { BackendError } from '#src/backends/backend-error.ts';
import { encodeForm } from '#src/backends/multipart-form.ts';
import type { LibraryRole, LibrarySong } from '#src/backends/roles/library.ts';
import type { Address } from './address.ts';
import type { AzuraCastClient } from './client.ts';
import { findFileByPath, listSongs, searchFiles } from './library-search.ts';
import { storedName } from './stored-name.ts';
import { toLibrarySong } from './to-library.ts';

export function createLibraryRole(client: AzuraCastClient, address: Address): LibraryRole {
	const pathOf: LibraryRole['pathOf'] = ({ folder, name }) =>
		folder === '' ? storedName(name) : `${folder}/${storedName(name)}`;
	const batch = async (
		song: Pick<LibrarySong, 'path'>,
		order: { do: string; playlists?: number[] },
	): Promise<void> => {
		const { errors } = await client.call(
			'changeFiles',
			{},
			{ body: { ...order, files: [song.path], dirs: [] } },
		);
		if (errors.length === 0) return;
		throw new BackendError('PUT /station/{station}/files/batch', address.host, {
			kind: 'refused',
			reason: 'other',
			words: errors.join('\n'),
		});
	};
	return {
		search: (text, page, perPage) => searchFiles(client, address, text, page, perPage),
		list: (order, page, perPage) => listSongs(client, address, order, page, perPage),
		async find(id) {
			try {
				return toLibrarySong(await client.call('file', { file: id }), address);
			} catch (error) {
				if (isNoSong(error)) return null;
				throw error;
			}
		},
		findByPath: (path) => findFileByPath(client, address, path),
		playNext: (song) => batch(song, { do: 'queue' }),
		pathOf,
		async upload(file) {
			const { folder, size, content } = file;
			const form = encodeForm(
				{ currentDirectory: folder },
				{ field: 'file', name: storedName(file.name), size, content },
			);
			await client.call('uploadFile', {}, { form });
		},
		async tag(id, { title, artist, album }) {
			// What is undefined is not in the JSON.
			await client.call('editFile', { file: id }, { body: { title, artist, album } });
		},
		assign: (song, playlistIds) => batch(song, { do: 'playlist', playlists: playlistIds.map(Number) }),
		async usage() {
			const quota = await client.call('quota', {});
			return {
				used: quota.used_bytes ?? 0,
				quota: quota.quota_bytes,
				available: quota.available_bytes,
				isFull: quota.is_full,
				songs: quota.num_files,
			};
		},
	};
}

function isNoSong(error: unknown): boolean {
	return error instanceof BackendError && error.problem.kind === 'not-found' && error.problem.what === 'song';
}
