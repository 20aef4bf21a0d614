import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Namespace } from './store/namespace.ts';

export const leaseSchema = z.object({
	/** The data folder of the process that has it, which only one process at a time works with. */
	folder: z.string(),
	/** The process itself: another one for each start. */
	run: z.string(),
	/** Goes up as long as the process lives. */
	beat: z.int(),
});
export type LeaseValue = z.output<typeof leaseSchema>;

export interface BotLeaseParts {
	/** Of a store that all processes of this bot share; a lease for each bot and shard. */
	leases: Namespace<LeaseValue>;
	/** The bot and the shard. */
	name: string;
	folder: string;
	run: string;
	clock: Clock;
	log: Logger;
	/** Another process has the lease now: this one must not answer any longer. */
	onLost: () => void;
}

const beatMs = 5_000;
const lookMs = 1_000;
/** Four beats and then some; with the second look it is over well within half a minute. */
const deadAfterMs = 18_000;

/**
 * One process at a time answers for a bot and a shard. Whoever has the lease counts it up every five seconds; who waits for it
 * watches that number and takes over when it stands still for 18 seconds by its own clock, so that clocks need not agree. A
 * process that finds another one's name in its lease must end. The store lets one of those that reach for it in the same moment
 * have it. Whoever was held up for so long that another one may have taken over (13 seconds) asks before it answers.
 *
 * A lease of this process's own data folder is from a process that is gone, since the folder is locked: it is taken at once.
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
		const { clock, log, name } = this.#parts;
		let seen: LeaseValue | undefined;
		let seenAt = clock.now();
		for (;;) {
			signal.throwIfAborted();
			const found = await this.#read();
			const isFree = found === undefined || found.folder === this.#parts.folder;
			const now = clock.now();
			const lives = found?.run !== seen?.run || found?.beat !== seen?.beat || now < seenAt;
			if (lives) [seen, seenAt] = [found, now];
			if (isFree || now - seenAt >= deadAfterMs) {
				if (await this.#put(found)) break;
				continue;
			}
			if (!this.#isWaiting)
				log.warn({ lease: name }, 'Another process answers for this bot; waiting until it ends');
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
		const found = wasHeld ? await this.#read() : undefined;
		if (found?.run === this.#parts.run) await this.#parts.leases.replace(this.#parts.name, found, undefined);
	}

	async #look(): Promise<boolean> {
		if (this.#isOver) return false;
		try {
			let found = await this.#read();
			const isOwn = found === undefined || found.run === this.#parts.run;
			// If it is not there any more as it was read, somebody came in between.
			if (isOwn && !(await this.#put(found))) found = await this.#read();
			if (found !== undefined && found.run !== this.#parts.run) {
				this.#isOver = true;
				this.#stop?.();
				this.#parts.log.fatal(
					{ lease: this.#parts.name },
					'Another process answers for this bot now; ending',
				);
				this.#parts.onLost();
				return false;
			}
		} catch (error) {
			this.#parts.log.warn({ err: error }, 'Whether another process answers for this bot is not known');
		}
		return true;
	}

	#read(): Promise<LeaseValue | undefined> {
		return this.#parts.leases.get(this.#parts.name);
	}

	/** Writes itself down, counted up, in the place of what was read there; false if that is not there any more. */
	async #put(found: LeaseValue | undefined): Promise<boolean> {
		const { leases, name, folder, run, clock } = this.#parts;
		const startedAt = clock.now();
		const isPut = await leases.replace(name, found, { folder, run, beat: this.#beat + 1 });
		if (!isPut) return false;
		this.#beat += 1;
		this.#beatenAt = startedAt;
		return true;
	}
}
