import { z } from 'zod';
import type { Song } from '#src/backends/roles.ts';

/** A song as it is written into the store. */
export const songSchema: z.ZodType<Song> = z.object({
	id: z.string(),
	title: z.string(),
	artist: z.string(),
	album: z.string(),
	text: z.string(),
	art: z.string().nullable(),
});
