import { BackendError, type BackendProblem } from '#src/backends/backend-error.ts';
import { EventTooLarge, readEvents } from '#src/backends/read-events.ts';
import type { ServerConnections } from '#src/backends/server-connections.ts';
import type { Clock } from '#src/clock.ts';
import type { Address } from '../address.ts';
import { addressOfPush } from './address-of-push.ts';
import { type Publication, readFrame } from './frames.ts';
import { Order } from './order.ts';

export interface ConnectionParts {
	address: Address;
	connections: ServerConnections;
	clock: Clock;
	/** From 0 to 1, for spreading what comes back after a server was away. */
	random: () => number;
	publication: (publication: Publication) => void;
	skipped: () => void;
	/** Told whenever it begins to stand or stops to, not while it tries. */
	changed: (why?: BackendProblem) => void;
}

/** Pings come every 25 seconds: two were missed by then. */
const silenceMs = 60_000;
const lookEveryMs = 5_000;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** A connection that stood for this long was a good one. */
const goodForMs = 60_000;
/** A station's state has some 10 kB. */
const longestEvent = 1024 * 1024;
const floodWindowMs = 10_000;
/** Songs change everywhere at the full hour: far above that. */
const floodBase = 200;
const floodPerStation = 20;

/** One connection to the push for some stations of one server. It comes back by itself until it is closed. */
export class LiveConnection {
	readonly shortNames: readonly string[];
	readonly #parts: ConnectionParts;
	readonly #end = new AbortController();
	readonly #done: Promise<void>;
	#isOpen = false;
	#failures = 0;

	constructor(shortNames: readonly string[], parts: ConnectionParts) {
		this.shortNames = shortNames;
		this.#parts = parts;
		this.#done = this.#run();
	}

	/** It stands, and something came over it. */
	get isOpen(): boolean {
		return this.#isOpen;
	}

	async close(): Promise<void> {
		this.#end.abort(new Error('Closed'));
		await this.#done;
	}

	async #run(): Promise<void> {
		const { clock } = this.#parts;
		for (;;) {
			const why = await this.#attempt();
			if (this.#end.signal.aborted) return;
			this.#isOpen = false;
			this.#failures += 1;
			this.#parts.changed(why);
			try {
				await clock.sleep(this.#pause(), this.#end.signal);
			} catch {
				// Closed while it waited: the only reason for which this sleep ends early.
				return;
			}
		}
	}

	/** Somewhere between half and all of a pause that doubles each time. */
	#pause(): number {
		const longest = Math.min(longestPauseMs, 2 * firstPauseMs * 2 ** (this.#failures - 1));
		return Math.max(firstPauseMs, longest * (0.5 + 0.5 * this.#parts.random()));
	}

	/** Listens for as long as anything comes. Resolves with the reason why it ended. */
	async #attempt(): Promise<BackendProblem> {
		const { address, connections, clock } = this.#parts;
		const attempt = new AbortController();
		const life = { heardAt: clock.now(), openedAt: Number.POSITIVE_INFINITY };
		const stopLooking = clock.every(lookEveryMs, () => {
			// A clock that was set back must not make a silence longer.
			life.heardAt = Math.min(life.heardAt, clock.now());
			if (clock.now() - life.heardAt > silenceMs)
				attempt.abort(new Ended({ kind: 'unreachable', reason: 'timeout', afterMs: silenceMs }));
		});
		const request = {
			url: addressOfPush(address, this.shortNames),
			headers: { accept: 'text/event-stream' },
			signal: AbortSignal.any([attempt.signal, this.#end.signal]),
			asked,
		};
		try {
			await connections.stream(request, async ({ status, contentType, chunks }) => {
				if (status >= 400) throw new Ended({ kind: 'server-trouble', status });
				if (status !== 200 || contentType !== 'text/event-stream')
					throw new Ended({ kind: 'unexpected-answer', detail: 'no event stream' });
				const order = new Order();
				const flood = new Flood(clock, floodBase + floodPerStation * this.shortNames.length);
				await readEvents(chunks, longestEvent, (data) => {
					// What still waits in the pipe of a closed connection is nobody's any more.
					if (request.signal.aborted) return;
					flood.count();
					this.#hear(data, order, life);
				});
			});
			return connectionLost;
		} catch (error) {
			return problemOf(attempt.signal.aborted ? attempt.signal.reason : error, this.#end.signal.aborted);
		} finally {
			stopLooking();
			if (clock.now() - life.openedAt >= goodForMs) this.#failures = 0;
		}
	}

	#hear(data: string, order: Order, life: { heardAt: number; openedAt: number }): void {
		const frame = readFrame(data, this.#parts.address);
		for (let count = 0; count < frame.skipped; count += 1) this.#parts.skipped();
		// Who sends nothing but garbage is as good as silent.
		if (frame.kind === 'garbage') return;
		life.heardAt = this.#parts.clock.now();
		if (frame.kind === 'disconnect') throw new Ended(connectionLost);
		if (!this.#isOpen) {
			this.#isOpen = true;
			life.openedAt = this.#parts.clock.now();
			this.#parts.changed();
		}
		for (const publication of frame.publications)
			if (this.shortNames.includes(publication.shortName) && order.isNew(publication))
				this.#parts.publication(publication);
	}
}

const asked = 'GET /live/nowplaying/sse';

const connectionLost: BackendProblem = { kind: 'unreachable', reason: 'connection-lost', afterMs: 0 };

/** It ended, and not by an error of the network. */
class Ended extends Error {
	readonly problem: BackendProblem;

	constructor(problem: BackendProblem) {
		super(problem.kind);
		this.problem = problem;
	}
}

/** Counts what comes in some seconds: a server gone wild must not take the whole bot's time. */
class Flood {
	readonly #clock: Clock;
	readonly #most: number;
	#since = Number.NEGATIVE_INFINITY;
	#count = 0;

	constructor(clock: Clock, most: number) {
		this.#clock = clock;
		this.#most = most;
	}

	count(): void {
		const now = this.#clock.now();
		if (now < this.#since || now - this.#since >= floodWindowMs) {
			this.#since = now;
			this.#count = 0;
		}
		this.#count += 1;
		if (this.#count > this.#most) throw new Ended({ kind: 'unexpected-answer', detail: 'too many events' });
	}
}

function problemOf(error: unknown, isClosed: boolean): BackendProblem {
	if (error instanceof BackendError || error instanceof Ended) return error.problem;
	if (error instanceof EventTooLarge) return { kind: 'unexpected-answer', detail: 'an event is too large' };
	if (isClosed) return connectionLost;
	// A mistake of our own must not end as a server's trouble that nobody looks at.
	throw error;
}
