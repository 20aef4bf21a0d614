import type { Play } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import type { Card } from '#src/discord/card.ts';
import type { Delivery } from './delivery.ts';
import { isJingle } from './jingles.ts';
import type { FeedPost } from './post.ts';
import { isQuiet } from './quiet-hours.ts';

export interface FeedKeeperParts {
	post: FeedPost;
	/** The message about a play; undefined once another one is on. */
	draw: (play: Play) => Promise<Card | undefined>;
	delivery: Delivery;
	clock: Clock;
	onError: (error: unknown) => void;
}

/** Tells each song in a message of its own, as far as the post's filters let it. */
export class FeedKeeper {
	readonly #parts: FeedKeeperParts;
	#closed = false;
	#newest: { play: Play; isNews: boolean } | undefined;
	#running: Promise<void> | undefined;

	constructor(parts: FeedKeeperParts) {
		this.#parts = parts;
	}

	get post(): FeedPost {
		return this.#parts.post;
	}

	/** A song is on. What comes while a message is on its way takes the place of what waits: nobody misses old songs. */
	tell(play: Play): void {
		this.#take({ play, isNews: true });
	}

	/** This song was on already when the bot came: told only if its message was on the way when the bot stopped. */
	finish(play: Play): void {
		this.#take({ play, isNews: false });
	}

	#take(newest: { play: Play; isNews: boolean }): void {
		if (this.#closed) return;
		this.#newest = newest;
		this.#running ??= this.#run();
	}

	async close(): Promise<void> {
		this.#closed = true;
		await this.#running;
	}

	async #run(): Promise<void> {
		for (let next = this.#newest; next !== undefined && !this.#closed; next = this.#newest) {
			this.#newest = undefined;
			try {
				await this.#step(next.play, next.isNews);
			} catch (error) {
				this.#parts.onError(error);
			}
		}
		this.#running = undefined;
	}

	async #step(play: Play, isNews: boolean): Promise<void> {
		const { post, draw, delivery, clock } = this.#parts;
		const state = await delivery.load(post);
		if (state.paused !== null) return;
		const underWay = state.lastPlayId === play.id && state.sending !== null;
		if (!underWay) {
			if (!isNews || state.lastPlayId === play.id || !this.#passes(play, state.lastAt)) return;
			// A message of an earlier song that may not have arrived is old news.
			await delivery.save(post, { ...state, lastPlayId: play.id, sending: null });
		}
		const before = underWay ? state : { ...state, lastPlayId: play.id, sending: null };
		const delivered = await delivery.send(post, before, `${play.id} ${play.startedAt}`, () => draw(play));
		if (delivered.kind === 'dropped')
			this.#parts.onError(new Error(`Discord took no message about a song at ${clock.now()}`));
	}

	#passes(play: Play, lastAt: number | null): boolean {
		const { post, clock } = this.#parts;
		const now = clock.now();
		if (!post.everything && isJingle(play)) return false;
		// From before the last message: the clock was set back, and nobody is to wait until it is there again.
		const isSoon = lastAt !== null && now >= lastAt && now - lastAt < post.everyMinutes * 60_000;
		if (isSoon) return false;
		return post.quiet === null || !isQuiet(post.quiet, now);
	}
}
