import type { MediaSong } from './media-song.ts';

/** The fields whose change is news. */
export const tagFields = ['title', 'artist', 'album', 'genre', 'isrc'] as const;
export type TagField = (typeof tagFields)[number];

export interface SongChange {
	readonly before: MediaSong;
	readonly after: MediaSong;
}

export interface Retag extends SongChange {
	readonly fields: readonly TagField[];
}

/** What is different between two states of a library. A song that was both moved and retagged is in both lists. */
export interface MediaChanges {
	readonly added: readonly MediaSong[];
	readonly removed: readonly MediaSong[];
	readonly moved: readonly SongChange[];
	readonly retagged: readonly Retag[];
	/** No news, but different: playlists, whether it may be requested, length, cover, moment. None of the above. */
	readonly touched: readonly SongChange[];
}
