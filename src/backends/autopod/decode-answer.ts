import type { z } from 'zod';
import { BackendError } from '#src/backends/backend-error.ts';
import type { Answer } from '#src/backends/exchange.ts';
import type { Endpoint } from './endpoint.ts';
import { type Asked, problemOf } from './problem.ts';

/** The result that an answer of AutoPod holds. Throws a BackendError for everything that is not the expected result. */
export function decodeAnswer<Result>(
	answer: Answer,
	endpoint: Endpoint<Result>,
	asked: Asked,
	host: string,
): Result {
	const document = parseJson(answer);
	const changes = endpoint.method !== 'GET';
	const problem = problemOf(answer, document, asked);
	if (problem !== null) {
		const perhapsDone = changes && problem.kind === 'server-trouble';
		throw new BackendError(describe(endpoint), host, problem, { perhapsDone });
	}
	const parsed = endpoint.schema.safeParse(document);
	if (parsed.success) return parsed.data;
	throw new BackendError(
		describe(endpoint),
		host,
		{ kind: 'unexpected-answer', detail: firstIssue(parsed.error) },
		{ perhapsDone: changes },
	);
}

/** `DELETE /episodes/{episode}`: with the names of the parameters. */
export function describe({ method, path }: Pick<Endpoint, 'method' | 'path'>): string {
	return `${method} ${path}`;
}

/** Undefined for what is not JSON or not whole: an HTML page must never be taken for data. */
function parseJson(answer: Answer): unknown {
	if (answer.contentType !== 'application/json') return undefined;
	try {
		return JSON.parse(answer.body.toString('utf8'));
	} catch {
		// The error of JSON.parse quotes the text, so it must not travel on; undefined fits no schema and is reported as such.
		return undefined;
	}
}

/** Where the answer did not fit and how, in our own words: never what it said. */
function firstIssue(error: z.ZodError): string {
	const [issue] = error.issues;
	return issue === undefined ? 'not as expected' : `${issue.path.join('.') || 'answer'}: ${issue.code}`;
}
