import type { Clock } from '#src/clock.ts';

/** A clock that only moves when told to: for tests, and for the playground's time control. */
export class ManualClock implements Clock {
	#now: number;
	#waiting: { at: number; wake: () => void }[] = [];

	constructor(start = Date.UTC(2026, 10, 22, 19, 13, 40)) {
		this.#now = start;
	}

	now(): number {
		return this.#now;
	}

	sleep(ms: number, signal?: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			signal?.throwIfAborted();
			const entry = { at: this.#now + ms, wake: resolve };
			this.#waiting.push(entry);
			signal?.addEventListener(
				'abort',
				() => {
					this.#waiting = this.#waiting.filter((other) => other !== entry);
					reject(signal.reason instanceof Error ? signal.reason : new Error('Stopped waiting'));
				},
				{ once: true },
			);
		});
	}

	every(ms: number, run: () => void): () => void {
		const entry = { at: this.#now + ms, wake: () => undefined as void };
		entry.wake = () => {
			run();
			entry.at += ms;
			this.#waiting.push(entry);
		};
		this.#waiting.push(entry);
		return () => {
			entry.wake = () => undefined;
			this.#waiting = this.#waiting.filter((other) => other !== entry);
		};
	}

	/** How many sleepers and timers wait: lets a test know that the code has come to its pause. */
	get waiting(): number {
		return this.#waiting.length;
	}

	/** Moves time on by `ms`, waking everything that falls due, in order. */
	async advance(ms: number): Promise<void> {
		const end = this.#now + ms;
		for (let due = this.#next(end); due !== undefined; due = this.#next(end)) {
			this.#now = Math.max(this.#now, due.at);
			due.wake();
			// Lets what was woken run, and perhaps wait again, before time goes on.
			await new Promise((resolve) => setImmediate(resolve));
		}
		this.#now = end;
	}
	/** Takes out what falls due first, up to `end`; of several at one moment the one that waits longest. Tests turn days of seconds by it. */
	#next(end: number): { at: number; wake: () => void } | undefined {
		let [first, place] = [this.#waiting[0], 0];
		for (const [at, entry] of this.#waiting.entries())
			if (first === undefined || entry.at < first.at) [first, place] = [entry, at];
		if (first === undefined || first.at > end) return undefined;
		this.#waiting.splice(place, 1);
		return first;
	}
}
