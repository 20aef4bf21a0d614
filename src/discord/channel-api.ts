import { type Client, MessageFlags, PermissionFlagsBits, REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { ChannelRight } from '#src/checks/channel-rights.ts';
import type { Card } from './card.ts';
import { type ChannelProblem, channelProblem } from './channel-problem.ts';
import type { MakeRequest } from './rest-gate.ts';
import type { LinePlace } from './writing.ts';

/** Whom a message may ping: nobody, or exactly one user or role. */
export type Ping = { user: string } | { role: string };

/** How a message comes: whom it calls, and whether it makes no sound. */
export interface Manner {
	ping?: Ping | undefined;
	silent?: boolean | undefined;
}

/** A message of the bot as it lies in a channel, as far as it is looked at. */
export interface FoundMessage {
	id: string;
	nonce: string | undefined;
	/** The id of its first component: {@link marked} cards are known by it. */
	mark: number | undefined;
}

const messageSchema = z.object({ id: z.string() });
const topicSchema = z.object({ topic: z.string().nullish() });
const directChannelSchema = z.object({ id: z.string() });
const foundSchema = z.array(
	z.object({
		id: z.string(),
		author: z.object({ id: z.string() }),
		nonce: z.union([z.string(), z.number()]).optional(),
		components: z.array(z.object({ id: z.int().optional() })).default([]),
	}),
);

/**
 * Discord's calls for messages in channels. Unlike the client's own REST it never waits and never repeats: whoever calls knows
 * what is newest when the wait is over, and turns the clock.
 */
export class ChannelApi {
	readonly #client: Client;
	readonly #makeRequest: MakeRequest | undefined;
	#rest: REST | undefined;

	/** @param makeRequest makes a call, once; the client's own way if left out */
	constructor(client: Client, makeRequest?: MakeRequest) {
		this.#client = client;
		this.#makeRequest = makeRequest;
	}

	/** Sends a message. Discord gives the first one back for a second one of the same `nonce` (25 characters), for some minutes. */
	async send(channelId: string, card: Card, nonce: string, { ping, silent }: Manner = {}): Promise<string> {
		const body = { ...bodyOf(card, ping, silent), nonce: nonce.slice(0, 25), enforce_nonce: true };
		const sent = await this.#reach().post(Routes.channelMessages(channelId), { body, ...filesOf(card) });
		return messageSchema.parse(sent).id;
	}

	async edit(channelId: string, messageId: string, card: Card): Promise<void> {
		const route = Routes.channelMessage(channelId, messageId);
		await this.#reach().patch(route, { body: bodyOf(card, undefined), ...filesOf(card) });
	}

	async remove(channelId: string, messageId: string): Promise<void> {
		await this.#reach().delete(Routes.channelMessage(channelId, messageId));
	}

	async pin(channelId: string, messageId: string): Promise<void> {
		await this.#reach().put(`/channels/${channelId}/messages/pins/${messageId}`);
	}

	/** The bot's own among the last messages of the channel, newest first; none without the right to read them. */
	async ownMessages(channelId: string): Promise<FoundMessage[]> {
		const query = new URLSearchParams({ limit: '50' });
		const found = foundSchema.parse(await this.#reach().get(Routes.channelMessages(channelId), { query }));
		return found
			.filter(({ author }) => author.id === this.#client.user?.id)
			.map(({ id, nonce, components: [first] }) => ({
				id,
				nonce: nonce === undefined ? undefined : String(nonce),
				mark: first?.id,
			}));
	}

	/** The channel for direct messages with somebody. */
	async directChannel(userId: string): Promise<string> {
		const opened = await this.#reach().post(Routes.userChannels(), { body: { recipient_id: userId } });
		return directChannelSchema.parse(opened).id;
	}

	/** The line that stands with the channel; null for a status, which no answer of Discord holds. */
	async line(channelId: string, place: LinePlace): Promise<string | null> {
		if (place === 'voice-status') return null;
		return topicSchema.parse(await this.#reach().get(Routes.channel(channelId))).topic ?? '';
	}

	/** Gives the line as Discord took it. */
	async setLine(channelId: string, place: LinePlace, line: string): Promise<string> {
		if (place === 'topic') {
			const changed = await this.#reach().patch(Routes.channel(channelId), { body: { topic: line } });
			return topicSchema.parse(changed).topic ?? '';
		}
		await this.#reach().put(`/channels/${channelId}/voice-status`, { body: { status: line } });
		return line;
	}

	/** What an error of the calls above means. `rights`: what the call takes. */
	problemOf(
		error: unknown,
		channelId: string,
		rights: readonly ChannelRight[] = writingRights,
	): ChannelProblem {
		return channelProblem(error, () => this.#missingRight(channelId, rights));
	}

	/** The first of the rights that the bot lacks in the channel, as far as the gateway has told. */
	#missingRight(channelId: string, rights: readonly ChannelRight[]): ChannelRight | undefined {
		const channel = this.#client.channels.cache.get(channelId);
		if (channel === undefined || channel.isDMBased()) return undefined;
		const { me } = channel.guild.members;
		const held = me === null ? null : channel.permissionsFor(me);
		return rights.find((name) => held?.has(PermissionFlagsBits[name]) === false);
	}

	#reach(): REST {
		const { token } = this.#client;
		if (token === null) throw new Error('Not connected to Discord');
		this.#rest ??= new REST({
			...this.#client.options.rest,
			...(this.#makeRequest === undefined ? {} : { makeRequest: this.#makeRequest }),
			retries: 0,
			rejectOnRateLimit: () => true,
			// Discord's own limit for a bot; unlike answers to interactions these messages are bound to it.
			globalRequestsPerSecond: 50,
		});
		return this.#rest.setToken(token);
	}
}

/** What setting a line takes. Without being connected to the voice channel, its status takes both. */
export const lineRights = {
	topic: ['ViewChannel', 'ManageChannels'],
	'voice-status': ['ViewChannel', 'ManageChannels', 'SetVoiceChannelStatus'],
} as const satisfies Readonly<Record<LinePlace, readonly ChannelRight[]>>;

/** What pinning a message takes, beside seeing the channel. */
export const pinRights = ['PinMessages'] as const;

const writingRights = [
	'ViewChannel',
	'SendMessages',
	'EmbedLinks',
	'AttachFiles',
	'ReadMessageHistory',
] as const;

/** The card with a number in it, by which it is found again among the messages of a channel. */
export function marked(card: Card, mark: number): Card {
	const [first, ...rest] = card.components;
	return first === undefined ? card : { ...card, components: [{ ...first, id: mark }, ...rest] };
}

/** An edit that does not switch mentions off reads them anew, so both do. */
function bodyOf(card: Card, ping: Ping | undefined, silent = false) {
	return {
		components: card.components,
		flags: MessageFlags.IsComponentsV2 | (silent ? MessageFlags.SuppressNotifications : 0),
		allowed_mentions: {
			parse: [],
			...(ping === undefined ? {} : 'user' in ping ? { users: [ping.user] } : { roles: [ping.role] }),
		},
	};
}

function filesOf({ files }: Card) {
	return files === undefined ? {} : { files: files.map(({ name, content }) => ({ name, data: content })) };
}
