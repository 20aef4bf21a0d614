import { ChannelType, type Client, type GuildBasedChannel, PermissionFlagsBits } from 'discord.js';
import type { ChannelRight } from '#src/checks/channel-rights.ts';
import { sourceLocale } from '#src/words/words.ts';

const rightNames = [
	'ViewChannel',
	'SendMessages',
	'EmbedLinks',
	'AttachFiles',
	'ReadMessageHistory',
	'ManageChannels',
	'SetVoiceChannelStatus',
] as const satisfies readonly ChannelRight[];

export interface NamedRole {
	id: string;
	name: string;
}

/** What the bot sees of Discord servers, from memory: nothing here waits for Discord. */
export class GuildLook {
	readonly #client: Client;

	constructor(client: Client) {
		this.#client = client;
	}

	name(guildId: string): string {
		return this.#client.guilds.cache.get(guildId)?.name ?? '';
	}

	/** The language that the server chose in Discord. */
	locale(guildId: string): string {
		return this.#client.guilds.cache.get(guildId)?.preferredLocale ?? sourceLocale;
	}

	/** The server's roles but @everyone and those of applications. */
	roles(guildId: string): NamedRole[] {
		const roles = this.#client.guilds.cache.get(guildId)?.roles.cache.values() ?? [];
		return [...roles]
			.filter((role) => role.id !== guildId && !role.managed)
			.map(({ id, name }) => ({ id, name }));
	}

	/** Text channels that the bot sees. */
	channels(guildId: string): NamedRole[] {
		const channels = this.#client.guilds.cache.get(guildId)?.channels.cache.values() ?? [];
		return [...channels].filter((channel) => channel.isTextBased()).map(({ id, name }) => ({ id, name }));
	}

	hasRole(guildId: string, roleId: string): boolean {
		return this.#client.guilds.cache.get(guildId)?.roles.cache.has(roleId) ?? false;
	}

	/** Whether a message of the bot in this channel would call a role: everybody may mention it, or the bot may mention all. */
	canCall(guildId: string, channelId: string, roleId: string): boolean {
		const guild = this.#client.guilds.cache.get(guildId);
		const channel = guild?.channels.cache.get(channelId);
		const me = guild?.members.me;
		if (guild === undefined || channel === undefined || me === undefined || me === null) return false;
		if (guild.roles.cache.get(roleId)?.mentionable === true) return true;
		return channel.permissionsFor(me).has(PermissionFlagsBits.MentionEveryone);
	}

	/** What a channel is for; undefined for one that is gone, hidden, or of another kind. */
	channelKind(guildId: string, channelId: string): 'text' | 'voice' | undefined {
		const type = this.#client.guilds.cache.get(guildId)?.channels.cache.get(channelId)?.type;
		if (type === ChannelType.GuildVoice) return 'voice';
		return type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement ? 'text' : undefined;
	}

	/** What the bot may do in a channel; undefined for one that is gone or that it cannot see at all. */
	rightsIn(guildId: string, channelId: string): ReadonlySet<ChannelRight> | undefined {
		const guild = this.#client.guilds.cache.get(guildId);
		const channel: GuildBasedChannel | undefined = guild?.channels.cache.get(channelId);
		const me = guild?.members.me;
		if (channel === undefined || me === undefined || me === null) return undefined;
		const held = channel.permissionsFor(me);
		return new Set(rightNames.filter((name) => held.has(PermissionFlagsBits[name])));
	}
}
