import { z } from 'zod';

/** Words that are said later, to people of several languages: which ones, by the name of their catalogue and their key. */
export const phraseSchema = z.object({
	in: z.string(),
	key: z.string(),
	values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Phrase = Readonly<z.output<typeof phraseSchema>>;
