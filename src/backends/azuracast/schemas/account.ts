import { z } from 'zod';
import { id, many, maybeText, text } from './wire.ts';

/** Whose key it is. AzuraCast tells the names of the roles, not what they allow. */
export const account = z.object({
	id,
	name: maybeText,
	email: maybeText,
	roles: many(z.object({ id, name: text })),
});
