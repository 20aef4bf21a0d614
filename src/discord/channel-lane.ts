import type { Clock } from '#src/clock.ts';
import type { ChannelProblem } from './channel-problem.ts';
import { Pause } from './pause.ts';
import type { WriteResult } from './writing.ts';

/** One call that waits for its turn in a channel. */
export interface Task {
	/** Edits keep a distance; nothing else waits for them. */
	kind: 'send' | 'edit' | 'other';
	/** Milliseconds since 1970 after which it is not worth trying any more. */
	worthUntil: number;
	run(): Promise<WriteResult>;
	done(result: WriteResult): void;
}

/** At most one edit in this time and channel: Discord takes three in six seconds for old messages, and readers no more either. */
const editDistanceMs = 5_000;
/** How long a channel that refused is left alone: each refusal counts with Discord. */
const refusedPauseMs = 10 * 60_000;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

export interface LaneParts {
	clock: Clock;
	random: () => number;
	closing: AbortSignal;
	problemOf: (error: unknown) => ChannelProblem;
	onProblem: (problem: ChannelProblem) => void;
	/** Milliseconds between two edits; five seconds if left out. */
	editDistanceMs?: number;
}

/** The queue of one channel: one call at a time, sends in their order, edits at their distance. */
export class ChannelLane {
	readonly #parts: LaneParts;
	#tasks: Task[] = [];
	#failures = 0;
	/** Until the next edit. */
	readonly #distance: Pause;
	/** Set while the channel refuses: everything gets the same answer without asking Discord. */
	#refusal: { result: WriteResult; pause: Pause } | undefined;
	#running: Promise<void> | undefined;
	#woken: AbortController | undefined;

	constructor(parts: LaneParts) {
		this.#parts = parts;
		this.#distance = new Pause(parts.clock);
	}

	get waiting(): number {
		return this.#tasks.length;
	}

	add(task: Task): void {
		this.#tasks.push(task);
		if (this.#running === undefined) this.#running = this.#run();
		// It may wait for nothing but the turn of an edit, which a message need not.
		else if (task.kind !== 'edit' && this.#failures === 0) this.#woken?.abort();
	}

	reopen(): void {
		this.#refusal = undefined;
	}

	async idle(): Promise<void> {
		await this.#running;
	}

	async #run(): Promise<void> {
		const { closing } = this.#parts;
		for (;;) {
			if (closing.aborted) break;
			const task = this.#next();
			if (task === undefined) break;
			const wait = task.kind === 'edit' ? this.#distance.leftMs() : 0;
			if (wait > 0) {
				await this.#pause(wait);
				continue;
			}
			await this.#attempt(task);
		}
		for (const task of this.#tasks.splice(0)) task.done({ kind: 'not-taken' });
		this.#running = undefined;
	}

	/** The first that need not wait, or else the first edit. */
	#next(): Task | undefined {
		if (this.#distance.leftMs() === 0) return this.#tasks[0];
		return this.#tasks.find(({ kind }) => kind !== 'edit') ?? this.#tasks[0];
	}

	async #attempt(task: Task): Promise<void> {
		const { clock, problemOf, onProblem } = this.#parts;
		if (this.#refusal !== undefined && this.#refusal.pause.leftMs() > 0) {
			this.#finish(task, this.#refusal.result);
			return;
		}
		let problem: ChannelProblem;
		try {
			const result = await task.run();
			this.#failures = 0;
			if (task.kind === 'edit' && result.kind === 'sent')
				this.#distance.start(this.#parts.editDistanceMs ?? editDistanceMs);
			this.#finish(task, result);
			return;
		} catch (error) {
			problem = problemOf(error);
		}
		onProblem(problem);
		switch (problem.kind) {
			case 'rate-limited':
			case 'trouble': {
				this.#failures += 1;
				const wait = problem.kind === 'rate-limited' ? problem.waitMs : this.#backOff();
				if (clock.now() + wait > task.worthUntil) this.#finish(task, { kind: problem.kind });
				await this.#pause(wait);
				return;
			}
			case 'gone-channel':
			case 'no-right':
				// Pinning or deleting needs rights of its own.
				if (task.kind !== 'other') this.#refuse(problem);
				break;
			case 'gone-message':
			case 'blocked-text':
			case 'refused':
				break;
		}
		this.#failures = 0;
		this.#finish(task, problem);
	}

	#refuse(result: WriteResult): void {
		const pause = new Pause(this.#parts.clock);
		pause.start(refusedPauseMs);
		this.#refusal = { result, pause };
	}

	#finish(task: Task, result: WriteResult): void {
		this.#tasks = this.#tasks.filter((other) => other !== task);
		task.done(result);
	}

	/** Twice as long each time, up to a minute, and a part of it by chance: not all channels come back in one moment. */
	#backOff(): number {
		const longest = Math.min(firstPauseMs * 2 ** (this.#failures - 1), longestPauseMs);
		return longest * (0.5 + this.#parts.random() / 2);
	}

	/** Ends early when the bot stops, or when something came that need not wait. */
	async #pause(ms: number): Promise<void> {
		const { clock, closing } = this.#parts;
		const woken = new AbortController();
		this.#woken = woken;
		try {
			await clock.sleep(ms, AbortSignal.any([closing, woken.signal]));
		} catch {
			// Woken: whatever it was is looked at by the caller.
		}
		this.#woken = undefined;
	}
}
