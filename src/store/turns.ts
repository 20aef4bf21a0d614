/** Lets work on the same key wait for its turn, in the order it came; work on different keys does not wait. */
export class Turns {
	readonly #last = new Map<string, Promise<unknown>>();

	/** Runs `work` after everything that was given before for `key`, also when that failed. */
	async take<T>(key: string, work: () => Promise<T>): Promise<T> {
		const before = this.#last.get(key) ?? Promise.resolve();
		const mine = before.then(work, work);
		this.#last.set(key, mine);
		try {
			return await mine;
		} finally {
			if (this.#last.get(key) === mine) this.#last.delete(key);
		}
	}

	/** Resolves when everything given so far is done, whether it worked or not. */
	async settled(): Promise<void> {
		await Promise.allSettled(this.#last.values());
	}
}
