import type { Clock } from '#src/clock.ts';

/** A pause that ends by itself, also when the clock is set back meanwhile: it never gets longer than it was meant. */
export class Pause {
	readonly #clock: Pick<Clock, 'now'>;
	#from = 0;
	#ms = 0;

	constructor(clock: Pick<Clock, 'now'>) {
		this.#clock = clock;
	}

	/** Begins now; one under way that would last longer stays. */
	start(ms: number): void {
		if (ms <= this.leftMs()) return;
		this.#from = this.#clock.now();
		this.#ms = ms;
	}

	/** Milliseconds until it is over; 0 if it is. */
	leftMs(): number {
		const passed = this.#clock.now() - this.#from;
		// From before it began: the clock was set back, and nobody can tell how much of the pause is over.
		if (passed < 0) this.#from = this.#clock.now();
		return Math.max(0, this.#ms - Math.max(0, passed));
	}
}
