import strings from '#locales/en-US/shared/posts.ts';
import type { Post } from '#src/posts/post.ts';
import type { Paused } from '#src/posts/post-state.ts';
import type { Station } from '#src/stations/station.ts';
import type { Words } from '#src/words/words.ts';
import { accent, button, card, row, text } from './card.ts';
import { customId } from './custom-id.ts';
import { rightWord } from './right-word.ts';
import { safe } from './text.ts';
import type { Writer } from './writing.ts';

/** Tells a station's alerts channel, once, that a post is paused. Without such a channel it stands in the list of posts. */
export class PostNotices {
	readonly #writer: Writer;
	readonly #words: Words;
	readonly #localeOf: (guildId: string) => string;

	constructor(parts: { writer: Writer; words: Words; localeOf: (guildId: string) => string }) {
		this.#writer = parts.writer;
		this.#words = parts.words;
		this.#localeOf = parts.localeOf;
	}

	async paused(station: Station, post: Post, paused: Paused): Promise<void> {
		const channelId = station.channels.alerts;
		if (channelId === undefined) return;
		const t = this.#words.in(this.#localeOf(station.guildId), strings);
		const shown = card(
			accent.warn,
			text(`### ${t('paused.title', { kind: t(`kind.${post.kind}`), channel: `<#${post.channelId}>` })}`),
			text(pauseReason(paused, this.#words, this.#localeOf(station.guildId))),
			text(`-# ${safe(station.name, 80)}`),
			row(button('primary', t('again'), customId('post list', 'again', station.id, post.id))),
		);
		await this.#writer.send(channelId, shown, { nonce: `q${post.id}${paused.at.toString(36)}` });
	}
}

/** Why a post is paused, in a sentence. */
export function pauseReason({ why, right }: Paused, words: Words, locale: string): string {
	const t = words.in(locale, strings);
	switch (why) {
		case 'deleted':
			return t('paused.deleted');
		case 'gone-channel':
			return t('paused.gone-channel');
		case 'no-right':
			return right === null
				? t('paused.no-right')
				: t('paused.right', { right: rightWord(words, locale, right) });
	}
}
