/** So many pieces of work at once; the others wait in the order in which they came. */
export class Places {
	#free: number;
	#waiting: (() => void)[] = [];

	constructor(places: number) {
		this.#free = places;
	}

	/** Runs `work` when it is its turn; rejects instead as soon as `signal` is aborted before that. */
	async with<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
		signal.throwIfAborted();
		if (this.#free > 0) this.#free -= 1;
		else await this.#turn(signal);
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

	async #turn(signal: AbortSignal): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const leave = () => {
				this.#waiting = this.#waiting.filter((one) => one !== take);
				reject(signal.reason as Error);
			};
			const take = () => {
				signal.removeEventListener('abort', leave);
				resolve();
			};
			this.#waiting.push(take);
			signal.addEventListener('abort', leave, { once: true });
		});
	}
}
