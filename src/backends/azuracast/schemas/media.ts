import { z } from 'zod';
import { id, many, maybeText, moment, span, text } from './wire.ts';

const filePlaylist = z.object({ id, name: text });

/** A file of the library, without its lyrics, which can be long. */
export const file = z.object({
	/** One row without it must not take the other 249 of its page along. */
	id: text,
	unique_id: text,
	song_id: text,
	path: text,
	title: text,
	artist: text,
	album: text,
	genre: text,
	isrc: text,
	text,
	art: maybeText,
	length: span,
	mtime: moment,
	uploaded_at: moment,
	/** `short_name` since 0.18, absent in the raw rows before 0.20.2. */
	playlists: many(filePlaylist),
	/** Not read, but told by whether it is there: since 0.20.2, and so is the search in the list of files. */
	extra_metadata: z.unknown().optional(),
});

/** One entry of a folder or a search. `media` is null or empty for folders, pictures and what is no audio. */
export const listedFile = z.object({
	path: text,
	media: z
		.object({
			/** The file's number; before 0.20.2 the song's id, which has no name of its own there. */
			id: text,
			unique_id: text,
			song_id: text,
			title: text,
			artist: text,
			album: text,
			text,
			art: maybeText,
			length: span,
			playlists: many(filePlaylist),
		})
		.nullish(),
	/** Before 0.20.2 they are here. */
	playlists: many(filePlaylist),
});

export type WireFile = z.output<typeof file>;
export type WireListedFile = z.output<typeof listedFile>;

/** What became of a batch; one that failed as a whole is told apart before. */
export const batchDone = z.object({ success: z.literal(true), errors: many(text), files: many(text) });
