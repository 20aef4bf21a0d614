import type { Clock } from '#src/clock.ts';
import type { Answering } from './answering.ts';
import type { Card } from './card.ts';

/** What is done sooner shows no progress: a card that flickers by tells nobody anything. */
const quietMs = 1_200;
/** Discord takes edits of an answer for 15 minutes. */
const amendableMs = 14.5 * 60_000;

/** Made once: an abort without a reason makes an error with a stack each time. */
const answered = new Error('The answer came');

/**
 * The cards that stand in place of an answer while the work goes on. Worth a try only: the answer itself comes in the end, or
 * its failure is told.
 */
export class Interim {
	readonly #answering: Answering;
	readonly #clock: Clock;
	readonly #onError: (error: unknown) => void;
	readonly #startedAt: number;
	readonly #over = new AbortController();
	#latest: Card | undefined;
	#isTimed = false;
	#sending: Promise<void> = Promise.resolve();

	constructor(answering: Answering, clock: Clock, onError: (error: unknown) => void) {
		this.#answering = answering;
		this.#clock = clock;
		this.#onError = onError;
		this.#startedAt = clock.now();
	}

	/** Shows the card, or the newest of several once the work has taken a moment. */
	readonly show = async (card: Card): Promise<void> => {
		if (this.#over.signal.aborted) return;
		this.#latest = card;
		const wait = this.#startedAt + quietMs - this.#clock.now();
		if (wait <= 0) await this.#send();
		else if (!this.#isTimed) {
			this.#isTimed = true;
			void this.#later(wait);
		}
	};

	/** Puts a card in place of the answer that was given, as long as Discord takes one; what comes later is left out. */
	readonly amend = async (card: Card): Promise<void> => {
		if (this.#clock.now() - this.#startedAt < amendableMs) await this.#answering.send(card);
	};

	/** No more cards; resolves when the last one is out, so that the answer cannot be overtaken by it. */
	async end(): Promise<void> {
		this.#over.abort(answered);
		await this.#sending;
	}

	async #later(ms: number): Promise<void> {
		try {
			await this.#clock.sleep(ms, this.#over.signal);
		} catch {
			// The answer came first.
			return;
		}
		await this.#send();
	}

	#send(): Promise<void> {
		this.#sending = this.#sending.then(async () => {
			const card = this.#latest;
			this.#latest = undefined;
			if (card === undefined || this.#over.signal.aborted) return;
			try {
				await this.#answering.send(card);
			} catch (error) {
				this.#onError(error);
			}
		});
		return this.#sending;
	}
}
