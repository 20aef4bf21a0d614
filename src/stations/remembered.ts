import { LRUCache } from 'lru-cache';
import type { Clock } from '#src/clock.ts';

/** What was read, and when. */
export interface Read<T extends object> {
	value: T;
	readAt: number;
}

/** Answers of radio servers that are not asked for anew each time. One read of a thing is under way at a time; failures are not kept. */
export class Remembered<T extends object> {
	readonly #clock: Clock;
	readonly #lifeMs: number;
	readonly #known = new LRUCache<string, Read<T>>({ max: 500 });
	readonly #underWay = new Map<string, Promise<Read<T>>>();

	constructor(clock: Clock, lifeMs: number) {
		this.#clock = clock;
		this.#lifeMs = lifeMs;
	}

	/** What is known under `key`, read if need be; `fresh`: read in any case. */
	async get(key: string, read: () => Promise<T>, fresh = false): Promise<Read<T>> {
		const known = this.peek(key);
		if (known !== undefined && !fresh) return known;
		const underWay = this.#underWay.get(key);
		if (underWay !== undefined) return underWay;
		const reading = this.#read(key, read).finally(() => this.#underWay.delete(key));
		this.#underWay.set(key, reading);
		return reading;
	}

	/** What is known and not too old; nothing is read. */
	peek(key: string): Read<T> | undefined {
		const known = this.#known.get(key);
		return known !== undefined && this.#clock.now() - known.readAt < this.#lifeMs ? known : undefined;
	}

	forget(key: string): void {
		this.#known.delete(key);
	}

	async #read(key: string, read: () => Promise<T>): Promise<Read<T>> {
		const found = { value: await read(), readAt: this.#clock.now() };
		this.#known.set(key, found);
		return found;
	}
}
