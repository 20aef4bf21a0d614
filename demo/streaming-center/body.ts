import type { z } from 'zod';
import type { Call } from '#demo/azuracast/router.ts';
import { invalid, json, Refused } from './answers.ts';

/** The JSON body, if it fits; else the panel's complaint about each field. */
export function readBody<Result>(call: Call, schema: z.ZodType<Result>): Result {
	const parsed = schema.safeParse(parse(call.body));
	if (parsed.success) return parsed.data;
	throw invalid(
		Object.fromEntries(
			parsed.error.issues.map(({ path }) => [
				path.join('.') || 'non_field_errors',
				['This field is required.'],
			]),
		),
	);
}

function parse(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		throw new Refused(json({ detail: 'JSON parse error' }, 400));
	}
}
