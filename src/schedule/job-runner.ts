import type { Clock } from '#src/clock.ts';
import { begin, type DueMemory, isFor, lastMark, newMemory, nextToBegin, wasBegun } from './due-memory.ts';
import { checkDueTimes, dueAfter, lastDueBetween } from './due-times.ts';
import type { Job, JobRunner } from './job.ts';

/** A namespace of the store fits. */
export interface JobMemory {
	get(id: string): Promise<DueMemory | undefined>;
	set(id: string, value: DueMemory): Promise<void>;
	delete(id: string): Promise<boolean>;
}

/** What became of a due time. `skipped`: it passed while nobody was there to run it. */
export type JobOutcome = 'done' | 'failed' | 'skipped';

export interface JobRunnerParts {
	memory: JobMemory;
	clock: Clock;
	/** `kind`: what stands before the first colon of the id. Milliseconds; null for what did not run. */
	record: (run: { kind: string; outcome: JobOutcome; tookMs: number | null; lateMs: number }) => void;
	/** A job threw, or the memory failed. */
	onError: (id: string, error: unknown) => void;
	/** From 0 to 1, for jitter. */
	random?: () => number;
}

interface Entry {
	job: Job;
	/** Undefined until it was read. */
	memory: DueMemory | undefined;
	/** Due times after this moment are still to be dealt with. */
	mark: number;
	next: number | undefined;
	jitter: number;
	/** After the memory failed. */
	notBefore: number;
}

const tickMs = 1_000;
/** What is later than this was missed, and not just slow. */
const graceMs = 60_000;
const pauseAfterFailureMs = 30_000;
/** After a long sleep everything is due at once. What takes longer than a moment waits for somebody who does not answer, and keeps nobody else. */
const mostAtOnce = 32;
const momentMs = 2_000;

/** {@link JobRunner} with one ticker for all jobs; what was begun is written down before it runs. */
export class DueJobs implements JobRunner {
	readonly #parts: JobRunnerParts;
	readonly #random: () => number;
	readonly #entries = new Map<string, Entry>();
	/** What is under way, by id: reading the memory, running, forgetting. */
	readonly #working = new Map<string, Promise<void>>();
	/** When it was begun, by id, of what has been under way for no more than a moment. */
	readonly #begun = new Map<string, number>();
	#stop: (() => void) | undefined;
	#seen = 0;

	constructor(parts: JobRunnerParts) {
		this.#parts = parts;
		this.#random = parts.random ?? Math.random;
	}

	set(job: Job): void {
		checkDueTimes(job);
		const known = this.#entries.get(job.id);
		if (known?.job.cron === job.cron && known.job.timezone === job.timezone) {
			known.job = job;
			return;
		}
		const now = this.#parts.clock.now();
		const next = dueAfter(job, now);
		const jitter = (job.jitterMs ?? 0) * this.#random();
		this.#entries.set(job.id, { job, memory: undefined, mark: now, next, jitter, notBefore: 0 });
	}

	remove(id: string): void {
		if (!this.#entries.delete(id)) return;
		const before = this.#working.get(id) ?? Promise.resolve();
		this.#work(id, async () => {
			await before;
			// Set again meanwhile: then the memory is the new one's.
			if (!this.#entries.has(id)) await this.#parts.memory.delete(id);
		});
	}

	nextAt(id: string): number | undefined {
		return this.#entries.get(id)?.next;
	}

	start(): void {
		this.#stop ??= this.#parts.clock.every(tickMs, () => this.#tick());
		this.#tick();
	}

	async close(): Promise<void> {
		this.#stop?.();
		this.#stop = undefined;
		while (this.#working.size > 0) await Promise.allSettled(this.#working.values());
	}

	#tick(): void {
		const now = this.#parts.clock.now();
		const setBack = now < this.#seen;
		this.#seen = now;
		for (const [id, at] of this.#begun) if (Math.abs(now - at) > momentMs) this.#begun.delete(id);
		for (const entry of this.#entries.values()) {
			if (setBack) this.#goBack(entry, now);
			if (this.#working.has(entry.job.id) || now < entry.notBefore) continue;
			if (this.#begun.size >= mostAtOnce) continue;
			if (entry.memory === undefined) this.#work(entry.job.id, () => this.#remember(entry));
			else if (entry.next !== undefined && entry.next <= now - entry.jitter)
				this.#take(entry, entry.memory, now);
		}
	}

	/** The clock was set back: what is ahead again is dealt with again, but for what was begun. */
	#goBack(entry: Entry, now: number): void {
		entry.mark = Math.min(entry.mark, now);
		entry.notBefore = 0;
		if (entry.memory !== undefined) entry.next = nextToBegin(entry.memory, entry.mark);
	}

	async #remember(entry: Entry): Promise<void> {
		const { memory, clock } = this.#parts;
		const { job } = entry;
		const known = await memory.get(job.id);
		const now = clock.now();
		if (known !== undefined && isFor(known, job)) {
			this.#learn(entry, known, lastMark(known, now));
			return;
		}
		// Since when it was set, not since when there was time to write it down.
		const fresh = newMemory(job, Math.min(entry.mark, now));
		await memory.set(job.id, fresh);
		this.#learn(entry, fresh, Math.min(entry.mark, now));
	}

	#learn(entry: Entry, memory: DueMemory, mark: number): void {
		entry.memory = memory;
		entry.mark = mark;
		entry.next = nextToBegin(memory, mark);
	}

	/** Of all times that are due the last one counts; it runs, or it was missed. */
	#take(entry: Entry, memory: DueMemory, now: number): void {
		const { job } = entry;
		const due = lastDueBetween(job, entry.mark, now - entry.jitter);
		const lateMs = due === undefined ? 0 : now - entry.jitter - due;
		const runs = due !== undefined && !wasBegun(memory, due) && (job.missed === 'once' || lateMs <= graceMs);
		if (runs) {
			this.#work(job.id, () => this.#run(entry, memory, due, lateMs));
			return;
		}
		if (due !== undefined && !wasBegun(memory, due))
			this.#parts.record({ kind: kindOf(job), outcome: 'skipped', tookMs: null, lateMs });
		this.#learn(entry, memory, due ?? now - entry.jitter);
	}

	async #run(entry: Entry, memory: DueMemory, due: number, lateMs: number): Promise<void> {
		const { clock, record, onError } = this.#parts;
		const begun = begin(memory, due);
		await this.#parts.memory.set(entry.job.id, begun);
		this.#learn(entry, begun, Math.min(due, clock.now()));
		// Removed, or given other times, while that was written.
		if (this.#entries.get(entry.job.id) !== entry) return;
		const { job } = entry;
		entry.jitter = (job.jitterMs ?? 0) * this.#random();
		const began = clock.now();
		let outcome: JobOutcome = 'done';
		try {
			await job.run(due);
		} catch (error) {
			outcome = 'failed';
			onError(job.id, error);
		}
		record({ kind: kindOf(job), outcome, tookMs: Math.max(0, clock.now() - began), lateMs });
	}

	/** Never rejects. A failure of the memory is tried again later: what may have been begun is not run on suspicion. */
	#work(id: string, work: () => Promise<void>): void {
		const mine = work()
			.catch((error: unknown) => {
				const entry = this.#entries.get(id);
				if (entry !== undefined) entry.notBefore = this.#parts.clock.now() + pauseAfterFailureMs;
				this.#parts.onError(id, error);
			})
			.finally(() => {
				if (this.#working.get(id) !== mine) return;
				this.#working.delete(id);
				this.#begun.delete(id);
			});
		this.#working.set(id, mine);
		this.#begun.set(id, this.#parts.clock.now());
	}
}

function kindOf({ id }: Job): string {
	return id.split(':', 1)[0] ?? id;
}
