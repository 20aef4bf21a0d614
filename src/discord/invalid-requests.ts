import type { Clock } from '#src/clock.ts';

const windowMs = 10 * 60_000;
/** Discord bans an address at 10,000 in ten minutes; nothing that works comes near this. */
export const mostInvalid = 500;

/** Counts what Discord counts against the bot: answers 401, 403 and 429, over ten minutes. */
export class InvalidRequests {
	readonly #clock: Pick<Clock, 'now'>;
	#times: number[] = [];

	constructor(clock: Pick<Clock, 'now'>) {
		this.#clock = clock;
	}

	add(): void {
		this.#forget();
		this.#times.push(this.#clock.now());
	}

	/** Milliseconds until there is room for one more; 0 if there is. */
	waitMs(): number {
		this.#forget();
		if (this.#times.length < mostInvalid) return 0;
		const [oldest = 0] = this.#times;
		return oldest + windowMs - this.#clock.now();
	}

	#forget(): void {
		const now = this.#clock.now();
		// After the clock was set back they seem to lie ahead; then they count from now.
		if ((this.#times.at(-1) ?? now) > now) this.#times = this.#times.map((at) => Math.min(at, now));
		const first = this.#times.findIndex((at) => at > now - windowMs);
		if (first !== 0) this.#times = first === -1 ? [] : this.#times.slice(first);
	}
}
