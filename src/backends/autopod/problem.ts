import { z } from 'zod';
import type { BackendProblem, KeyName } from '#src/backends/backend-error.ts';
import type { Answer } from '#src/backends/exchange.ts';

/** What was asked, as far as it matters for what an error means. */
export interface Asked {
	/** The key that was sent with it. */
	sent: { key: KeyName; tail: string } | null;
	now: number;
}

/** Where AutoPod does not say how long it wants to be left alone. */
const pauseMs = 15_000;
const longestPauseMs = 3_600_000;

/** Every error of AutoPod: a sentence, always in English. */
const said = z.object({ message: z.string() });

const missingScope = /does not have the '([a-z_]+:[a-z_]+)' scope/;
const missingKey = /missing x-api-key/i;
const noWriting = /write access is not enabled/i;

/** What is wrong with an answer, or null if nothing is. `body` is the parsed JSON, or undefined if it was none. */
export function problemOf(answer: Answer, body: unknown, { sent, now }: Asked): BackendProblem | null {
	const { status } = answer;
	if (status < 300) {
		// A page where data is expected, whatever the status says.
		return answer.contentType === 'text/html' ? { kind: 'wrong-address' } : null;
	}
	if (status < 400) return redirected(answer);
	if (status === 429) return { kind: 'rate-limited', until: now + pauseIn(answer, now) };
	if (status === 413) return { kind: 'refused', reason: 'too-large', words: '' };
	if (status >= 500) return { kind: 'server-trouble', status };
	const message = said.safeParse(body).data?.message;
	// AutoPod says in JSON what is wrong; a page is somebody else's.
	if (message === undefined)
		return body === undefined
			? { kind: 'wrong-address' }
			: { kind: 'unexpected-answer', detail: `status ${status}` };
	switch (status) {
		case 401:
			return sent === null || missingKey.test(message)
				? { kind: 'key-missing', key: sent?.key ?? 'station' }
				: { kind: 'key-rejected', ...sent };
		case 403:
			return forbidden(message, sent);
		case 404:
			return { kind: 'not-found', what: 'record' };
		case 409:
			return { kind: 'refused', reason: 'conflict', words: message };
		case 400:
		case 422:
			return {
				kind: 'refused',
				reason: /must be an mp3/i.test(message) ? 'not-audio' : 'invalid',
				words: message,
			};
		default:
			return { kind: 'unexpected-answer', detail: `status ${status}` };
	}
}

function forbidden(message: string, sent: Asked['sent']): BackendProblem {
	if (sent === null) return { kind: 'key-missing', key: 'station' };
	const permission = missingScope.exec(message)?.[1];
	if (permission !== undefined) return { kind: 'right-missing', ...sent, permission };
	if (noWriting.test(message)) return { kind: 'feature-off', feature: 'write-access' };
	// Unknown, revoked and expired keys and a switched-off interface share one sentence; what is worded otherwise is taken for it.
	return { kind: 'key-rejected', ...sent };
}

/** Seconds or a date; both are allowed. */
function pauseIn({ retryAfter }: Answer, now: number): number {
	if (retryAfter === undefined) return pauseMs;
	const seconds = /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
	return Number.isNaN(seconds) ? pauseMs : Math.min(Math.max(seconds, 1_000), longestPauseMs);
}

function redirected({ location }: Answer): BackendProblem {
	const target = location === undefined ? null : URL.parse(location);
	return target === null || target.origin === 'null'
		? { kind: 'wrong-address' }
		: { kind: 'wrong-address', leadsTo: target.origin };
}
