import { z } from 'zod';
import { flag, id, many, maybeText, moment, span, text } from './wire.ts';

/** `episodes` is their number, or before 0.19.7 the list of their ids. */
export const podcast = z.object({
	id,
	title: text,
	description: text,
	link: maybeText,
	author: text,
	language: text,
	is_published: flag,
	art: maybeText,
	episodes: z
		.union([z.number(), z.array(z.unknown()).transform((ids) => ids.length)])
		.nullish()
		.transform((value) => value ?? null),
	categories: many(z.object({ text })),
});
export type Podcast = z.output<typeof podcast>;

export const podcastEpisode = z.object({
	id,
	title: text,
	description: text,
	link: maybeText,
	is_published: flag,
	has_media: flag,
	created_at: moment,
	publish_at: moment,
	art: maybeText,
	media: z.object({ length: span }).nullish(),
	links: z.object({ download: maybeText }).nullish(),
});
export type PodcastEpisode = z.output<typeof podcastEpisode>;
