import type { Clock } from '#src/clock.ts';

/** Standing still, as it is, or ten times as fast. */
export const speeds = [0, 1, 10] as const;
export type Speed = (typeof speeds)[number];

/**
 * The playground's time, for the radio servers, the Discord and the bot alike. While it stands still nothing gets older, but
 * pauses go on at their usual pace: otherwise whatever waits for a deadline would wait for ever.
 */
export class TurnableClock implements Clock {
	readonly #real: Clock;
	readonly #turns = new Set<() => void>();
	#speed: Speed = 1;
	/** What this clock showed when its speed was set, and what the real one did. */
	#shown: number;
	#since: number;

	constructor(real: Clock) {
		this.#real = real;
		this.#since = real.now();
		this.#shown = this.#since;
	}

	get speed(): Speed {
		return this.#speed;
	}

	/** Goes on from what it shows now: no moment comes twice and none is left out. */
	turn(speed: Speed): void {
		this.#shown = this.now();
		this.#since = this.#real.now();
		this.#speed = speed;
		for (const wake of this.#turns) wake();
	}

	now(): number {
		return Math.round(this.#shown + (this.#real.now() - this.#since) * this.#speed);
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		let left = ms;
		while (left > 0) {
			left -= await this.#rest(left, signal);
			signal?.throwIfAborted();
		}
	}

	every(ms: number, run: () => void): () => void {
		let stop = this.#real.every(ms / this.#pace, run);
		const restart = () => {
			stop();
			stop = this.#real.every(ms / this.#pace, run);
		};
		this.#turns.add(restart);
		return () => {
			this.#turns.delete(restart);
			stop();
		};
	}

	get #pace(): number {
		return Math.max(this.#speed, 1);
	}

	/** Waits `ms`, or until the speed changes; resolves with how much of it has passed. */
	async #rest(ms: number, signal: AbortSignal | undefined): Promise<number> {
		const pace = this.#pace;
		const since = this.#real.now();
		const turned = new AbortController();
		let passed = ms;
		const wake = () => {
			passed = (this.#real.now() - since) * pace;
			turned.abort(new Error('The speed has changed'));
		};
		this.#turns.add(wake);
		const either = signal === undefined ? turned.signal : AbortSignal.any([signal, turned.signal]);
		try {
			await this.#real.sleep(ms / pace, either);
		} catch (error) {
			if (!turned.signal.aborted) throw error;
		} finally {
			this.#turns.delete(wake);
		}
		return passed;
	}
}
