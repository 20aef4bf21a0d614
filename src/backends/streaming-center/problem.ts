import { z } from 'zod';
import type { BackendProblem, KeyName } from '#src/backends/backend-error.ts';
import type { Answer } from '#src/backends/exchange.ts';
import type { Area, Endpoint } from './endpoint.ts';

/** Nothing says how long the panel wants to be left alone. */
const pauseMs = 60_000;
/** More of what a panel says is nobody's to read. */
const mostWords = 5;

/** What was asked, as far as it matters for what an error means. */
export interface Asked {
	endpoint: Endpoint;
	/** The key that was sent with it. */
	sent: { key: KeyName; tail: string } | null;
	now: number;
}

/** What an answer means that is not the result. */
export interface Finding {
	problem: BackendProblem;
	/** An action may have been carried out although nobody says so. */
	perhapsDone: boolean;
}

/** The areas of the panel as its own addresses name them. */
const areaNames: Record<Area, string> = {
	broadcast: 'API key',
	playlists: 'API key (playlists)',
	music: 'API key (music library)',
	requests: 'API key (track requests)',
};

/** Django says why in one of these, in the order in which they are worth reading. */
const said = z.object({
	detail: z.string().optional(),
	error: z.string().optional(),
	message: z.string().optional(),
});

/** Validation: the names of fields with what is wrong with each. */
const fieldErrors = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** What is wrong with an answer, or null if nothing is. `body` is the parsed JSON, or undefined if it was none. */
export function problemOf(answer: Answer, body: unknown, { endpoint, sent, now }: Asked): Finding | null {
	const { status } = answer;
	const refusal = status < 500 ? endpoint.refusal?.(body) : undefined;
	if (refusal !== undefined) return certain({ kind: 'refused', ...refusal });
	if (status < 300) {
		// A page where data is expected, whatever the status says.
		return answer.contentType === 'text/html' ? certain({ kind: 'wrong-address' }) : null;
	}
	if (status < 400) return certain(redirected(answer));
	switch (status) {
		case 401:
		case 403:
			return certain(
				sent === null
					? { kind: 'key-missing', key: 'station' }
					: endpoint.area === 'playlists'
						? { kind: 'key-rejected', ...sent }
						: { kind: 'right-missing', ...sent, permission: areaNames[endpoint.area] },
			);
		case 404:
			// The panel says so in JSON; a page is somebody else's.
			return certain(
				body === undefined || endpoint.about === null
					? { kind: 'wrong-address' }
					: { kind: 'not-found', what: endpoint.about },
			);
		case 413:
			return certain({ kind: 'refused', reason: 'too-large', words: '' });
		case 429:
			return certain({ kind: 'rate-limited', until: now + pauseMs });
		default:
	}
	if (status >= 500) return { problem: { kind: 'server-trouble', status }, perhapsDone: true };
	if (status === 400 && body !== undefined)
		return certain({ kind: 'refused', reason: 'invalid', words: wordsIn(body) });
	if (body === undefined) return certain({ kind: 'wrong-address' });
	return certain({ kind: 'unexpected-answer', detail: `status ${status}` });
}

function certain(problem: BackendProblem): Finding {
	return { problem, perhapsDone: false };
}

function redirected({ location }: Answer): BackendProblem {
	const target = location === undefined ? null : URL.parse(location);
	return target === null || target.origin === 'null'
		? { kind: 'wrong-address' }
		: { kind: 'wrong-address', leadsTo: target.origin };
}

/** Why, as the panel puts it: `detail`, `error` or `message`, else each field with what is wrong with it. */
function wordsIn(body: unknown): string {
	const sentence = said.safeParse(body).data;
	const words = sentence?.detail ?? sentence?.error ?? sentence?.message;
	if (words !== undefined) return words;
	const fields = fieldErrors.safeParse(body).data ?? {};
	return Object.entries(fields)
		.slice(0, mostWords)
		.map(([field, wrong]) => `${field}: ${[wrong].flat().slice(0, mostWords).join(', ')}`)
		.join('; ');
}
