import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Part } from './sharding.ts';
import type { Namespace } from './store/namespace.ts';

/** A process that answers for a bot, or for some of its shards. */
const holderSchema = z.object({
	/** Its data folder, which only one process at a time works with. */
	folder: z.string(),
	/** The process itself: another one for each start. */
	run: z.string(),
	/** Goes up as long as the process lives. */
	beat: z.int(),
	/** Undefined: all of them. */
	shards: z.object({ count: z.int(), own: z.array(z.int()).readonly() }).optional(),
});
export type Holder = z.output<typeof holderSchema>;

/** All processes of one bot, whose shards do not overlap. */
export const leaseSchema = z.array(holderSchema);

export interface BotLeaseParts {
	/** Of a store that all processes of this bot share; a lease for each bot. */
	leases: Namespace<Holder[]>;
	/** The bot. */
	name: string;
	part: Part;
	folder: string;
	run: string;
	clock: Clock;
	log: Logger;
	/** Another process has the lease now: this one must not answer any longer. */
	onLost: () => void;
}

/** Between two signs of life. */
export const beatMs = 5_000;
const lookMs = 1_000;
/** Three beats and then some; with the second look it is over well within half a minute. */
const deadAfterMs = 18_000;
/** Processes that share a bot write the same entry: whoever finds it changed looks again, so often at the most. */
const mostTries = 20;

/**
 * One process at a time answers for a shard of a bot. Whoever does stands in the bot's lease and counts itself up every five
 * seconds; who waits for one of its shards watches that number and takes over when it stands still for 18 seconds by its own
 * clock, so that clocks need not agree. A process that finds itself gone and another one in its place must end. The store lets
 * one of those that reach for it in the same moment have it. Whoever was held up for so long that another one may have taken
 * over (13 seconds) asks before it answers.
 *
 * A holder with this process's own data folder is a process that is gone, since the folder is locked: its place is taken at once.
 */
export class BotLease {
	readonly #parts: BotLeaseParts;
	#beat = 0;
	#beatenAt = Number.NEGATIVE_INFINITY;
	#stop: (() => void) | undefined;
	#isOver = false;
	#isWaiting = false;
	#looking: Promise<boolean> | undefined;

	constructor(parts: BotLeaseParts) {
		this.#parts = parts;
	}

	/** Whether it waits for another process to end. */
	get isWaiting(): boolean {
		return this.#isWaiting;
	}

	/** Resolves when this process is the one. Rejects with the signal's reason, and if the store fails. */
	async take(signal: AbortSignal): Promise<void> {
		const { clock, log, name, part } = this.#parts;
		/** When each of the others was last seen to count itself up. */
		const seen = new Map<string, { beat: number; at: number }>();
		for (;;) {
			signal.throwIfAborted();
			const found = await this.#read();
			const now = clock.now();
			const inTheWay = this.#inTheWay(found);
			for (const { run, beat } of inTheWay) {
				const last = seen.get(run);
				if (last?.beat !== beat || now < last.at) seen.set(run, { beat, at: now });
			}
			if (inTheWay.every(({ run }) => now - (seen.get(run)?.at ?? now) >= deadAfterMs)) {
				if (await this.#put(found, inTheWay)) break;
				continue;
			}
			if (!this.#isWaiting)
				log.warn(
					{ lease: name, own: part.name, others: inTheWay.map(({ shards }) => shards ?? 'all shards') },
					'Another process answers for this bot; waiting until it ends',
				);
			this.#isWaiting = true;
			await clock.sleep(lookMs, signal);
		}
		if (this.#isWaiting) log.warn({ lease: name }, 'The other process is gone; taking over');
		this.#isWaiting = false;
		this.#stop = clock.every(beatMs, () => void this.check());
	}

	/**
	 * Whether this process may answer, as far as is known without asking: false when it was not looked at for so long that another
	 * one may have taken over, as after a pause of the whole machine. Then {@link check} tells.
	 */
	get isFresh(): boolean {
		const age = this.#parts.clock.now() - this.#beatenAt;
		return !this.#isOver && age >= 0 && age < deadAfterMs - beatMs;
	}

	/** Looks whether the lease is still this process's, and counts it up. A store that does not answer is no reason to stop. */
	check(): Promise<boolean> {
		this.#looking ??= this.#look().finally(() => {
			this.#looking = undefined;
		});
		return this.#looking;
	}

	/** The next process need not wait. */
	async giveUp(): Promise<void> {
		this.#stop?.();
		await this.#looking;
		const wasHeld = this.#stop !== undefined && !this.#isOver;
		this.#isOver = true;
		for (let tries = 0; wasHeld && tries < mostTries; tries++) {
			const found = await this.#read();
			const others = found?.filter(({ run }) => run !== this.#parts.run);
			if (others?.length === found?.length) return;
			const left = others?.length === 0 ? undefined : others;
			if (await this.#parts.leases.replace(this.#parts.name, found, left)) return;
		}
	}

	async #look(): Promise<boolean> {
		if (this.#isOver) return false;
		try {
			for (let tries = 0; tries < mostTries; tries++) {
				const found = await this.#read();
				const isThere = found?.some(({ run }) => run === this.#parts.run) === true;
				if (!isThere && this.#inTheWay(found).length > 0) return this.#lost();
				if (await this.#put(found, [])) break;
			}
		} catch (error) {
			this.#parts.log.warn({ err: error }, 'Whether another process answers for this bot is not known');
		}
		return true;
	}

	#lost(): false {
		this.#isOver = true;
		this.#stop?.();
		this.#parts.log.fatal({ lease: this.#parts.name }, 'Another process answers for this bot now; ending');
		this.#parts.onLost();
		return false;
	}

	/** Those that answer for a shard of this process. */
	#inTheWay(found: readonly Holder[] | undefined): Holder[] {
		const { part, run, folder } = this.#parts;
		return (found ?? []).filter(
			(holder) => holder.run !== run && holder.folder !== folder && part.overlaps(holder.shards),
		);
	}

	#read(): Promise<Holder[] | undefined> {
		return this.#parts.leases.get(this.#parts.name);
	}

	/** Writes itself down, counted up, and `gone` off, if that is what is still there; false otherwise. */
	async #put(found: Holder[] | undefined, gone: readonly Holder[]): Promise<boolean> {
		const { leases, name, folder, run, part, clock } = this.#parts;
		const startedAt = clock.now();
		const others = (found ?? []).filter(
			(holder) => !gone.includes(holder) && holder.run !== run && holder.folder !== folder,
		);
		const shards = part.shards && { count: part.shards.count, own: [...part.shards.own] };
		const own = { folder, run, beat: this.#beat + 1, ...(shards === undefined ? {} : { shards }) };
		if (!(await leases.replace(name, found, [...others, own]))) return false;
		this.#beat += 1;
		this.#beatenAt = startedAt;
		return true;
	}
}
