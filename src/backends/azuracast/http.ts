import type { Secret } from '#config/secret.ts';
import { type ObserveCall, observed } from '#src/backends/backend-call.ts';
import { BackendError, type BackendProblem, type KeyName, problemKind } from '#src/backends/backend-error.ts';
import { jsonRequest } from '#src/backends/json-request.ts';
import type { EncodedForm } from '#src/backends/multipart-form.ts';
import type { RateWindow } from '#src/backends/rate-window.ts';
import { describe } from '#src/backends/read-document.ts';
import { defaultRepeat, type RepeatOptions, repeatReads } from '#src/backends/repeat-reads.ts';
import type { ServerConnections } from '#src/backends/server-connections.ts';
import { withDeadline } from '#src/backends/with-deadline.ts';
import type { Clock } from '#src/clock.ts';
import type { Address, Query } from './address.ts';
import { decodeAnswer } from './decode-answer.ts';
import type { Endpoint } from './endpoint.ts';
import { rateSpanMs } from './problem.ts';

export interface HttpOptions {
	address: Address;
	connections: ServerConnections;
	clock: Clock;
	repeat?: RepeatOptions;
	observe?: ObserveCall;
}

export interface HttpRequest {
	params: Record<string, string | number>;
	query?: Query | undefined;
	/** Sent as JSON. */
	body?: unknown;
	/** Sent as it comes, instead of a body; only for actions, which are sent once. */
	form?: EncodedForm | undefined;
	key: { name: KeyName; secret: Secret } | null;
	/** Gives up waiting for the answer; the call then rejects with the signal's reason. */
	signal?: AbortSignal | undefined;
	/** Instead of the row's deadline. */
	deadlineMs?: number | undefined;
	/** Sent a single time although it is a read: for whoever can say "not known" and come back later. */
	once?: boolean | undefined;
}

const rateLimit = { turns: 2, perMs: rateSpanMs, maxWaitMs: 10_000 };

/** Without the second, AzuraCast before 0.20.1 answers a missing right with a redirect to its login page. */
const headers = {
	'x-requested-with': 'XMLHttpRequest',
	'accept-language': 'en',
};

/** Speaks HTTP with one AzuraCast: turns, deadlines, repeats and what an answer means. Which key to use is not decided here. */
export class AzuraCastHttp {
	readonly #options: HttpOptions;
	readonly #rateWindow: RateWindow;

	constructor(options: HttpOptions) {
		this.#options = options;
		this.#rateWindow = options.connections.rateWindow(options.address.origin, rateLimit);
	}

	/** Calls one row of the table. Throws a BackendError, or the reason of `request.signal`. */
	async call<Result>(name: string, endpoint: Endpoint<Result>, request: HttpRequest): Promise<Result> {
		const waitedMs = endpoint.rateLimited ? await this.#waitForTurn(endpoint, request.signal) : 0;
		try {
			return await this.#observed(name, endpoint, request, waitedMs);
		} catch (error) {
			if (problemKind(error) !== 'rate-limited') throw error;
			this.#rateWindow.close();
			if (!endpoint.repeatable || request.once === true) throw error;
			const secondWaitMs = await this.#waitForTurn(endpoint, request.signal);
			return this.#observed(name, endpoint, request, secondWaitMs);
		}
	}

	async #waitForTurn(endpoint: Endpoint, signal?: AbortSignal): Promise<number> {
		const turn = await this.#rateWindow.turn(signal);
		if ('until' in turn) throw this.#error(endpoint, { kind: 'rate-limited', until: turn.until });
		return turn.waitedMs;
	}

	#observed<Result>(
		name: string,
		endpoint: Endpoint<Result>,
		request: HttpRequest,
		waitedMs: number,
	): Promise<Result> {
		const startedAt = performance.now();
		return observed(
			{ observe: this.#options.observe, endpoint: name, key: request.key?.name },
			() => this.#withDeadline(name, endpoint, request),
			() => ({ tookMs: performance.now() - startedAt, waitedMs }),
		);
	}

	#withDeadline<Result>(name: string, endpoint: Endpoint<Result>, request: HttpRequest): Promise<Result> {
		return withDeadline(request.deadlineMs ?? endpoint.deadlineMs, request.signal, async (signal) => {
			const attempt = () => this.#attempt(name, endpoint, request, signal);
			return endpoint.repeatable && request.once !== true
				? repeatReads(attempt, signal, this.#options.repeat ?? defaultRepeat)
				: attempt();
		});
	}

	async #attempt<Result>(
		name: string,
		endpoint: Endpoint<Result>,
		{ params, query, body, form, key }: HttpRequest,
		signal: AbortSignal,
	): Promise<Result> {
		const { address, connections, clock } = this.#options;
		const url = address.api(endpoint.path, params, query);
		if (url === null) throw this.#error(endpoint, { kind: 'not-found', what: endpoint.about });
		const answer = await connections.send(
			jsonRequest(endpoint, {
				url,
				headers,
				key: key && { header: 'x-api-key', secret: key.secret },
				body,
				form,
				signal,
			}),
		);
		const sent = key === null ? null : { key: key.name, tail: key.secret.tail };
		return decodeAnswer(answer, endpoint, { name, endpoint, sent, now: clock.now() }, address.host);
	}

	#error(endpoint: Endpoint, problem: BackendProblem): BackendError {
		return new BackendError(describe(endpoint), this.#options.address.host, problem);
	}
}
