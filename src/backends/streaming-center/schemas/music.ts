import { z } from 'zod';
import { flag, id, maybeText, milliseconds, number, text } from './wire.ts';

/** A song of the library. `path` is a path of the server's own disk: only its last part is ever kept. */
export const track = z.object({
	id,
	server: number,
	path: text,
	filename: text,
	meta: text,
	author: text,
	title: text,
	album: text,
	genre: text,
	isrc: text,
	length: milliseconds,
	requestable: flag,
	tag_image: maybeText,
	image_medium: maybeText,
	image_large: maybeText,
});
export type WireTrack = z.output<typeof track>;

/** How an entry is written is not described: numbers, or playlists. */
const entry = z.union([id.transform((number) => ({ id: number, name: '' })), z.object({ id, name: text })]);

export const playlistsOfTrack = z
	.object({ playlists: z.array(entry) })
	.transform(({ playlists }) => playlists);
