/** So many pieces of work at once; the others wait in the order in which they came. */
export class Places {
	#free: number;
	readonly #waiting: (() => void)[] = [];

	constructor(places: number) {
		this.#free = places;
	}

	/** Runs `work` when it is its turn; rejects instead if `signal` was aborted by then. */
	async with<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
		if (this.#free > 0) this.#free -= 1;
		else await new Promise<void>((resolve) => this.#waiting.push(resolve));
		try {
			signal.throwIfAborted();
			return await work();
		} finally {
			// A place goes from hand to hand: nobody who comes now takes it from who waits.
			const next = this.#waiting.shift();
			if (next === undefined) this.#free += 1;
			else next();
		}
	}
}
