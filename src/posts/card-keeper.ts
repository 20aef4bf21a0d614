import type { Clock } from '#src/clock.ts';
import type { Card } from '#src/discord/card.ts';
import type { Writer } from '#src/discord/writing.ts';
import { type Delivery, markOf } from './delivery.ts';
import { NewestWins } from './newest-wins.ts';
import type { CardPost } from './post.ts';
import { freshState, type PostState } from './post-state.ts';

/** A message that somebody deletes is posted again so often, and then no more. */
const mostReposts = 2;
const repostsCountMs = 24 * 3_600_000;

export interface CardKeeperParts {
	post: CardPost;
	/** What is newest; undefined while nothing is known to show. */
	draw: () => Promise<Card | undefined>;
	delivery: Delivery;
	writer: Writer;
	clock: Clock;
	onError: (error: unknown) => void;
}

/** Keeps one message showing what is newest: sends it if there is none, edits it if something changed. */
export class CardKeeper {
	readonly #parts: CardKeeperParts;
	readonly #mark: number;
	readonly #newest: NewestWins;
	/** The card as it was last seen to reach Discord. */
	#shown = '';
	#drawn = '';

	constructor(parts: CardKeeperParts) {
		this.#parts = parts;
		const { clock, onError } = parts;
		this.#newest = new NewestWins({ step: () => this.#step(), clock, onError });
		this.#mark = markOf(parts.post, '');
	}

	get post(): CardPost {
		return this.#parts.post;
	}

	/** Something may have changed. */
	show(): void {
		this.#newest.want();
	}

	/** Resolves when what is under way is done. */
	async idle(): Promise<void> {
		await this.#newest.idle();
	}

	/** Resolves when what is under way is done; nothing is shown after it. */
	async close(): Promise<void> {
		this.#newest.end();
		await this.#newest.idle();
	}

	async #step(): Promise<void> {
		const { post, delivery } = this.#parts;
		const state = await this.#moved(await delivery.load(post));
		if (state.paused !== null) return;
		if (state.messageId === null) await this.#send(state);
		else await this.#edit(state, state.messageId);
	}

	async #edit(state: PostState, messageId: string): Promise<void> {
		const { post, delivery, writer, clock } = this.#parts;
		const result = await writer.edit(post.channelId, messageId, () => this.#draw(), this.#mark);
		switch (result.kind) {
			case 'sent':
				this.#shown = this.#drawn;
				if (post.pin && !state.pinned) await this.#pin(state, messageId);
				return;
			case 'gone-message': {
				this.#shown = '';
				const now = clock.now();
				const recent = state.reposts.filter((at) => at > now - repostsCountMs);
				const without = { ...state, messageId: null, pinned: false };
				if (recent.length >= mostReposts) {
					await delivery.pause(post, without, 'deleted', undefined);
					return;
				}
				await this.#send(await delivery.save(post, { ...without, reposts: [...recent, now] }));
				return;
			}
			case 'gone-channel':
			case 'no-right':
				await delivery.pausedBy(post, state, result);
				return;
			case 'unchanged':
			case 'blocked-text':
			case 'refused':
			case 'rate-limited':
			case 'trouble':
			case 'not-taken':
				return;
		}
	}

	async #send(state: PostState): Promise<void> {
		const { post, delivery } = this.#parts;
		if ((await this.#parts.draw()) === undefined) return;
		// While one is under way it keeps its name, however often this is tried.
		const count = state.sending === null ? state.sends : state.sends - 1;
		this.#shown = '';
		this.#drawn = '';
		const delivered = await delivery.send(post, state, String(count), () => this.#draw());
		if (delivered.kind === 'later') this.#newest.later();
		if (delivered.kind !== 'sent' || delivered.state.messageId === null) return;
		// One that was found again may show what was on when the bot stopped.
		if (this.#drawn === '') this.#newest.want();
		this.#shown = this.#drawn;
		if (post.pin) await this.#pin(delivered.state, delivered.state.messageId);
	}

	/** A station's channel was changed in its settings: the message moves there. */
	async #moved(state: PostState): Promise<PostState> {
		const { post, delivery, writer } = this.#parts;
		if (state.channelId === post.channelId) return state;
		const fresh = { ...freshState(post.channelId), sends: state.sends };
		if (state.messageId !== null) await writer.remove(state.channelId, state.messageId);
		return delivery.save(post, fresh);
	}

	async #pin(state: PostState, messageId: string): Promise<void> {
		const { post, delivery, writer } = this.#parts;
		const result = await writer.pin(post.channelId, messageId);
		// Without the right to pin the post stands unpinned, which is said in its list.
		if (result.kind === 'sent') await delivery.save(post, { ...state, pinned: true });
	}

	/** Undefined where the message shows exactly that already. */
	async #draw(): Promise<Card | undefined> {
		this.#newest.upToDate();
		const card = await this.#parts.draw();
		if (card === undefined) return undefined;
		const drawn = JSON.stringify(card);
		if (drawn === this.#shown) return undefined;
		this.#drawn = drawn;
		return card;
	}
}
