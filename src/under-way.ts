import { type Clock, within } from './clock.ts';
import { Ended } from './discord/ended.ts';

/** What people wait for is given up before the process is, so that they can be told. */
const patienceMs = 5_500;

/** The interactions that are being answered. */
export class UnderWay {
	readonly #clock: Clock;
	readonly #all = new Set<Promise<void>>();
	readonly #ended = new AbortController();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Aborted with an {@link Ended} when nobody can wait any longer. */
	get ended(): AbortSignal {
		return this.#ended.signal;
	}

	/** Begins it; `work` never rejects. */
	add(work: () => Promise<void>): void {
		const begun = work().finally(() => this.#all.delete(begun));
		this.#all.add(begun);
	}

	/** Resolves when everything was answered, be it that it was given up. */
	async settle(): Promise<void> {
		const settled = Promise.allSettled(this.#all);
		await within(this.#clock, patienceMs, settled, undefined);
		this.#ended.abort(new Ended());
		await settled;
	}
}
