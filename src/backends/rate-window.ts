import type { Clock } from '#src/clock.ts';

export interface RateWindowOptions {
	/** How many turns the server allows… */
	turns: number;
	/** …in any span of this many milliseconds. */
	perMs: number;
	/** Who would wait longer than this is turned away at once. */
	maxWaitMs: number;
}

/** Added to every wait: requests do not all take equally long to reach the server. */
const marginMs = 100;

/**
 * Keeps requests under a server's rate limit by making them wait their turn. After a quiet time all turns may be taken at
 * once; in a crowd they are spread evenly, because a server that counts the last span in proportion (AzuraCast does) would
 * refuse a second burst right after the first.
 */
export class RateWindow {
	readonly #clock: Clock;
	readonly #options: RateWindowOptions;
	/** When the last turns are or will be taken, oldest first. */
	#taken: number[] = [];
	#closedUntil = 0;
	#closedForMs = 0;

	constructor(clock: Clock, options: RateWindowOptions) {
		this.#clock = clock;
		this.#options = options;
	}

	/**
	 * Resolves when it is the caller's turn, with the milliseconds waited. If that would take too long, resolves at once with
	 * the moment from which it is worth trying again, and takes no turn.
	 */
	async turn(signal?: AbortSignal): Promise<{ waitedMs: number } | { until: number }> {
		const now = this.#clock.now();
		this.#bringBack(now);
		const at = Math.max(now, this.#closedUntil, this.#nextAt(now));
		if (at - now > this.#options.maxWaitMs) return { until: at };
		// Taken before waiting, so that who comes meanwhile queues up behind.
		this.#taken = [...this.#taken, at].slice(-this.#options.turns);
		if (at > now) await this.#clock.sleep(at - now, signal);
		return { waitedMs: at - now };
	}

	/**
	 * The server said that it has had enough: nobody gets a turn for a whole span, or `until` the moment that it named. Returns when
	 * that is over.
	 */
	close(until = this.#clock.now() + this.#options.perMs): number {
		this.#closedUntil = until;
		this.#closedForMs = until - this.#clock.now();
		return this.#closedUntil;
	}

	/** Nobody waits longer because the clock was set back: turns that lie further ahead than anybody waits were taken before that. */
	#bringBack(now: number): void {
		this.#taken = this.#taken.filter((at) => at <= now + this.#options.maxWaitMs);
		this.#closedUntil = Math.min(this.#closedUntil, now + this.#closedForMs);
	}

	#nextAt(now: number): number {
		const { turns, perMs } = this.#options;
		const [oldest] = this.#taken;
		const last = this.#taken.at(-1);
		if (oldest === undefined || last === undefined || this.#taken.length < turns) return now;
		const quietMs = 2 * perMs;
		const wasQuiet = [...this.#taken, now].some((at, i, all) => i > 0 && at - (all[i - 1] ?? at) >= quietMs);
		return wasQuiet ? now : Math.max(oldest + perMs, last + perMs / turns) + marginMs;
	}
}
