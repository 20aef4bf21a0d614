import type { Clock } from '#src/clock.ts';
import { BackendError, type BackendProblem } from './backend-error.ts';

/** `left-alone`: calls fail at once. `probed`: one call is let through to see. `well`: everything is sent. */
export type BreakerState = 'well' | 'left-alone' | 'probed';

/** What became of a radio server's breaker. */
export interface BreakerChange {
	/** Host and port. */
	host: string;
	/** Tells breakers of the same host apart: its origin, and what is asked of it. */
	server: string;
	to: BreakerState;
	/** Why it is left alone: the last thing that went wrong. */
	problem?: BackendProblem;
	/** Until when, in milliseconds since 1970. */
	until?: number;
	/** It was left alone before, and a probe showed that nothing has changed. */
	again?: boolean;
}

/** In a row; an answer of any kind ends the row. */
const mostFailures = 5;
/** A row that is over sooner is a restart of the server, or one call with its repeats. */
const leastSpanMs = 10_000;
const firstPauseMs = 10_000;
/** Shorter than the minute between two looks at a silent server, so that these are its probes when nobody else asks. */
const longestPauseMs = 45_000;
/** Between two probes that somebody asked for. */
const invitedEveryMs = 5_000;

/**
 * Whether a radio server is worth asking. After {@link mostFailures} failures of the connection in a row, calls fail at once with the last
 * problem instead of waiting for their deadlines; after a pause one call is let through, and what becomes of it decides.
 */
export class Breaker {
	readonly #clock: Clock;
	readonly #host: string;
	readonly #tell: (change: Omit<BreakerChange, 'host' | 'server'>) => void;
	#failures = 0;
	#firstFailureAt = 0;
	/** Why it is left alone; null while it is well. */
	#problem: BackendProblem | null = null;
	#until = 0;
	#pauseMs = firstPauseMs;
	#isProbed = false;
	#invitedAt = Number.NEGATIVE_INFINITY;

	constructor(clock: Clock, host: string, tell: (change: Omit<BreakerChange, 'host' | 'server'>) => void) {
		this.#clock = clock;
		this.#host = host;
		this.#tell = tell;
	}

	/**
	 * Runs `call`, a read, or throws at once what the server failed with last. What `call` throws is passed on.
	 * @param asked for the error
	 */
	async read<Result>(asked: string, call: () => Promise<Result>): Promise<Result> {
		if (this.#problem === null) return this.#watched(call);
		// No longer than it was meant, if the clock was set back.
		this.#until = Math.min(this.#until, this.#clock.now() + this.#pauseMs);
		if (this.#isProbed || this.#clock.now() < this.#until)
			throw new BackendError(asked, this.#host, this.#problem, { askedAgainAt: this.#until });
		this.#isProbed = true;
		this.#tell({ to: 'probed' });
		try {
			return await this.#watched(call);
		} finally {
			this.#isProbed = false;
		}
	}

	/** Runs `call` whatever is known: an order is somebody's wish, has its own deadline, and is not held back for others' failures. */
	act<Result>(call: () => Promise<Result>): Promise<Result> {
		return this.#watched(call);
	}

	/** Something of the server was heard in another way. */
	answered(): void {
		this.#failures = 0;
		if (this.#problem === null) return;
		this.#problem = null;
		this.#pauseMs = firstPauseMs;
		this.#tell({ to: 'well' });
	}

	/** Somebody asks on purpose whether it is back: the next read is let through, though not more often than every few seconds. */
	invite(): void {
		const now = this.#clock.now();
		if (this.#problem === null || Math.abs(now - this.#invitedAt) < invitedEveryMs) return;
		this.#invitedAt = now;
		this.#until = Math.min(this.#until, now);
	}

	async #watched<Result>(call: () => Promise<Result>): Promise<Result> {
		try {
			const result = await call();
			this.answered();
			return result;
		} catch (error) {
			// Whoever gave up waiting, or may not go there, has learnt nothing about the server.
			if (error instanceof BackendError) this.#learn(error.problem);
			throw error;
		}
	}

	#learn(problem: BackendProblem): void {
		if (problem.kind === 'address-barred') return;
		if (problem.kind !== 'unreachable') {
			this.answered();
			return;
		}
		const now = this.#clock.now();
		if (this.#failures === 0) this.#firstFailureAt = now;
		this.#failures += 1;
		if (this.#problem === null) {
			const isRow = this.#failures >= mostFailures && now - this.#firstFailureAt >= leastSpanMs;
			if (isRow) this.#leaveAlone(problem, false);
		} else if (this.#isProbed) {
			this.#pauseMs = Math.min(longestPauseMs, this.#pauseMs * 2);
			this.#leaveAlone(problem, true);
		}
	}

	#leaveAlone(problem: BackendProblem, again: boolean): void {
		this.#problem = problem;
		this.#until = this.#clock.now() + this.#pauseMs;
		this.#tell({ to: 'left-alone', problem, until: this.#until, again });
	}
}
