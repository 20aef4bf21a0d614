import type { Secret } from '#config/secret.ts';
import { type ObserveCall, observed } from '#src/backends/backend-call.ts';
import { BackendError, type KeyName } from '#src/backends/backend-error.ts';
import { jsonRequest } from '#src/backends/json-request.ts';
import type { EncodedForm } from '#src/backends/multipart-form.ts';
import { describe } from '#src/backends/read-document.ts';
import { defaultRepeat, type RepeatOptions, repeatReads } from '#src/backends/repeat-reads.ts';
import type { ServerConnections } from '#src/backends/server-connections.ts';
import { withDeadline } from '#src/backends/with-deadline.ts';
import type { Clock } from '#src/clock.ts';
import type { Address, Query } from './address.ts';
import { decodeAnswer } from './decode-answer.ts';
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
		return observed({ observe: this.#options.observe, endpoint: name, key: request.key?.name }, () =>
			this.#withDeadline(endpoint, request),
		);
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
		const url = address.api(endpoint.path, params, query);
		if (url === null) {
			const problem = { kind: 'not-found', what: endpoint.about ?? 'record' } as const;
			throw new BackendError(describe(endpoint), address.host, problem);
		}
		const answer = await connections.send(
			jsonRequest(endpoint, {
				url,
				key: key && { header: 'sc-api-key', secret: key.secret },
				body,
				form,
				carries: key?.name,
				signal,
			}),
		);
		const sent = key === null ? null : { key: key.name, tail: key.secret.tail };
		return decodeAnswer(answer, endpoint, { endpoint, sent, now: clock.now() }, address.host);
	}
}
