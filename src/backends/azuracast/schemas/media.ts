import { z } from 'zod';
import { id, many, maybeText, moment, span, text } from './wire.ts';

/** A file of the library, without its lyrics, which can be long. */
export const file = z.object({
	id,
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
	playlists: many(z.object({ id, name: text })),
});

/** What became of each thing that a batch was asked to do; a batch that failed is told apart before. */
export const batchDone = z.object({ success: z.literal(true), files: many(text) });
