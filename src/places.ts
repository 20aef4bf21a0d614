/** So many at once; the others wait in the order in which they came. */
export class Places {
	#free: number;
	#waiting: (() => void)[] = [];

	constructor(places: number) {
		this.#free = places;
	}

	/**
	 * Resolves when it is one's turn, with what gives the place to the next one (again: does nothing). Rejects as soon as `signal` is
	 * aborted before that.
	 */
	async take(signal: AbortSignal): Promise<() => void> {
		signal.throwIfAborted();
		if (this.#free > 0) this.#free -= 1;
		else await this.#turn(signal);
		let isHeld = true;
		return () => {
			if (!isHeld) return;
			isHeld = false;
			// A place goes from hand to hand: nobody who comes now takes it from who waits.
			const next = this.#waiting.shift();
			if (next === undefined) this.#free += 1;
			else next();
		};
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
