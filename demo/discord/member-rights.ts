import { allows, allPermissions, invitedBotPermissions, joinPermissions, Permission } from './permissions.ts';
import { missingAccess, missingPermissions, unknownMember } from './rest/discord-error.ts';
import type { Channel, Guild, World } from './world.ts';

/** What a member may do in the server: @everyone's rights, those of its roles, and those given to it alone. */
export function memberPermissions(guild: Guild, userId: string): bigint {
	const member = guild.members.get(userId);
	if (member === undefined) throw unknownMember();
	if (guild.ownerId === userId) return allPermissions;
	const held = guild.roles.filter((role) => role.id === guild.id || member.roles.includes(role.id));
	return joinPermissions([...held.map((role) => role.permissions), member.permissions]);
}

/** What the bot may do in the channel; in a direct message, whatever is possible there. */
export function botPermissions(world: World, channel: Channel): bigint {
	if (channel.botPermissions !== undefined) return joinPermissions([channel.botPermissions]);
	if (channel.guildId === undefined) return invitedBotPermissions;
	return memberPermissions(world.guild(channel.guildId), world.bot.id);
}

/** Refuses as Discord does: no access when the channel is hidden from the bot, no permission when a right is missing. */
export function requireBotRight(world: World, channel: Channel, wanted: bigint): void {
	const held = botPermissions(world, channel);
	if (!allows(held, Permission.ViewChannel)) throw missingAccess();
	if (!allows(held, wanted)) throw missingPermissions();
}
