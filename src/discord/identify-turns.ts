import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '#src/clock.ts';

/** When the last introduction of a bucket began, in milliseconds since 1970 by the clock of whoever began it. */
export const identifyTurnSchema = z.number();

/** Where all processes of a bot look; see `Namespace.replace`. */
export interface TurnBook {
	load(bucket: number): Promise<number | undefined>;
	/** False if it is not `before` any longer. */
	replace(bucket: number, before: number | undefined, at: number): Promise<boolean>;
}

/** Discord takes one introduction of a bucket every five seconds; a little more, for the way there. */
const apartMs = 5_250;

/**
 * Introductions of all processes of a bot, one after the other: Discord counts them by bot and bucket (shard number modulo
 * `max_concurrency`) and ends the session of whoever comes too early.
 */
export class IdentifyTurns {
	readonly #clock: Clock;
	readonly #log: Logger;
	readonly #book: TurnBook;

	constructor(parts: { clock: Clock; log: Logger; book: TurnBook }) {
		this.#clock = parts.clock;
		this.#log = parts.log;
		this.#book = parts.book;
	}

	/**
	 * Resolves when it is this shard's turn. A store in trouble is no reason not to connect: then Discord says when it is too early.
	 * Rejects when `signal` says that nobody waits any more.
	 */
	async wait(shard: number, concurrency: number, signal: AbortSignal): Promise<void> {
		const bucket = shard % concurrency;
		let seen: { at: number; since: number } | undefined;
		for (;;) {
			signal.throwIfAborted();
			try {
				const last = await this.#book.load(bucket);
				const now = this.#clock.now();
				if (last !== undefined && last !== seen?.at) seen = { at: last, since: now };
				// By both clocks, as another machine's may be wrong: nobody waits longer than this for a turn that nobody takes.
				const free = seen === undefined ? now : Math.min(seen.at + apartMs, seen.since + apartMs);
				if (free <= now) {
					if (await this.#book.replace(bucket, last, now)) return;
					continue;
				}
				await this.#clock.sleep(free - now, signal);
			} catch (error) {
				if (signal.aborted) throw error;
				this.#log.warn({ err: error, shard }, 'When other processes connect to Discord is not known');
				return;
			}
		}
	}
}
