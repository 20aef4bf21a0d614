import type { Clock } from '#src/clock.ts';
import type { RuleMemory } from '#src/stations/request-rules.ts';
import type { Requester, RequesterMemory } from '#src/stations/requesters.ts';

/** Values that fall away after their time, as those of the store do. */
class Memory<T> {
	readonly #clock: Clock;
	readonly #kept = new Map<string, { value: T; until: number }>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	read(key: string): T | undefined {
		const found = this.#kept.get(key);
		return found !== undefined && found.until > this.#clock.now() ? found.value : undefined;
	}

	write(key: string, value: T, ttlMs: number): void {
		this.#kept.set(key, { value, until: this.#clock.now() + ttlMs });
	}
}

export class RememberedRequesters implements RequesterMemory {
	readonly #memory: Memory<Requester>;

	constructor(clock: Clock) {
		this.#memory = new Memory(clock);
	}

	async get(key: string): Promise<Requester | undefined> {
		return this.#memory.read(key);
	}

	async getMany(keys: string[]): Promise<(Requester | undefined)[]> {
		return keys.map((key) => this.#memory.read(key));
	}

	async set(key: string, value: Requester, ttlMs: number): Promise<void> {
		this.#memory.write(key, value, ttlMs);
	}
}

/** One change at a time for each key, as the store promises, though each of them takes a while. */
export class RememberedTimes implements RuleMemory {
	readonly #memory: Memory<number[]>;
	#last: Promise<unknown> = Promise.resolve();

	constructor(clock: Clock) {
		this.#memory = new Memory(clock);
	}

	async update(
		key: string,
		change: (times: number[] | undefined) => number[],
		ttlMs: number,
	): Promise<number[]> {
		const turn = this.#last.then(async () => {
			const before = this.#memory.read(key);
			await new Promise((resolve) => setImmediate(resolve));
			const after = change(before);
			this.#memory.write(key, after, ttlMs);
			return after;
		});
		this.#last = turn;
		return turn;
	}
}
