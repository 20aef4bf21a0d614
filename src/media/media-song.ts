import type { MediaChanges } from './media-changes.ts';

/** A song of a station's library as it is kept here. Texts are as the server has them, cut to a sane length. */
export interface MediaSong {
	/** The server's name for the file: stays the same when it is moved or retagged. */
	readonly id: string;
	/** The server's name for the song: equal for equal artist and title. */
	readonly songId: string;
	/** Below the station's media folder, with the file's name; '' where only what may be requested is known. */
	readonly path: string;
	readonly artist: string;
	readonly title: string;
	readonly album: string;
	readonly genre: string;
	readonly isrc: string;
	/** Milliseconds. */
	readonly length: number | null;
	/** Absolute address of the cover. */
	readonly art: string | null;
	/** When the server last looked at the file anew, milliseconds since 1970. */
	readonly mtime: number | null;
	/** Ids of the playlists it is in; empty where they are not known. */
	readonly playlists: readonly string[];
	/** Whether listeners may ask for it, as far as its playlists tell. */
	readonly requestable: boolean;
	/** What a request takes; null where it is not requestable. */
	readonly requestId: string | null;
}

/** Names a station of a Discord server. Every `Station` is one. */
export interface MediaPlace {
	readonly guildId: string;
	/** The station's id. */
	readonly id: string;
}

/** What became of a library: all of it is new (read from the cache, or for the first time), some of it changed, or it is gone. */
export type MediaUpdate = 'all' | 'gone' | MediaChanges;

/** The libraries that are known here. In memory: nothing waits. */
export interface MediaLibrary {
	/** By id; undefined as long as nothing is known. The map is never changed: an update brings another one. */
	songs(place: MediaPlace): ReadonlyMap<string, MediaSong> | undefined;
	/** Calls back after every update, when {@link songs} gives it already, until the returned function is called. */
	onUpdate(listener: (place: MediaPlace, update: MediaUpdate) => void): () => void;
}
