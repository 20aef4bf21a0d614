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

/** A library as it is known. */
export interface MediaState {
	header: Omit<MediaHeader, 'count'>;
	songs: ReadonlyMap<string, MediaSong>;
	/** Since the bot's start. */
	lastNews: MediaNews | undefined;
	/** When so many songs were missing that everything is read again before that is believed. */
	doubtedAt: number | undefined;
}
