import { z } from 'zod';
import type { BackendProblem, KeyName } from '#src/backends/backend-error.ts';
import type { Answer } from '#src/backends/exchange.ts';
import type { Endpoint } from './endpoint.ts';
import { reasonInWords, refusalTypes } from './refusals.ts';
import { text } from './schemas/wire.ts';

/** How long AzuraCast's limit of calls from one address looks back. */
export const rateSpanMs = 5_000;

/** The `detail` of the problem when a list has fewer pages than the one asked for. */
export const beyondTheLastPage = 'beyond the last page';

/** What was asked, as far as it matters for what an error means. */
export interface Asked {
	name: string;
	endpoint: Endpoint;
	/** The key that was sent with it. */
	sent: { key: KeyName; tail: string } | null;
	now: number;
}

/** AzuraCast's error document. `type` decides, as statuses and languages vary; reports turned off have no type. */
const errorDocument = z.object({ success: z.literal(false), type: text, message: text });
type ErrorDocument = z.output<typeof errorDocument>;

/** Batches name each thing that failed, and no type. */
const failedBatch = z.object({ success: z.literal(false), errors: z.array(z.string()) });

/** What an answer means that is not the result. */
export interface Finding {
	problem: BackendProblem;
	/** An action may have been carried out although nobody says so: its answer got lost behind a proxy. */
	perhapsDone: boolean;
}

/** What is wrong with an answer, or null if nothing is. `body` is the parsed JSON, or undefined if it was none. */
export function problemOf(answer: Answer, body: unknown, asked: Asked): Finding | null {
	const { status } = answer;
	if (status >= 300 && status < 400) return certain(redirected(answer, asked.endpoint));
	const batch = failedBatch.safeParse(body);
	if (batch.success)
		return certain({ kind: 'refused', reason: 'other', words: batch.data.errors.join('\n') });
	const error = errorDocument.safeParse(body);
	if (error.success) return certain(byType(error.data, status, asked));
	if (status >= 300) return { problem: byStatus(status, answer, asked), perhapsDone: status >= 500 };
	return answer.contentType === 'text/html' ? certain({ kind: 'wrong-address' }) : null;
}

function certain(problem: BackendProblem): Finding {
	return { problem, perhapsDone: false };
}

function byType({ type, message }: ErrorDocument, status: number, asked: Asked): BackendProblem {
	const { endpoint, sent } = asked;
	const name = type.slice(type.lastIndexOf('\\') + 1);
	const reason = reasonInWords(message);
	// No exception but a sentence: the server keeps no statistics, or not those.
	if (message.includes('Reporting is restricted')) return { kind: 'feature-off', feature: 'reports' };
	switch (name) {
		case 'NotLoggedInException':
			return sent === null ? keyMissing(endpoint) : { kind: 'key-rejected', ...sent };
		case 'PermissionDeniedException':
			return sent === null
				? keyMissing(endpoint)
				: { kind: 'right-missing', ...sent, permission: rights(endpoint) };
		case 'RateLimitExceededException':
			return { kind: 'rate-limited', until: asked.now + rateSpanMs };
		case 'StationNotFoundException':
			return { kind: 'not-found', what: 'station' };
		case 'NotFoundException':
			return { kind: 'not-found', what: message.includes('Station not found') ? 'station' : endpoint.about };
		case 'StationUnsupportedException':
			return { kind: 'feature-off', feature: endpoint.feature };
		case 'OutOfRangeCurrentPageException':
			return { kind: 'unexpected-answer', detail: beyondTheLastPage };
		case 'HttpMethodNotAllowedException':
			return { kind: 'not-offered', role: asked.name };
		case 'RuntimeException':
			if (endpoint.unsupportedAtRunTime) return { kind: 'feature-off', feature: endpoint.feature };
			break;
		case 'ConnectException':
			// AzuraCast could not reach its own Liquidsoap.
			if (endpoint.feature === 'backend') return { kind: 'refused', reason: 'not-running', words: message };
			break;
		case 'Exception':
			// An unknown log is no record to AzuraCast, just an exception.
			if (endpoint.about === 'log') return { kind: 'not-found', what: 'log' };
			break;
		default:
	}
	if (status === 429) return { kind: 'rate-limited', until: asked.now + rateSpanMs };
	if (status === 404) return { kind: 'not-found', what: endpoint.about };
	const known = refusalTypes.get(name);
	if (known !== undefined || reason !== undefined) {
		return { kind: 'refused', reason: reason ?? known ?? 'other', words: message };
	}
	// A plain "Error" is a refusal in words; any other type is something that broke.
	if (name === 'Error' || name === '') return { kind: 'refused', reason: 'other', words: message };
	return { kind: 'server-trouble', status };
}

/** What nginx, a proxy or a stranger answered instead of AzuraCast. */
function byStatus(status: number, answer: Answer, asked: Asked): BackendProblem {
	if (status === 429) return { kind: 'rate-limited', until: asked.now + rateSpanMs };
	if (status === 413) return { kind: 'refused', reason: 'too-large', words: '' };
	if (status >= 500) return { kind: 'server-trouble', status };
	if (answer.contentType !== 'application/json') return { kind: 'wrong-address' };
	return { kind: 'unexpected-answer', detail: `status ${status}` };
}

function redirected(answer: Answer, endpoint: Endpoint): BackendProblem {
	// A song without a cover of its own leads to the station's default picture.
	if (endpoint.answer === 'bytes') return { kind: 'not-found', what: 'record' };
	const target = answer.location === undefined ? null : URL.parse(answer.location);
	return target === null || target.origin === 'null'
		? { kind: 'wrong-address' }
		: { kind: 'wrong-address', leadsTo: target.origin };
}

function keyMissing(endpoint: Endpoint): BackendProblem {
	return { kind: 'key-missing', key: endpoint.key === 'admin' ? 'admin' : 'station' };
}

function rights(endpoint: Endpoint): string {
	return endpoint.permissions.map(({ label }) => label).join(' + ');
}
