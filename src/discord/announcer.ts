import { type Client, MessageFlags } from 'discord.js';
import type { Logger } from 'pino';
import type { Card } from './card.ts';

/** Says things in channels that nobody asked for by command: who requested a song, say. Never pings. */
export class Announcer {
	readonly #client: Client;
	readonly #log: Logger;

	constructor(client: Client, log: Logger) {
		this.#client = client;
		this.#log = log;
	}

	/**
	 * Sends the card, or says in the log why it could not: an announcement is never worth failing what it tells about.
	 * `nonce` (at most 25 characters) names the announcement: Discord drops a second one of the same name.
	 */
	async say(channelId: string, card: Card, nonce: string): Promise<void> {
		try {
			const channel = await this.#client.channels.fetch(channelId);
			if (channel?.isSendable() !== true) throw new Error('Not a channel one can write in');
			await channel.send({
				components: card.components,
				flags: MessageFlags.IsComponentsV2,
				allowedMentions: { parse: [] },
				nonce: nonce.slice(0, 25),
				enforceNonce: true,
			});
		} catch (error) {
			this.#log.warn({ err: error, channelId }, 'An announcement could not be sent');
		}
	}
}
