import type { LibrarySong, ListedSong } from '#src/backends/roles/library.ts';
import type { Address } from './address.ts';
import type { WireTrack } from './schemas/music.ts';
import { fileNameOf, toSong } from './song.ts';

export function toLibrarySong(
	track: WireTrack,
	address: Address,
	playlists: LibrarySong['playlists'] = [],
): LibrarySong {
	return {
		id: track.id,
		song: toSong(track, address),
		path: fileNameOf(track),
		length: track.length,
		playlists,
	};
}

export function toListedSong(track: WireTrack, address: Address): ListedSong {
	const { genre, isrc, requestable } = track;
	return { ...toLibrarySong(track, address), genre, isrc, changedAt: null, requestable };
}
