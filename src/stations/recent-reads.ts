import { LRUCache } from 'lru-cache';
import type { Clock } from '#src/clock.ts';

/** People type a letter a fifth of a second; a list that is a few seconds old will do to choose from. */
const rememberedForMs = 15_000;

interface Read {
	at: number;
	value: Promise<unknown>;
}

/** Short lists for suggestions: one read for all the letters of a word. What is chosen is looked at anew. */
export class RecentReads {
	readonly #clock: Clock;
	readonly #reads = new LRUCache<string, Read>({ max: 200 });

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** What `read` gave within the last 15 seconds, else what it gives now. A failure is not remembered. */
	async read<T>(key: string, read: () => Promise<T>): Promise<T> {
		const known = this.#reads.get(key);
		// Everybody who uses a key reads the same thing with it.
		if (known !== undefined && this.#clock.now() - known.at < rememberedForMs)
			return known.value as Promise<T>;
		const value = read();
		this.#reads.set(key, { at: this.#clock.now(), value });
		try {
			return await value;
		} catch (error) {
			this.#reads.delete(key);
			throw error;
		}
	}

	/** For after a change. */
	forget(key: string): void {
		this.#reads.delete(key);
	}
}
