import type { MediaOutcome, MediaProgress } from './media-outcome.ts';
import { type Depth, MediaWork } from './media-work.ts';

/**
 * What is done for one library: one piece of work at a time, and at most one that waits. Work that is under way may have begun
 * before what somebody wants to see, so they get the one that waits, and share it with everybody else who does.
 */
export class WorkLine {
	readonly #stop: AbortSignal;
	readonly #perform: (work: MediaWork, begin: () => void) => Promise<MediaOutcome>;
	#running: MediaWork | undefined;
	#waiting: MediaWork | undefined;

	/** `perform` calls `begin` when nobody can join any more. */
	constructor(stop: AbortSignal, perform: (work: MediaWork, begin: () => void) => Promise<MediaOutcome>) {
		this.#stop = stop;
		this.#perform = perform;
	}

	/** How far the whole fetch under way is; undefined if there is none. */
	get progress(): MediaProgress | undefined {
		return this.#running?.progress;
	}

	/** A whole fetch waits for its turn or is under way. */
	get isFetching(): boolean {
		return this.#wholeWork() !== undefined;
	}

	/** Begins after this moment, so that it sees what was there before. */
	async look(depth: Exclude<Depth, 'whole'>): Promise<MediaOutcome> {
		const work = this.#enter(depth);
		const outcome = await work.outcome;
		// The fetch that this look went along with was cancelled before it began: nobody looked.
		return outcome.kind === 'cancelled' && !work.hasBegun ? this.look(depth) : outcome;
	}

	/** Joins a whole fetch that is under way. */
	async fetch(onProgress?: (progress: MediaProgress) => void): Promise<MediaOutcome> {
		const work = this.#running?.isWhole === true ? this.#running : this.#enter('whole');
		if (onProgress !== undefined) work.watch(onProgress);
		return work.outcome;
	}

	/** Stops a whole fetch, and gives what it came to; undefined if there is none. */
	cancel(): Promise<MediaOutcome> | undefined {
		const work = this.#wholeWork();
		work?.cancel();
		return work?.outcome;
	}

	/** Resolves when nothing is under way. */
	async settled(): Promise<void> {
		await this.#running?.settled();
		await this.#waiting?.settled();
	}

	#wholeWork(): MediaWork | undefined {
		return [this.#running, this.#waiting].find((work) => work?.isWhole === true);
	}

	#enter(depth: Depth): MediaWork {
		if (this.#waiting !== undefined) {
			this.#waiting.deepen(depth);
			return this.#waiting;
		}
		const before = this.#running;
		const work = new MediaWork(depth, this.#stop, async (self) => {
			await before?.settled();
			try {
				return await this.#perform(self, () => {
					self.begin();
					this.#waiting = undefined;
					this.#running = self;
				});
			} finally {
				if (this.#running === self) this.#running = undefined;
				else this.#waiting = undefined;
			}
		});
		this.#waiting = work;
		return work;
	}
}
