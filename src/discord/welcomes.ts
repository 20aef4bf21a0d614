import { createHash } from 'node:crypto';
import { ChannelType, type Client, Events, type Guild, PermissionFlagsBits } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '#src/clock.ts';
import type { Card } from './card.ts';
import { mayGoWellLater, type Writer } from './writing.ts';

/** What became of the welcome to a Discord server. */
export const welcomeSchema = z.strictObject({
	/** When the bot joined: another time is another joining. Milliseconds since 1970, as Discord tells it. */
	joinedAt: z.number(),
	/** Where it is said; null where the bot may write nowhere. */
	channelId: z.string().nullable(),
	/** Null as long as it is not known to be there. */
	messageId: z.string().nullable(),
	/** Nothing is to be done about it any more. */
	isOver: z.boolean(),
});
export type Welcome = z.output<typeof welcomeSchema>;

/** A namespace of the store, by Discord server. */
export interface WelcomeMemory {
	get(guildId: string): Promise<Welcome | undefined>;
	set(guildId: string, welcome: Welcome): Promise<void>;
	/** False: another process has changed it meanwhile. */
	replace(guildId: string, before: Welcome | undefined, after: Welcome): Promise<boolean>;
}

export interface WelcomeParts {
	client: Client;
	memory: WelcomeMemory;
	writer: Pick<Writer, 'send' | 'edit' | 'find'>;
	/** Drawn when it leaves. */
	draw: (guildId: string) => Card;
	drawDone: (guildId: string, done: { userId: string; at: number }) => Card;
	clock: Clock;
	log: Logger;
}

/** Who joined longer ago has found out by other means; so does nobody hear of a bot whose store was lost. */
const newForMs = 24 * 3_600_000;
/** Discord tells nothing of what is joined while a connection is being made, and some welcomes have to be tried again. */
const lookAgainMs = 10 * 60_000;
/** So many are said at a time, when many servers come at once. */
const lines = 4;

/**
 * Says once in each Discord server that the bot joins what to do next: in its system channel, else in the first channel in which the
 * bot may write, else nowhere. That Discord tells of a server again, after an outage or a restart, is no joining.
 */
export class Welcomes {
	readonly #parts: WelcomeParts;
	readonly #lines: Promise<void>[] = Array.from({ length: lines }, () => Promise.resolve());
	#given = 0;
	/** Servers whose turn is to come, or is. */
	readonly #waiting = new Set<string>();
	/** Of the new ones, those of which nothing is left to do, and when they were joined. */
	readonly #settled = new Map<string, number>();
	readonly #hear = (guild: Guild) => this.#meet(guild);
	#stop: (() => void) | undefined;
	#isClosing = false;

	constructor(parts: WelcomeParts) {
		this.#parts = parts;
	}

	/** Takes up those that were joined while the bot was away, too. */
	start(): void {
		const { client, clock } = this.#parts;
		client.on(Events.GuildCreate, this.#hear);
		client.on(Events.GuildAvailable, this.#hear);
		this.#stop = clock.every(lookAgainMs, () => this.#look());
		this.#look();
	}

	/** Resolves when nothing is under way any more. What waited is said after the next start. */
	async close(): Promise<void> {
		const { client } = this.#parts;
		this.#isClosing = true;
		this.#stop?.();
		client.off(Events.GuildCreate, this.#hear);
		client.off(Events.GuildAvailable, this.#hear);
		await Promise.all(this.#lines);
	}

	/** Somebody has done what the welcome asks for, which it then says. Never rejects. */
	async setUp(guildId: string, userId: string): Promise<void> {
		const { memory, writer, drawDone, clock } = this.#parts;
		try {
			const known = await memory.get(guildId);
			if (known === undefined) return;
			const { channelId, messageId } = known;
			if (channelId === null || messageId === null) return;
			await memory.set(guildId, { ...known, messageId: null, isOver: true });
			await writer.edit(channelId, messageId, drawDone(guildId, { userId, at: clock.now() }));
		} catch (error) {
			this.#parts.log.warn({ err: error, guildId }, 'A welcome does not say that its server is set up');
		}
	}

	#look(): void {
		const { client } = this.#parts;
		for (const [id, joinedAt] of this.#settled) if (!this.#isNew(joinedAt)) this.#settled.delete(id);
		for (const guild of client.guilds.cache.values()) this.#meet(guild);
	}

	#isNew(joinedAt: number): boolean {
		return this.#parts.clock.now() - joinedAt < newForMs;
	}

	#meet(guild: Guild): void {
		const { id, available: isAvailable, joinedTimestamp: joinedAt } = guild;
		if (!isAvailable || !this.#isNew(joinedAt) || this.#settled.get(id) === joinedAt) return;
		if (this.#isClosing || this.#waiting.has(id)) return;
		this.#waiting.add(id);
		const line = this.#given % lines;
		this.#given += 1;
		this.#lines[line] = (this.#lines[line] ?? Promise.resolve()).then(async () => {
			this.#waiting.delete(id);
			if (!this.#isClosing) await this.#welcome(guild);
		});
	}

	async #welcome(guild: Guild): Promise<void> {
		const { memory, log } = this.#parts;
		const { id: guildId, joinedTimestamp: joinedAt } = guild;
		try {
			const known = await memory.get(guildId);
			const isKnown = known?.joinedAt === joinedAt;
			const welcome = isKnown
				? known
				: { joinedAt, channelId: null, messageId: null, isOver: true, ...place(guild) };
			// Whoever writes it down first says it.
			if (!isKnown && !(await memory.replace(guildId, known, welcome))) return;
			if (!isKnown) log.info({ guildId, channelId: welcome.channelId }, 'Joined a Discord server');
			if (!welcome.isOver && !(await this.#say(guild, welcome, isKnown))) return;
			this.#settled.set(guildId, joinedAt);
		} catch (error) {
			log.warn({ err: error, guildId }, 'A Discord server was not welcomed');
		}
	}

	/** False: to be tried again by the same name. */
	async #say({ id: guildId, channels }: Guild, welcome: Welcome, isAgain: boolean): Promise<boolean> {
		const { memory, writer, draw } = this.#parts;
		const { channelId, joinedAt } = welcome;
		if (channelId === null) return true;
		const name = nameOf(guildId, joinedAt);
		if (isAgain) {
			const channel = channels.cache.get(channelId);
			const held = channel?.guild.members.me && channel.permissionsFor(channel.guild.members.me);
			const found = await writer.find(channelId, name);
			// Where the bot may not look it may be there already: rather none than two.
			const messageId = found.kind === 'found' ? found.messageId : null;
			const maySayAgain =
				found.kind === 'not-found' && held?.has(PermissionFlagsBits.ReadMessageHistory) === true;
			if (!maySayAgain) {
				if (mayGoWellLater(found)) return false;
				await memory.set(guildId, { ...welcome, messageId, isOver: true });
				return true;
			}
		}
		const sent = await writer.send(channelId, () => draw(guildId), name);
		if (mayGoWellLater(sent)) return false;
		await memory.set(guildId, {
			...welcome,
			messageId: sent.kind === 'sent' ? sent.messageId : null,
			isOver: true,
		});
		return true;
	}
}

/** The channel in which everybody of the server is spoken to, if the bot may; else the first text channel in which it may. */
function place(guild: Guild): Pick<Welcome, 'channelId' | 'isOver'> | undefined {
	const { me } = guild.members;
	if (me === null) return undefined;
	const open = guild.channels.cache
		.filter((channel) => channel.type === ChannelType.GuildText)
		.filter((channel) =>
			channel.permissionsFor(me).has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages]),
		);
	// Those without a category stand above all others.
	const inOrder = [...open.values()].toSorted(
		(a, b) =>
			Number(a.parentId !== null) - Number(b.parentId !== null) ||
			a.rawPosition - b.rawPosition ||
			a.id.localeCompare(b.id),
	);
	const chosen = inOrder.find(({ id }) => id === guild.systemChannelId) ?? inOrder[0];
	return chosen === undefined ? undefined : { channelId: chosen.id, isOver: false };
}

/** The nonce that Discord knows the message by, and the number in its card. */
function nameOf(guildId: string, joinedAt: number): { nonce: string; mark: number } {
	const hash = createHash('sha256').update(`welcome ${guildId} ${joinedAt}`).digest();
	return { nonce: `w${hash.toString('base64url').slice(0, 20)}`, mark: hash.readUInt32BE(0) >>> 1 || 1 };
}
