import { z } from 'zod';
import type { MediaSong } from './media-song.ts';

/** Raised whenever an older bot could not read what is written any more. */
const mediaVersion = 1;

/** What every header begins with. */
export const mediaMark = { airdeck: 'media', version: mediaVersion } as const;

const moment = z.number();

/** The first line of a library's file. */
export const mediaHeaderSchema = z.strictObject({
	airdeck: z.literal('media'),
	version: z.literal(mediaVersion),
	/** Whose it is; a file of another station is not read. */
	guild: z.string(),
	station: z.string(),
	/** Origin of the radio server, and the station's name or number there: with another one the library is another one. */
	server: z.string(),
	remote: z.string(),
	/** When the last whole fetch ended, in milliseconds since 1970. */
	takenAt: moment,
	/** When it was last known to be as the server has it. */
	checkedAt: moment,
	/** Seen by staff, or only what listeners may request. */
	source: z.enum(['staff', 'requestable']),
	count: z.int().min(0),
	/** How many rows the server said it has: more than songs where some have no id, or the same one. */
	total: z.int().min(0),
	/** How many of them could not be used, as they have no id; not known of older files. */
	skipped: z.int().min(0).optional(),
});
export type MediaHeader = z.output<typeof mediaHeaderSchema>;

/** The last line: what was cut off has none. */
export const mediaEndSchema = z.strictObject({ sha256: z.string() });

const maybe = z.number().nullable();

export const mediaSongSchema: z.ZodType<MediaSong> = z.strictObject({
	id: z.string().min(1),
	songId: z.string(),
	path: z.string(),
	artist: z.string(),
	title: z.string(),
	album: z.string(),
	genre: z.string(),
	isrc: z.string(),
	length: maybe,
	art: z.string().nullable(),
	mtime: maybe,
	playlists: z.array(z.string()),
	requestable: z.boolean(),
	requestId: z.string().nullable(),
});
