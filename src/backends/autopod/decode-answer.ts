import { BackendError } from '#src/backends/backend-error.ts';
import type { Answer } from '#src/backends/exchange.ts';
import { describe, parseJson, resultOf } from '#src/backends/read-document.ts';
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
	return resultOf(document, endpoint, { host, perhapsDone: changes });
}
