import { BackendError } from '#src/backends/backend-error.ts';

const strikes = 3;
/** Failures that come together are one: several stations are asked at once. */
const strikeEveryMs = 10_000;
const firstPauseMs = 15_000;
const longestPauseMs = 60_000;

/** Whether a radio server answers: three failures in a row, some seconds apart, and it does not. */
export class ServerSilence {
	#strikes = 0;
	#since = 0;
	#lastAt = Number.NEGATIVE_INFINITY;

	/** Since when it does not answer, in milliseconds since 1970; null while it does, or one is not sure. */
	get since(): number | null {
		return this.#strikes < strikes ? null : this.#since;
	}

	/** Something failed lately: it is asked one thing at a time until it answers. */
	get isDoubtful(): boolean {
		return this.#strikes > 0;
	}

	/** From when on it may be asked again. */
	get askAgainAt(): number {
		if (this.#strikes === 0) return Number.NEGATIVE_INFINITY;
		const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, this.#strikes - strikes));
		return this.#lastAt + pauseMs;
	}

	/** The clock was set back to `now`. */
	setBack(now: number): void {
		this.#lastAt = Math.min(this.#lastAt, now);
		this.#since = Math.min(this.#since, now);
	}

	/** It answered, and be it with a refusal. */
	answered(): void {
		this.#strikes = 0;
	}

	failed(now: number): void {
		if (this.#strikes > 0 && now - this.#lastAt < strikeEveryMs) return;
		if (this.#strikes === 0) this.#since = now;
		this.#strikes += 1;
		this.#lastAt = now;
	}
}

/** Whether an error says that the server as a whole is not well, and nothing about the station that was asked for. */
export function isOutage(error: unknown): boolean {
	if (!(error instanceof BackendError)) return false;
	const { kind } = error.problem;
	return ['unreachable', 'server-trouble', 'wrong-address', 'unexpected-answer', 'address-barred'].includes(
		kind,
	);
}
