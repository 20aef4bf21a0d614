import { z } from 'zod';

/** Words that are said later, to people of several languages: which ones, by the name of their catalogue and their key. */
export const phraseSchema = z.object({
	in: z.string(),
	key: z.string(),
	values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Phrase = Readonly<z.output<typeof phraseSchema>>;

/** A text as it came; or in pieces, of which some are words of ours. */
export const wordingSchema = z.union([z.string(), z.array(z.union([z.string(), phraseSchema])).readonly()]);
export type Wording = z.output<typeof wordingSchema>;
