import { createHash } from 'node:crypto';
import type { Clock } from '#src/clock.ts';
import type { Card } from '#src/discord/card.ts';
import type { Finding, WriteResult, Writer } from '#src/discord/writing.ts';
import type { Post } from './post.ts';
import { freshState, type Paused, type PauseReason, type PostMemory, type PostState } from './post-state.ts';

export interface DeliveryParts {
	memory: PostMemory;
	writer: Writer;
	clock: Clock;
	/** The Discord server of a station. */
	guildOf: (stationId: string) => string | undefined;
	/** Told once, when a post was paused. */
	onPaused: (post: Post, paused: Paused) => void;
}

/** `later`: nobody knows whether it arrived, or it could not be tried; to be tried again by the same name. */
export type Delivered = { kind: 'sent'; state: PostState } | { kind: 'later' | 'paused' | 'dropped' };

/** Sends the messages of posts so that each is there once, whatever is killed in between, and keeps what is known of them. */
export class Delivery {
	readonly #parts: DeliveryParts;

	constructor(parts: DeliveryParts) {
		this.#parts = parts;
	}

	async load(post: Post): Promise<PostState> {
		return (await this.#parts.memory.get(post.id)) ?? freshState(post.channelId);
	}

	async save(post: Post, state: PostState): Promise<PostState> {
		const guildId = this.#parts.guildOf(post.stationId);
		const owned = guildId === undefined ? state : { ...state, owner: { guildId, kind: post.kind } };
		await this.#parts.memory.set(post.id, owned);
		return owned;
	}

	async pause(post: Post, state: PostState, why: PauseReason, right: string | undefined): Promise<void> {
		const paused = { why, right: right ?? null, at: this.#parts.clock.now() };
		// Whatever was being sent was refused, or is not to be sent any more.
		await this.save(post, { ...state, sending: null, paused });
		this.#parts.onPaused(post, paused);
	}

	/** Pauses the post if the channel refused; false for results that are no refusal of the channel. */
	async pausedBy(post: Post, state: PostState, result: WriteResult | Finding): Promise<boolean> {
		if (result.kind !== 'gone-channel' && result.kind !== 'no-right') return false;
		await this.pause(post, state, result.kind, result.kind === 'no-right' ? result.right : undefined);
		return true;
	}

	/**
	 * Sends a message under `name` (of this post, never used for another one of its messages). What may have been sent before
	 * under that name is looked for first.
	 */
	async send(
		post: Post,
		before: PostState,
		name: string,
		draw: () => Promise<Card | undefined>,
	): Promise<Delivered> {
		const { writer, clock } = this.#parts;
		const nonce = nonceOf(post.id, name);
		const mark = markOf(post, name);
		let state = before;
		if (before.sending?.nonce === nonce) {
			const finding = await writer.find(post.channelId, before.sending);
			if (finding.kind === 'found') return this.#arrived(post, state, finding.messageId);
			if (await this.pausedBy(post, state, finding)) return { kind: 'paused' };
			if (finding.kind !== 'not-found') return { kind: 'later' };
		} else {
			const sending = { nonce, mark, at: clock.now() };
			state = await this.save(post, { ...state, sending, sends: state.sends + 1 });
		}
		const result = await writer.send(post.channelId, draw, { nonce, mark });
		switch (result.kind) {
			case 'sent':
				return this.#arrived(post, state, result.messageId);
			case 'gone-channel':
			case 'no-right':
				await this.pausedBy(post, state, result);
				return { kind: 'paused' };
			case 'blocked-text':
			case 'refused':
			case 'gone-message':
			case 'unchanged':
				await this.save(post, { ...state, sending: null });
				return { kind: 'dropped' };
			case 'trouble':
			case 'rate-limited':
			case 'not-taken':
				return { kind: 'later' };
		}
	}

	async #arrived(post: Post, state: PostState, messageId: string): Promise<Delivered> {
		const { clock } = this.#parts;
		const arrived = { ...state, channelId: post.channelId, messageId, sending: null, lastAt: clock.now() };
		return { kind: 'sent', state: await this.save(post, arrived) };
	}
}

/** At most 25 characters, the same at every start. */
function nonceOf(postId: string, name: string): string {
	return `${postId}${createHash('sha256').update(name).digest('base64url').slice(0, 16)}`;
}

/** A card is known by its post; of the others each message has a mark of its own. Positive, of 31 bits. */
export function markOf(post: Post, name: string): number {
	const known = post.kind === 'card' ? post.id : `${post.id} ${name}`;
	return createHash('sha256').update(known).digest().readUInt32BE(0) >>> 1 || 1;
}
