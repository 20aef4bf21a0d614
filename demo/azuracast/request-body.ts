import { z } from 'zod';
import type { Call } from './router.ts';

const fieldsSchema = z.record(z.string(), z.unknown());

/** The fields of a JSON body. What cannot be parsed, or is no object, counts as no fields at all, as in AzuraCast. */
export function readFields(call: Call): Record<string, unknown> {
	return parseFields(call) ?? {};
}

/** As {@link readFields}, but null if there is no JSON object. */
export function parseFields(call: Call): Record<string, unknown> | null {
	try {
		return fieldsSchema.safeParse(JSON.parse(call.body)).data ?? null;
	} catch {
		// Malformed JSON is not an error to AzuraCast either.
		return null;
	}
}
