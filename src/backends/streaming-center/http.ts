import type { Secret } from '#config/secret.ts';
import type { ObserveCall } from '#src/backends/backend-call.ts';
import { BackendError, type BackendProblem, type KeyName, problemKind } from '#src/backends/backend-error.ts';
import type { EncodedForm } from '#src/backends/multipart-form.ts';
import { defaultRepeat, type RepeatOptions, repeatReads } from '#src/backends/repeat-reads.ts';
import type { ServerConnections } from '#src/backends/server-connections.ts';
import { withDeadline } from '#src/backends/with-deadline.ts';
import type { Clock } from '#src/clock.ts';
import type { Address, Query } from './address.ts';
import { decodeAnswer, describe } from './decode-answer.ts';
import type { Endpoint } from './endpoint.ts';

export interface HttpOptions {
	address: Address;
	connections: ServerConnections;
	clock: Clock;
	repeat?: RepeatOptions;
	observe?: ObserveCall;
}

export interface HttpRequest {
	params: Record<string, string>;
	query?: Query | undefined;
	/** Sent as JSON. */
	body?: unknown;
	/** Sent as it comes, instead of a body; only for actions, which are sent once. */
	form?: EncodedForm | undefined;
	key: { name: KeyName; secret: Secret } | null;
	/** Gives up waiting for the answer; the call then rejects with the signal's reason. */
	signal?: AbortSignal | undefined;
	/** Instead of the row's deadline; the call is then sent a single time. */
	onceWithin?: number | undefined;
}

/** Speaks HTTP with one panel: deadlines, repeats and what an answer means. Which key to use is not decided here. */
export class StreamingCenterHttp {
	readonly #options: HttpOptions;

	constructor(options: HttpOptions) {
		this.#options = options;
	}

	/** Calls one row of the table. Throws a BackendError, or the reason of `request.signal`. */
	async call<Result>(name: string, endpoint: Endpoint<Result>, request: HttpRequest): Promise<Result> {
		const startedAt = performance.now();
		const report = (outcome: 'ok' | 'given-up' | BackendProblem['kind']) =>
			this.#options.observe?.({
				endpoint: name,
				key: request.key?.name ?? 'none',
				outcome,
				tookMs: performance.now() - startedAt,
				waitedMs: 0,
			});
		try {
			const result = await this.#withDeadline(endpoint, request);
			report('ok');
			return result;
		} catch (error) {
			report(problemKind(error) ?? 'given-up');
			throw error;
		}
	}

	#withDeadline<Result>(endpoint: Endpoint<Result>, request: HttpRequest): Promise<Result> {
		const { onceWithin } = request;
		return withDeadline(onceWithin ?? endpoint.deadlineMs, request.signal, async (signal) => {
			const attempt = () => this.#attempt(endpoint, request, signal);
			return endpoint.repeatable && onceWithin === undefined
				? repeatReads(attempt, signal, this.#options.repeat ?? defaultRepeat)
				: attempt();
		});
	}

	async #attempt<Result>(
		endpoint: Endpoint<Result>,
		{ params, query, body, form, key }: HttpRequest,
		signal: AbortSignal,
	): Promise<Result> {
		const { address, connections, clock } = this.#options;
		const asked = describe(endpoint);
		const url = address.api(endpoint.path, params, query);
		if (url === null)
			throw new BackendError(asked, address.host, { kind: 'not-found', what: endpoint.about ?? 'record' });
		const answer = await connections.send({
			method: endpoint.method,
			url,
			headers: {
				// Otherwise Django answers with a page to look at.
				accept: 'application/json',
				...(key === null ? {} : { 'sc-api-key': key.secret.reveal() }),
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...(form === undefined ? {} : { 'content-type': form.contentType }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			...(form === undefined ? {} : { body: form }),
			...(key === null ? {} : { carries: key.name }),
			signal,
			maxBytes: endpoint.maxBytes,
			asked,
		});
		const sent = key === null ? null : { key: key.name, tail: key.secret.tail };
		return decodeAnswer(answer, endpoint, { endpoint, sent, now: clock.now() }, address.host);
	}
}
