import type { LibrarySong, ListedSong } from '#src/backends/roles/library.ts';
import type { Address } from './address.ts';
import type { WireFile, WireListedFile } from './schemas/media.ts';
import { toSong } from './to-domain.ts';

export function toLibrarySong(file: WireFile, address: Address): LibrarySong {
	return {
		id: file.unique_id,
		song: toSong({ ...file, id: file.song_id }, address),
		path: file.path,
		length: file.length,
		playlists: file.playlists,
	};
}

export function toListedSong(file: WireFile, address: Address): ListedSong {
	const { genre, isrc, mtime } = file;
	return { ...toLibrarySong(file, address), genre, isrc, changedAt: mtime };
}

/** Null for what is no song: folders, pictures, and files that AzuraCast cannot play. */
export function listedToLibrarySong(row: WireListedFile, address: Address): LibrarySong | null {
	const { media, path } = row;
	if (media === null || media === undefined || media.unique_id === '') return null;
	return {
		id: media.unique_id,
		song: toSong({ ...media, id: media.song_id === '' ? media.id : media.song_id }, address),
		path,
		length: media.length,
		playlists: media.playlists.length > 0 ? media.playlists : row.playlists,
	};
}
