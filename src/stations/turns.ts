interface Waiting {
	go(): void;
	overtake(): void;
}

/** Work in which one thing is done at a time. Of those who wait each has one place, and who comes again puts the new thing there. */
export class Turns {
	#isBusy = false;
	readonly #waiting = new Map<string, Waiting>();

	/** Runs the work when it is its turn; gives undefined if the same person came with something else before that. */
	async take<T>(who: string, work: () => Promise<T>): Promise<T | undefined> {
		if (this.#isBusy && !(await this.#wait(who))) return undefined;
		this.#isBusy = true;
		try {
			return await work();
		} finally {
			const [next] = this.#waiting;
			this.#isBusy = next !== undefined;
			if (next !== undefined) {
				this.#waiting.delete(next[0]);
				next[1].go();
			}
		}
	}

	get isIdle(): boolean {
		return !this.#isBusy;
	}

	async #wait(who: string): Promise<boolean> {
		return new Promise((resolve) => {
			this.#waiting.get(who)?.overtake();
			this.#waiting.set(who, { go: () => resolve(true), overtake: () => resolve(false) });
		});
	}
}
