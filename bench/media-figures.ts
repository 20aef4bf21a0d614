import { z } from 'zod';

/** Between two pages, where a bot waits 150 ms and more. */
export const pauseMs = 10;

const delaySchema = z.object({ tookMs: z.number(), p99Ms: z.number(), longestMs: z.number() });

/** What `media-process.ts` measures, as it sends it to its parent. */
export const mediaFiguresSchema = z.object({
	songs: z.number(),
	/** Fetched, written down and made searchable. */
	fetched: delaySchema,
	fetchReads: z.number(),
	/** Of a look that finds nothing new. */
	lookReads: z.number(),
	/** Read from its file and made searchable. */
	read: delaySchema,
	/** Between two libraries of so many songs; the time is the median of five, and the delay the longest of them. */
	diff: z.object({ tookMs: z.number(), longestMs: z.number(), found: z.number() }),
});
export type MediaFigures = z.infer<typeof mediaFiguresSchema>;
