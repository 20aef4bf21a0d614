import type { Clock } from '#src/clock.ts';

const tryAgainMs = 60_000;

export interface NewestWinsParts {
	/** Shows what is newest. What it throws is told, and it is tried again in a minute. */
	step: () => Promise<void>;
	clock: Clock;
	onError: (error: unknown) => void;
}

/** Runs a step once at a time, and once more if something changed meanwhile: what comes in between is left out. */
export class NewestWins {
	readonly #parts: NewestWinsParts;
	readonly #over = new AbortController();
	#wanted = false;
	#running: Promise<void> | undefined;

	constructor(parts: NewestWinsParts) {
		this.#parts = parts;
	}

	get isOver(): boolean {
		return this.#over.signal.aborted;
	}

	/** Something may have changed. Within a step: it runs once more after it. */
	want(): void {
		if (this.isOver) return;
		this.#wanted = true;
		this.#running ??= this.#run();
	}

	/** What changed up to now is taken into account by the step under way. */
	upToDate(): void {
		this.#wanted = false;
	}

	/** In a minute, as if something had changed. */
	later(): void {
		this.#parts.clock.sleep(tryAgainMs, this.#over.signal).then(
			() => this.want(),
			() => {
				// Over meanwhile.
			},
		);
	}

	/** Resolves when what is under way is done. */
	async idle(): Promise<void> {
		await this.#running;
	}

	/** No step begins after it. */
	end(): void {
		this.#over.abort();
	}

	async #run(): Promise<void> {
		while (this.#wanted && !this.isOver) {
			this.#wanted = false;
			try {
				await this.#parts.step();
			} catch (error) {
				// The store failed. What it knows is still right, so the next change starts from there.
				this.#parts.onError(error);
				this.later();
			}
		}
		this.#running = undefined;
	}
}
