import type { Clock } from '#src/clock.ts';

/**
 * An answer that is good for a while: read once for everybody who asks meanwhile, at most once in `ms`. A failure is not
 * remembered. `ms` counts from the answer, so that the server is never asked sooner.
 */
export class Remembered<T> {
	readonly #clock: Clock;
	readonly #ms: number;
	readonly #read: () => Promise<T>;
	#known: { at: number; value: T } | undefined;
	#underWay: Promise<T> | undefined;

	constructor(clock: Clock, ms: number, read: () => Promise<T>) {
		this.#clock = clock;
		this.#ms = ms;
		this.#read = read;
	}

	get(): Promise<T> {
		const known = this.#known;
		if (known !== undefined && this.#clock.now() - known.at < this.#ms) return Promise.resolve(known.value);
		this.#underWay ??= this.#fetch().finally(() => {
			this.#underWay = undefined;
		});
		return this.#underWay;
	}

	async #fetch(): Promise<T> {
		const value = await this.#read();
		this.#known = { at: this.#clock.now(), value };
		return value;
	}
}
