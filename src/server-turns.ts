import { type Clock, within } from './clock.ts';
import { Places } from './places.ts';

export interface ServerTurnsParts {
	clock: Clock;
	/** Pieces of work at once, over all servers that answer: 2 unless given. */
	most?: number;
	/** And at one of them: 1 unless given. */
	perServer?: number;
}

/** A server that takes longer lets the others have the place. */
const momentMs = 1_000;
const never = new AbortController().signal;

/** Somebody's turn at a radio server. */
export interface ServerTurn {
	/** Waits for the server: if that takes longer than a moment, another server gets the turn, and this one waits for it again. */
	lend<T>(wait: Promise<T>): Promise<T>;
}

/**
 * Work at radio servers that nobody hurries, so that it is spread in time. Those who wait come in their order, and a server that does not
 * answer is waited for by its own stations alone.
 */
export class ServerTurns {
	readonly #clock: Clock;
	readonly #perServer: number;
	readonly #all: Places;
	readonly #servers = new Map<string, { places: Places; users: number }>();

	constructor({ clock, most = 2, perServer = 1 }: ServerTurnsParts) {
		this.#clock = clock;
		this.#perServer = perServer;
		this.#all = new Places(most);
	}

	/** Runs `work` when it is its turn; rejects instead as soon as `signal` is aborted before that. */
	async at<T>(server: string, signal: AbortSignal, work: (turn: ServerTurn) => Promise<T>): Promise<T> {
		return this.#atServer(server, signal, async () => {
			let leave = await this.#all.take(signal);
			const lend = async <W>(wait: Promise<W>): Promise<W> => {
				if (await this.#isShort(wait)) return wait;
				leave();
				try {
					return await wait;
				} finally {
					// Work that is to stop ends by itself, with what it got.
					leave = await this.#all.take(signal).catch(() => () => {});
				}
			};
			try {
				signal.throwIfAborted();
				return await work({ lend });
			} finally {
				leave();
			}
		});
	}

	/** Runs `work` when it is its turn: one that is little else than waiting for the server, and lets others begin after a moment. */
	async waitAt<T>(server: string, work: () => Promise<T>): Promise<T> {
		return this.#atServer(server, never, async () => {
			const leave = await this.#all.take(never);
			const working = work();
			await this.#isShort(working);
			leave();
			return working;
		});
	}

	/** {@link waitAt} for each of these; resolves when all are over. */
	async waitAtEach<T>(
		all: Iterable<T>,
		serverOf: (one: T) => string,
		work: (one: T) => Promise<void>,
	): Promise<void> {
		await Promise.all(Array.from(all, (one) => this.waitAt(serverOf(one), () => work(one))));
	}

	/** Each for itself, and never more at once at a server than may be. */
	async #atServer<T>(server: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
		const mine = this.#servers.get(server) ?? { places: new Places(this.#perServer), users: 0 };
		this.#servers.set(server, mine);
		mine.users += 1;
		try {
			const leave = await mine.places.take(signal);
			try {
				return await work();
			} finally {
				leave();
			}
		} finally {
			mine.users -= 1;
			if (mine.users === 0) this.#servers.delete(server);
		}
	}

	async #isShort(wait: Promise<unknown>): Promise<boolean> {
		const over = wait.then(
			() => true,
			() => true,
		);
		return within(this.#clock, momentMs, over, false);
	}
}
