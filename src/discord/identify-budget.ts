import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '#src/clock.ts';

/** What is remembered of introductions (IDENTIFY), also by the next process. */
export const identifiesSchema = z.object({
	/** Moments of the last 24 hours, milliseconds since 1970, oldest first. */
	times: z.array(z.number()),
	/** By shard: how many in a row came to nothing, and when the last one was. */
	fruitless: z.record(z.string(), z.object({ count: z.int().positive(), at: z.number() })),
});
export type Identifies = z.output<typeof identifiesSchema>;

/** Where it is kept. */
export interface IdentifyBook {
	load(): Promise<Identifies | undefined>;
	save(identifies: Identifies): Promise<void>;
}

/** What `session_start_limit` of `GET /gateway/bot` says. */
export interface SessionLimit {
	remaining: number;
	/** Milliseconds until all of them can be used again. */
	reset_after: number;
}

const dayMs = 24 * 3_600_000;
const firstPauseMs = 5_000;
/** 720 a day at most, of Discord's 1,000. */
const longestPauseMs = 120_000;
/** When no more than these are left, none is used: with the last one Discord resets the bot's token. */
export const fewIdentifies = 50;
/** Of our own counting, where Discord has not told. */
const mostADay = 950;

/**
 * Introductions to Discord are counted, over restarts as well: 1,000 a day, and whoever uses them up loses the token. One that
 * came to nothing makes the next one wait, twice as long each time.
 */
export class IdentifyBudget {
	readonly #clock: Clock;
	readonly #log: Logger;
	readonly #book: IdentifyBook;
	readonly #record: () => void;
	#known: Identifies | undefined;
	/** As Discord said last; counted down since. */
	#limit: { left: number; resetAt: number } | undefined;

	constructor(parts: { clock: Clock; log: Logger; book: IdentifyBook; record?: () => void }) {
		this.#clock = parts.clock;
		this.#log = parts.log;
		this.#book = parts.book;
		this.#record = parts.record ?? (() => {});
	}

	/** Discord said how many are left. */
	learn({ remaining, reset_after }: SessionLimit): void {
		this.#limit = { left: remaining, resetAt: this.#clock.now() + reset_after };
	}

	/** Waits until this shard may introduce itself, and counts it. Rejects when `signal` says that nobody waits any more. */
	async spend(shard: number, signal: AbortSignal): Promise<void> {
		const known = await this.#load();
		const before = known.fruitless[shard];
		await this.#pause(this.#backOffMs(before), signal);
		const forbiddenMs = this.#forbiddenMs(known);
		if (forbiddenMs > 0) {
			const until = new Date(this.#clock.now() + forbiddenMs).toISOString();
			this.#log.error(
				{ shard, until },
				'Hardly any connections to Discord are left for today; waiting, because with the last one Discord resets the token',
			);
			await this.#pause(forbiddenMs, signal);
		}
		const now = this.#clock.now();
		known.times = [...this.#ofLastDay(known), now];
		known.fruitless[shard] = { count: (before?.count ?? 0) + 1, at: now };
		if (this.#limit !== undefined) this.#limit.left -= 1;
		this.#record();
		await this.#save(known);
	}

	/** The shard is connected: its next introduction need not wait. */
	async succeeded(shard: number): Promise<void> {
		const known = await this.#load();
		if (known.fruitless[shard] === undefined) return;
		delete known.fruitless[shard];
		await this.#save(known);
	}

	#backOffMs(before: Identifies['fruitless'][string] | undefined): number {
		if (before === undefined) return 0;
		const pause = Math.min(firstPauseMs * 2 ** (before.count - 1), longestPauseMs);
		// A clock that was set back must not make it longer.
		return Math.min(pause, Math.max(0, before.at + pause - this.#clock.now()));
	}

	#forbiddenMs(known: Identifies): number {
		const now = this.#clock.now();
		const limit = this.#limit;
		if (limit !== undefined && limit.resetAt > now)
			return limit.left < fewIdentifies ? Math.min(limit.resetAt - now, dayMs) : 0;
		const times = this.#ofLastDay(known);
		const [oldest = now] = times;
		return times.length < mostADay ? 0 : oldest + dayMs - now;
	}

	#ofLastDay({ times }: Identifies): number[] {
		const now = this.#clock.now();
		return times.filter((at) => at > now - dayMs && at <= now);
	}

	async #pause(ms: number, signal: AbortSignal): Promise<void> {
		if (ms > 0) await this.#clock.sleep(ms, signal);
	}

	/** A store in trouble costs the memory of other processes' introductions, not the connection. */
	async #load(): Promise<Identifies> {
		if (this.#known !== undefined) return this.#known;
		try {
			this.#known = await this.#book.load();
		} catch (error) {
			this.#log.warn({ err: error }, 'How often the bot connected to Discord today is not known');
		}
		this.#known ??= { times: [], fruitless: {} };
		return this.#known;
	}

	async #save(known: Identifies): Promise<void> {
		try {
			await this.#book.save(known);
		} catch (error) {
			this.#log.warn({ err: error }, 'That the bot connected to Discord could not be noted');
		}
	}
}
