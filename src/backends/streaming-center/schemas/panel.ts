import { z } from 'zod';
import { flag, id, maybeText, milliseconds, text } from './wire.ts';

/** The one answer by which a panel is known: a page of what was played. */
export const greeting = z
	.object({ results: z.array(z.looseObject({})) })
	.transform(({ results }) => results.length);

/** A station of the panel. */
export const server = z.object({ id, title: text });

/** Who can send: the AutoDJ, relays, and people. */
export const presenter = z.object({
	id,
	name: text,
	active: flag,
	cat: text,
	image_medium: maybeText,
	image: maybeText,
});

const askedFor = z.union([
	z.object({ id, author: text, title: text, album: text, meta: text }),
	id.transform((number) => ({ id: number, author: '', title: '', album: '', meta: '' })),
]);

/** A song that somebody asked for. Who it was, and from where, is not kept. */
export const pendingRequest = z.object({
	id,
	dttm: milliseconds,
	played_at: milliseconds,
	all_music: askedFor.nullish(),
});
