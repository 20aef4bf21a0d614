import { forgetFiles } from './files.ts';
import { allPermissions } from './permissions.ts';
import { unknownMember } from './rest/discord-error.ts';
import { wireBareMember, wireChannel, wireGuild, wireMember } from './wire-objects.ts';
import type { Guild, Overwrite, World } from './world.ts';

const GUILDS = 1;
const GUILD_MEMBERS = 1 << 1;

/** Rights that differ in one channel from those in the server. */
export interface ChannelRights {
	allow?: bigint;
	deny?: bigint;
}

/** Gives the bot itself an overwrite in the channel, in the place of the one it had; with neither list it has none. */
export function setBotPermissions(world: World, channelId: string, rights: ChannelRights): void {
	const channel = world.channel(channelId);
	const { id } = world.bot;
	const others = channel.overwrites.filter((one) => one.kind !== 'member' || one.id !== id);
	channel.overwrites = [...others, ...botOverwrite(world, rights)];
	world.dispatches.tell({ event: 'CHANNEL_UPDATE', data: wireChannel(world, channel), intent: GUILDS });
	if (channel.guildId !== undefined) world.emit({ kind: 'guild-changed', guildId: channel.guildId });
}

export function setTopic(world: World, channelId: string, topic: string): void {
	const channel = world.channel(channelId);
	channel.topic = topic;
	world.dispatches.tell({ event: 'CHANNEL_UPDATE', data: wireChannel(world, channel), intent: GUILDS });
}

export function botOverwrite(world: World, { allow = 0n, deny = 0n }: ChannelRights): Overwrite[] {
	if (allow === 0n && deny === 0n) return [];
	return [{ id: world.bot.id, kind: 'member', allow, deny: deny & ~allow & allPermissions }];
}

/** Deletes a role as a moderator would: members and channels lose it with it. */
export function deleteRole(world: World, guildId: string, roleId: string): void {
	const guild = world.guild(guildId);
	const index = guild.roles.findIndex(({ id }) => id === roleId);
	const role = guild.roles[index];
	if (role === undefined) throw new Error(`The server ${guild.name} has no role ${roleId}`);
	if (role.id === guild.id || role.managed) throw new Error(`Nobody can delete the role ${role.name}`);
	// In place: whoever holds the server's lists sees the change.
	guild.roles.splice(index, 1);
	for (const channel of guild.channels) {
		channel.overwrites = channel.overwrites.filter(({ id }) => id !== roleId);
	}
	const data = { guild_id: guildId, role_id: roleId };
	world.dispatches.tell({ event: 'GUILD_ROLE_DELETE', data, intent: GUILDS });
	for (const member of guild.members.values()) {
		if (member.roles.includes(roleId)) {
			giveRoles(
				world,
				guild,
				member.user.id,
				member.roles.filter((id) => id !== roleId),
			);
		}
	}
	world.emit({ kind: 'guild-changed', guildId });
}

/** Gives the member exactly these roles. */
export function giveRoles(world: World, guild: Guild, userId: string, roles: string[]): void {
	const member = guild.members.get(userId);
	if (member === undefined) throw unknownMember();
	member.roles = roles;
	const data = { ...wireBareMember(member), user: wireMember(member)['user'], guild_id: guild.id };
	// A bot hears of itself whatever it asked for.
	const intent = userId === world.bot.id ? GUILDS : GUILD_MEMBERS;
	world.dispatches.tell({ event: 'GUILD_MEMBER_UPDATE', data, intent });
}

/** Deletes a channel as a moderator would, with everything that was written there. */
export function deleteChannel(world: World, channelId: string): void {
	const channel = world.channel(channelId);
	const { guildId } = channel;
	if (guildId === undefined) throw new Error('Nobody can delete a direct-message channel');
	const { channels } = world.guild(guildId);
	channels.splice(channels.indexOf(channel), 1);
	world.channels.delete(channelId);
	for (const message of world.messages.values()) {
		if (message.channel_id !== channelId) continue;
		world.messages.delete(message.id);
		forgetFiles(world, message.attachments);
	}
	world.dispatches.tell({ event: 'CHANNEL_DELETE', data: wireChannel(world, channel), intent: GUILDS });
	world.emit({ kind: 'guild-changed', guildId });
}

/** Sets how large one file may be, as when people boost the server. */
export function setFileLimit(world: World, guildId: string, bytes: number): void {
	world.guild(guildId).maxFileBytes = bytes;
}

/** Gives a server another language, as its owner does in the server's settings. */
export function setLocale(world: World, guildId: string, locale: string): void {
	const guild = world.guild(guildId);
	guild.locale = locale;
	world.dispatches.tell({ event: 'GUILD_UPDATE', data: wireGuild(guild), intent: GUILDS });
}
