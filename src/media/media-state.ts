import type { BackendError } from '#src/backends/backend-error.ts';
import type { MediaChanges } from './media-changes.ts';
import type { MediaHeader } from './media-line.ts';
import type { MediaSong } from './media-song.ts';

/** What people are told of a library. */
export interface MediaNews {
	changes: MediaChanges;
	/** How many songs there are now, and were before. */
	songs: number;
	before: number;
	/** More than a fifth disappeared at once, and was seen to be gone twice. */
	mass: boolean;
	at: number;
}

/** A library before something changed in it, and after. The maps are never changed, and share their songs. */
export interface MediaSpan {
	readonly before: ReadonlyMap<string, MediaSong>;
	readonly after: ReadonlyMap<string, MediaSong>;
}

/** A library as it is known. */
export interface MediaState {
	header: Omit<MediaHeader, 'count'>;
	songs: ReadonlyMap<string, MediaSong>;
	/** Since the bot's start. */
	lastNews: MediaNews | undefined;
	/** So many songs were missing that everything is read again before that is believed. */
	doubt: MediaDoubt | undefined;
	/** The station key sees the library no longer: it stays as it was known, and is shown and searched as before. */
	outOfReach: MediaTrouble | undefined;
}

/** What a whole fetch did not find, of what was known. */
export interface MediaDoubt {
	/** Ids. */
	missing: ReadonlySet<string>;
	at: number;
}

/** Why a library was not read. */
export interface MediaTrouble {
	error: BackendError;
	/** Since when. */
	since: number;
}
