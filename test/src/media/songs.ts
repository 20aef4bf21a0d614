import type { MediaHeader } from '#src/media/media-line.ts';
import type { MediaSong } from '#src/media/media-song.ts';

/** A song of a test library. */
export function song(id: string | number, changed: Partial<MediaSong> = {}): MediaSong {
	return {
		id: String(id),
		songId: `s${id}`,
		path: `music/${id}.mp3`,
		artist: `Artist ${id}`,
		title: `Title ${id}`,
		album: '',
		genre: '',
		isrc: '',
		length: 180_000,
		art: null,
		mtime: 1_000,
		playlists: ['1'],
		requestable: true,
		requestId: String(id),
		...changed,
	};
}

export function library(songs: readonly MediaSong[]): Map<string, MediaSong> {
	return new Map(songs.map((one) => [one.id, one]));
}

export const numbered = (count: number) => library(Array.from({ length: count }, (_, place) => song(place)));

export const identity = { guild: 'g', station: 's', server: 'http://radio.example', remote: '1' };

export const header: MediaHeader = {
	airdeck: 'media',
	version: 1,
	...identity,
	takenAt: 5,
	checkedAt: 5,
	source: 'staff',
	count: 0,
	total: 0,
};
