import { BackendError } from '#src/backends/backend-error.ts';
import type { Answer } from '#src/backends/exchange.ts';
import { describe, parseJson, resultOf } from '#src/backends/read-document.ts';
import type { Endpoint } from './endpoint.ts';
import { type Asked, problemOf } from './problem.ts';

/** The result that an answer of AzuraCast holds. Throws a BackendError for everything that is not the expected result. */
export function decodeAnswer<Result>(
	answer: Answer,
	endpoint: Endpoint<Result>,
	asked: Asked,
	host: string,
): Result {
	const document = parseJson(answer);
	const finding = problemOf(answer, document, asked);
	if (finding !== null) {
		const perhapsDone = finding.perhapsDone && !endpoint.repeatable;
		throw new BackendError(describe(endpoint), host, finding.problem, { perhapsDone });
	}
	return resultOf(content(answer, document, endpoint), endpoint, { host, perhapsDone: !endpoint.repeatable });
}

function content(answer: Answer, document: unknown, endpoint: Endpoint): unknown {
	if (endpoint.answer === 'text') return answer.body.toString('utf8');
	if (endpoint.answer === 'bytes') return answer.body;
	return document;
}
