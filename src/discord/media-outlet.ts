import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { type AlertRules, type Recipient, recipientsOf } from '#src/alerts/alert-rules.ts';
import type { Clock } from '#src/clock.ts';
import { nameOf } from '#src/media/media-folder.ts';
import type { MediaNews } from '#src/media/media-state.ts';
import type { Station } from '#src/stations/station.ts';
import type { Words } from '#src/words/words.ts';
import type { Card } from './card.ts';
import { changesFile } from './media-changes-file.ts';
import { type FullList, isLong, mediaNewsCard } from './media-news-card.ts';
import { unwrittenCard, writtenCard } from './media-write-card.ts';
import type { WriteResult, Writer } from './writing.ts';

export interface MediaOutletParts {
	rules: AlertRules;
	writer: Writer;
	words: Words;
	localeOf: (guildId: string) => string;
	clock: Clock;
	log: Logger;
}

type Draw = (called: { station: Station; role: string | null }) => Card;
type Manner = Pick<Recipient, 'role' | 'quiet'>;

/**
 * Says what became of music libraries, in the channels that chose it and in the language of their server. Rejects if the rules
 * cannot be read; a channel that takes no messages is written into the log.
 */
export class MediaOutlet {
	readonly #parts: MediaOutletParts;
	/** Since when libraries are not written. */
	readonly #unwritten = new Map<string, number>();

	constructor(parts: MediaOutletParts) {
		this.#parts = parts;
	}

	async changed(station: Station, news: MediaNews): Promise<void> {
		const { words } = this.#parts;
		const locale = this.#parts.localeOf(station.guildId);
		const draw =
			(list: FullList | undefined): Draw =>
			(called) =>
				mediaNewsCard(news, { ...called, list }, words, locale);
		const list = isLong(news.changes) ? await changesFile(news.changes) : undefined;
		const nonce = nonceOf('changed', station, news.at);
		await this.#everywhere(station, async (channel, manner) => {
			const result = await this.#send(channel, nonce, draw(list)({ station, ...manner }), manner);
			if (list === undefined || result.kind !== 'no-right' || result.right !== 'AttachFiles') return result;
			// The channel refuses the file, and takes the card.
			this.#parts.writer.reopen(channel);
			return this.#send(channel, nonce, draw('may-not-attach')({ station, ...manner }), manner);
		});
	}

	/** The library could not be written into its file; `error`: what the system says. To be called once as long as it lasts. */
	async unwritten(station: Station, error: unknown): Promise<void> {
		const { words, localeOf, clock } = this.#parts;
		this.#unwritten.set(nameOf(station), clock.now());
		const nonce = nonceOf('unwritten', station, clock.now());
		await this.#everywhere(station, (channel, manner) =>
			this.#send(
				channel,
				nonce,
				unwrittenCard(error, { station, ...manner }, words, localeOf(station.guildId)),
				manner,
			),
		);
	}

	/** It is in its file after all. */
	async written(station: Station): Promise<void> {
		const { words, localeOf, clock } = this.#parts;
		const now = clock.now();
		const lastedMs = now - (this.#unwritten.get(nameOf(station)) ?? now);
		this.#unwritten.delete(nameOf(station));
		const nonce = nonceOf('written', station, now);
		const card = writtenCard(lastedMs, station, words, localeOf(station.guildId));
		// The end of something calls nobody.
		await this.#everywhere(station, (channel, { quiet }) =>
			this.#send(channel, nonce, card, { role: null, quiet }),
		);
	}

	async #everywhere(
		station: Station,
		send: (channel: string, manner: Manner) => Promise<WriteResult>,
	): Promise<void> {
		const { rules, clock, log } = this.#parts;
		const recipients = await recipientsOf(rules, [station], 'media', clock.now());
		const sent = recipients.map(async ({ channel, role, quiet }) => {
			const result = await send(channel, { role: quiet ? null : role, quiet });
			if (result.kind !== 'sent')
				log.warn({ channelId: channel, why: result.kind }, 'News of a music library was not told');
		});
		await Promise.all(sent);
	}

	#send(channel: string, nonce: string, card: Card, { role, quiet }: Manner): Promise<WriteResult> {
		return this.#parts.writer.send(channel, card, {
			nonce,
			...(role === null ? {} : { ping: { role } }),
			...(quiet ? { silent: true } : {}),
		});
	}
}

/** Of two stations in one channel something may be told in one moment. */
function nonceOf(what: string, station: Station, at: number): string {
	const name = `${what} ${nameOf(station)} ${at}`;
	return `m${createHash('sha256').update(name).digest('base64url').slice(0, 24)}`;
}
