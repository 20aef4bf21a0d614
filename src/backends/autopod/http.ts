import { type ObserveCall, observed } from '#src/backends/backend-call.ts';
import { BackendError, type BackendProblem } from '#src/backends/backend-error.ts';
import { jsonRequest } from '#src/backends/json-request.ts';
import { describe } from '#src/backends/read-document.ts';
import { defaultRepeat, type RepeatOptions, repeatReads } from '#src/backends/repeat-reads.ts';
import type { ServerConnections } from '#src/backends/server-connections.ts';
import { withDeadline } from '#src/backends/with-deadline.ts';
import type { Clock } from '#src/clock.ts';
import type { Address, Query } from './address.ts';
import { decodeAnswer } from './decode-answer.ts';
import type { Endpoint } from './endpoint.ts';
import { type ChosenKey, fingerprint } from './keys.ts';

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
	/** Names the attempt: the same one sent again is carried out once. */
	attempt?: string | undefined;
	/** Null to see what answers there at all. */
	key: ChosenKey | null;
	/** Sent a single time, whatever happens. */
	once?: boolean | undefined;
	/** Gives up waiting for the answer; the call then rejects with the signal's reason. */
	signal?: AbortSignal | undefined;
}

/** AutoPod names no numbers; one a second for each key is what its other words suggest. */
const rateLimit = { turns: 1, perMs: 1_000, maxWaitMs: 15_000 };

/** Speaks HTTP with AutoPod: turns, deadlines, repeats and what an answer means. Which key to use is not decided here. */
export class AutoPodHttp {
	readonly #options: HttpOptions;

	constructor(options: HttpOptions) {
		this.#options = options;
	}

	/** Calls one row of the table. Throws a BackendError, or the reason of `request.signal`. */
	async call<Result>(name: string, endpoint: Endpoint<Result>, request: HttpRequest): Promise<Result> {
		const progress = { waitedMs: 0, tookMs: 0 };
		return observed(
			{ observe: this.#options.observe, endpoint: name, key: request.key?.name },
			() => this.#repeated(endpoint, request, progress),
			() => progress,
		);
	}

	#repeated<Result>(
		endpoint: Endpoint<Result>,
		request: HttpRequest,
		progress: { waitedMs: number; tookMs: number },
	): Promise<Result> {
		const mayRepeat = endpoint.repeatable && request.once !== true;
		const attempt = async () => {
			progress.waitedMs += await this.#waitForTurn(endpoint, request);
			const startedAt = performance.now();
			try {
				return await withDeadline(endpoint.deadlineMs, request.signal, (signal) =>
					this.#send(endpoint, request, signal),
				);
			} finally {
				progress.tookMs += performance.now() - startedAt;
			}
		};
		if (!mayRepeat) return attempt();
		// Each attempt has its own deadline, since the turns before it are waited for on another clock.
		const never = new AbortController();
		return repeatReads(attempt, request.signal ?? never.signal, this.#options.repeat ?? defaultRepeat);
	}

	/** Every call, the repeated ones too, takes a turn of its key: two Discord servers with one key share them. */
	async #waitForTurn(endpoint: Endpoint, { key, signal }: HttpRequest): Promise<number> {
		if (key === null) return 0;
		const turn = await this.#window(key).turn(signal);
		if ('until' in turn) throw this.#error(endpoint, { kind: 'rate-limited', until: turn.until });
		return turn.waitedMs;
	}

	async #send<Result>(
		endpoint: Endpoint<Result>,
		{ params, query, body, attempt, key }: HttpRequest,
		signal: AbortSignal,
	): Promise<Result> {
		const { address, connections, clock } = this.#options;
		const url = address.api(endpoint.path, params, query);
		if (url === null) throw this.#error(endpoint, { kind: 'not-found', what: 'record' });
		const answer = await connections.send(
			jsonRequest(endpoint, {
				url,
				...(attempt === undefined ? {} : { headers: { 'x-idempotency-key': attempt } }),
				key: key && { header: 'x-api-key', secret: key.secret },
				body,
				carries: key?.name,
				signal,
			}),
		);
		const sent = key === null ? null : { key: key.name, tail: key.secret.tail };
		try {
			return decodeAnswer(answer, endpoint, { sent, now: clock.now() }, address.host);
		} catch (error) {
			if (key !== null && error instanceof BackendError && error.problem.kind === 'rate-limited')
				this.#window(key).close(error.problem.until);
			throw error;
		}
	}

	#window(key: ChosenKey) {
		return this.#options.connections.rateWindow(`autopod ${fingerprint(key.secret)}`, rateLimit);
	}

	#error(endpoint: Endpoint, problem: BackendProblem): BackendError {
		return new BackendError(describe(endpoint), this.#options.address.host, problem);
	}
}
