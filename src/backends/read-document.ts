import type { z } from 'zod';
import { BackendError } from './backend-error.ts';
import type { Answer } from './exchange.ts';

/** Undefined for what is not JSON or not whole: an HTML page must never be taken for data. */
export function parseJson(answer: Answer): unknown {
	if (answer.contentType !== 'application/json') return undefined;
	try {
		return JSON.parse(answer.body.toString('utf8'));
	} catch {
		// The error of JSON.parse quotes the text, so it must not travel on; undefined fits no schema and is reported as such.
		return undefined;
	}
}

/** `GET /station/{station}/queue`: with the names of the parameters, as their values may be anybody's text. */
export function describe({ method, path }: { method: string; path: string }): string {
	return `${method} ${path}`;
}

/**
 * What a document holds, by the schema of the row that was asked. Throws a BackendError for everything else, which says where
 * it did not fit and how, in our own words: never what the server said.
 */
export function resultOf<Result>(
	document: unknown,
	endpoint: { method: string; path: string; schema: z.ZodType<Result> },
	{ host, perhapsDone }: { host: string; perhapsDone: boolean },
): Result {
	const parsed = endpoint.schema.safeParse(document);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const detail =
		issue === undefined ? 'not as expected' : `${issue.path.join('.') || 'answer'}: ${issue.code}`;
	throw new BackendError(describe(endpoint), host, { kind: 'unexpected-answer', detail }, { perhapsDone });
}
