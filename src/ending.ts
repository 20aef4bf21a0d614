import type { Logger } from 'pino';

/**
 * What has to be put away at the end, last made first. It may come at any moment of the start: what was not made yet then is never
 * made, and is not there to be closed.
 */
export class Ending {
	readonly #closers: { what: string; close: () => void | Promise<void> }[] = [];
	readonly #begun = new AbortController();
	#log: Logger | undefined;

	/** Aborted when the end begins. */
	get signal(): AbortSignal {
		return this.#begun.signal;
	}

	logTo(log: Logger): void {
		this.#log = log;
	}

	/** `close` is called at the end. Throws the end's reason if that has begun: then nothing more is to be made. */
	add(what: string, close: () => void | Promise<void>): void {
		this.#closers.push({ what, close });
		this.signal.throwIfAborted();
	}

	/** Closes everything; what cannot be closed is logged, and keeps nothing else open. */
	async close(): Promise<void> {
		this.#begun.abort(new Stopped());
		for (let last = this.#closers.pop(); last !== undefined; last = this.#closers.pop()) {
			try {
				await last.close();
			} catch (error) {
				this.#log?.warn({ err: error, what: last.what }, 'Something could not be closed');
			}
		}
	}
}

/** The start was given up because the end came. */
class Stopped extends Error {
	override readonly name = 'Stopped';

	constructor() {
		super('The bot is stopping');
	}
}
