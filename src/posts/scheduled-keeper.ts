import type { Clock } from '#src/clock.ts';
import type { Card } from '#src/discord/card.ts';
import type { JobRunner } from '#src/schedule/job.ts';
import type { Delivery } from './delivery.ts';
import type { ScheduledPost } from './post.ts';

const attempts = 3;
const tryAgainMs = 60_000;

export interface ScheduledKeeperParts {
	post: ScheduledPost;
	jobs: JobRunner;
	draw: () => Promise<Card>;
	delivery: Delivery;
	clock: Clock;
}

/** Sends one message at each of the post's times. */
export class ScheduledKeeper {
	readonly #parts: ScheduledKeeperParts;
	readonly #over = new AbortController();

	constructor(parts: ScheduledKeeperParts) {
		this.#parts = parts;
		const { post, jobs } = parts;
		const { cron, timezone, missed } = post;
		jobs.set({ id: jobId(post), cron, timezone, missed, run: (due) => this.#run(due) });
	}

	get post(): ScheduledPost {
		return this.#parts.post;
	}

	nextAt(): number | undefined {
		return this.#parts.jobs.nextAt(jobId(this.post));
	}

	/** The job stays known to its runner, which has a memory of it; {@link forget} ends that too. */
	async close(): Promise<void> {
		this.#over.abort();
	}

	forget(): void {
		this.#parts.jobs.remove(jobId(this.post));
	}

	async #run(due: number): Promise<void> {
		const { post, draw, delivery, clock } = this.#parts;
		for (let attempt = 0; attempt < attempts && !this.#over.signal.aborted; attempt++) {
			const state = await delivery.load(post);
			if (state.paused !== null) return;
			const { kind } = await delivery.send(post, state, `due ${due}`, draw);
			if (kind !== 'later') return;
			await clock.sleep(tryAgainMs, this.#over.signal).catch(() => {
				// Closed meanwhile; the loop ends.
			});
		}
	}
}

function jobId({ id }: ScheduledPost): string {
	return `post:${id}`;
}
