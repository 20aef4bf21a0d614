import type { Logger } from 'pino';
import type { Card } from './card.ts';
import type { Writer } from './writing.ts';

/** Says things in channels that nobody asked for by command: who requested a song, say. Never pings. */
export class Announcer {
	readonly #writer: Writer;
	readonly #log: Logger;

	constructor(writer: Writer, log: Logger) {
		this.#writer = writer;
		this.#log = log;
	}

	/**
	 * Sends the card, or says in the log why it could not: an announcement is never worth failing what it tells about.
	 * `nonce` (at most 25 characters) names the announcement: Discord drops a second one of the same name.
	 */
	async say(channelId: string, card: Card, nonce: string): Promise<void> {
		const result = await this.#writer.send(channelId, card, { nonce });
		if (result.kind === 'sent') return;
		this.#log.warn({ channelId, why: result.kind }, 'An announcement could not be sent');
	}
}
