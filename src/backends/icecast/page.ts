import type { ObserveCall } from '#src/backends/backend-call.ts';
import { BackendError, type BackendProblem, problemKind } from '#src/backends/backend-error.ts';
import { type Answer, isMedia } from '#src/backends/exchange.ts';
import { type RepeatOptions, repeatReads } from '#src/backends/repeat-reads.ts';
import type { ServerConnections } from '#src/backends/server-connections.ts';
import { withDeadline } from '#src/backends/with-deadline.ts';
import type { Clock } from '#src/clock.ts';

export interface PageOptions {
	connections: ServerConnections;
	clock: Clock;
	repeat?: RepeatOptions;
	observe?: ObserveCall;
}

/** A page of a server that tells what is on. */
export interface Page {
	/** For metrics. */
	name: 'status' | 'stats' | 'statistics' | 'played' | 'seven';
	/** Below the server's base, with the query. */
	path: string;
}

const deadlineMs = 6_000;
const maxBytes = 2_000_000;
const turnedAwayForMs = 60_000;

/** Reads a page. Throws a BackendError for whatever is no page: `wrong-address` where something else answers. */
export async function readPage(base: string, page: Page, options: PageOptions): Promise<Answer> {
	const url = new URL(base + page.path);
	const asked = `GET ${page.path.split('?', 1).join('')}`;
	const startedAt = performance.now();
	const report = (outcome: 'ok' | 'given-up' | BackendProblem['kind']) =>
		options.observe?.({
			endpoint: page.name,
			key: 'none',
			outcome,
			tookMs: performance.now() - startedAt,
			waitedMs: 0,
		});
	try {
		const answer = await withDeadline(deadlineMs, undefined, (signal) =>
			repeatReads(
				async () => {
					const request = { method: 'GET', url, headers: {}, signal, maxBytes, asked } as const;
					const got = await options.connections.send({ ...request, asBrowser: true });
					const problem = problemOf(got, options.clock.now());
					if (problem !== null) throw new BackendError(asked, url.host, problem);
					return got;
				},
				signal,
				options.repeat,
			),
		);
		report('ok');
		return answer;
	} catch (error) {
		report(problemKind(error) ?? 'given-up');
		throw error;
	}
}

function problemOf({ status, contentType, location }: Answer, now: number): BackendProblem | null {
	if (status >= 300 && status < 400) {
		const target = location === undefined ? null : URL.parse(location);
		return target === null || target.origin === 'null'
			? { kind: 'wrong-address' }
			: { kind: 'wrong-address', leadsTo: target.origin };
	}
	if (status === 429) return { kind: 'rate-limited', until: now + turnedAwayForMs };
	if (status >= 500) return { kind: 'server-trouble', status };
	if (status === 401 || status === 403) return { kind: 'refused', reason: 'other', words: '' };
	return status >= 400 || isMedia(contentType) ? { kind: 'wrong-address' } : null;
}
