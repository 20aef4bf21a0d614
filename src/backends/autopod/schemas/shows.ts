import { z } from 'zod';
import { id, text } from './wire.ts';

export const show = z.object({
	id,
	title: text,
	description: text,
	/** Read as `image`, written as `image_url`. */
	image: text,
	published: z
		.boolean()
		.nullish()
		.transform((value) => value ?? false),
	presenter: text,
});
export type WireShow = z.output<typeof show>;

/** What is answered after a change: not described, so that only its number is taken where there is one. */
export const changedShow = z.object({ id: id.optional() }).catch({});
