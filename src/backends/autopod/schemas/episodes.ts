import { z } from 'zod';
import { id, moment, optionalId, text } from './wire.ts';

export const episode = z.object({
	id,
	title: text,
	description: text,
	image: text,
	/** When it was on. */
	datetime: moment,
	audio_url: text,
	/** Bytes, not time. */
	audio_length: z
		.number()
		.nullish()
		.transform((value) => (value === null || value === undefined || value <= 0 ? null : value)),
	show: text,
	show_id: optionalId,
});
export type WireEpisode = z.output<typeof episode>;

export const episodePage = z.object({
	episodes: z.array(episode),
	total: z
		.number()
		.int()
		.nullish()
		.transform((value) => value ?? null),
	next_cursor: z
		.string()
		.nullish()
		.transform((value) => (value === '' ? null : (value ?? null))),
});

/** `total` says how many came, not how many there are. */
export const searchResults = z.object({ results: z.array(episode) });
