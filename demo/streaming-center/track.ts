import { createRandom } from '#demo/azuracast/random.ts';
import { inventSongs } from '#demo/azuracast/song-library.ts';

/** A file of a station's library. Times in milliseconds. */
export interface SimulatedTrack {
	readonly id: number;
	author: string;
	title: string;
	album: string;
	genre: string;
	/** Milliseconds. */
	length: number;
	/** On the server's own disk. */
	path: string;
	requestable: boolean;
	/** Ids of the playlists that hold it. */
	playlists: number[];
}

/** Tracks of one station, numbered from `firstId`. Every fourth one may not be requested. */
export function inventTracks(
	seed: number,
	wanted: number,
	firstId: number,
	server: number,
): SimulatedTrack[] {
	return inventSongs(createRandom(seed), wanted, 0).map((song, index) => ({
		id: firstId + index,
		author: song.artist,
		title: song.title,
		album: song.album,
		genre: song.genre,
		length: Math.round(song.lengthSeconds * 1_000),
		path: `/var/users/broadcaster1/${server}/media/${song.path}`,
		requestable: index % 4 !== 3,
		playlists: [],
	}));
}
