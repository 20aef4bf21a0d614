import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LoopbackEvent } from '../discord/loopback-discord.ts';
import type { PageEvent, PageWorld } from '../page/wire.ts';
import { deniedRights } from './bot-rights.ts';
import { listCommands } from './page-commands.ts';
import { toPageMessage } from './page-message.ts';
import type { PageGuild, PagePlayground, PlaygroundPerson } from './page-playground.ts';

/** Some proxies and laptops cut a connection that says nothing for a while. */
const keepAliveMs = 20_000;

interface Stream {
	viewer: PlaygroundPerson;
	guild: PageGuild;
	send: (event: PageEvent) => void;
}

/** The open pages, and what each of them may see of the server: what is private reaches its owner alone. */
export class EventStreams {
	readonly #playground: PagePlayground;
	readonly #open = new Set<Stream>();
	/** Ids of private messages that were dismissed. Discord keeps this in its client; here a reload must not bring them back. */
	readonly #dismissed = new Set<string>();
	readonly #stopListening: () => void;

	constructor(playground: PagePlayground) {
		this.#playground = playground;
		this.#stopListening = playground.discord.onEvent((event) => this.#spread(event));
	}

	/** Keeps the connection open and sends the viewer's world, then everything that happens in it. */
	open(
		viewer: PlaygroundPerson,
		guild: PageGuild,
		{ request, response }: { request: IncomingMessage; response: ServerResponse },
	): void {
		response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		const stream: Stream = {
			viewer,
			guild,
			send: (event) => response.write(`data: ${JSON.stringify(event)}\n\n`),
		};
		const stopPinging = this.#playground.clock.every(keepAliveMs, () => response.write(':\n\n'));
		this.#open.add(stream);
		request.once('close', () => {
			stopPinging();
			this.#open.delete(stream);
		});
		stream.send({ kind: 'world', world: this.#worldOf(stream) });
	}

	/** Sends one person's pages everything anew, say in another language. */
	refresh(viewer: PlaygroundPerson): void {
		for (const stream of this.#open) {
			if (stream.viewer === viewer) stream.send({ kind: 'world', world: this.#worldOf(stream) });
		}
	}

	/** Sends all pages everything anew. */
	refreshAll(): void {
		for (const stream of this.#open) stream.send({ kind: 'world', world: this.#worldOf(stream) });
	}

	/** Takes a private message from its owner's view. */
	dismiss(viewer: PlaygroundPerson, messageId: string): void {
		this.#dismissed.add(messageId);
		for (const stream of this.#open) {
			if (stream.viewer === viewer) stream.send({ kind: 'message-gone', messageId });
		}
	}

	close(): void {
		this.#stopListening();
	}

	#spread(event: LoopbackEvent): void {
		for (const stream of this.#open) {
			if ('viewer' in event && event.viewer !== stream.viewer.id) continue;
			const told = this.#toPageEvent(event, stream);
			if (told !== null) stream.send(told);
		}
	}

	#toPageEvent(event: LoopbackEvent, stream: Stream): PageEvent | null {
		const { viewer, guild } = stream;
		const isHere = (channelId: string) => guild.channels.some(({ id }) => id === channelId);
		switch (event.kind) {
			case 'message-created':
			case 'message-updated':
				return this.#dismissed.has(event.message.id) || !isHere(event.message.channel_id)
					? null
					: { kind: 'message', message: toPageMessage(event.message, viewer.id) };
			case 'message-deleted':
				return { kind: 'message-gone', messageId: event.messageId };
			case 'modal-shown': {
				if (!isHere(event.channelId)) return null;
				const { interactionId, title, components } = event.modal;
				return { kind: 'modal', channelId: event.channelId, modal: { interactionId, title, components } };
			}
			case 'commands-changed':
			case 'guild-changed':
				return { kind: 'world', world: this.#worldOf(stream) };
			case 'typing':
				return isHere(event.channelId) ? { kind: 'typing', channelId: event.channelId } : null;
			// Failures are the answer to the request that caused them.
			case 'interaction-failed':
				return null;
		}
	}

	#worldOf({ viewer, guild }: Stream): PageWorld {
		const { clock, discord, guilds, people } = this.#playground;
		const registered = discord.commandsFor({ guildId: guild.id, userId: viewer.id });
		return {
			now: clock.now(),
			speed: clock.speed,
			servers: guilds.map(({ slug, name }) => ({ slug, name })),
			guild: { id: guild.id, slug: guild.slug, name: guild.name, fileLimit: guild.fileLimit },
			bot: { id: discord.applicationId, name: 'Airdeck' },
			viewer: { id: viewer.id, locale: viewer.locale },
			people: people.map(({ id, name, level }) => ({ id, name, level })),
			channels: guild.channels.map((channel) => ({
				id: channel.id,
				name: channel.name,
				type: channel.type,
				topic: channel.status ?? channel.topic ?? '',
				denied: deniedRights(channel, discord.applicationId),
			})),
			roles: guild.roles.map(({ id, name, color }) => ({ id, name, color })),
			commands: listCommands(registered, viewer.locale),
			messages: guild.channels
				.flatMap((channel) => discord.messages(channel.id, viewer.id))
				.filter((message) => !this.#dismissed.has(message.id))
				.map((message) => toPageMessage(message, viewer.id)),
		};
	}
}
