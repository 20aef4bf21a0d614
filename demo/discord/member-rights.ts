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

/** What a member may do in the channel: @everyone's overwrite first, then those of its roles together, then its own. */
export function channelPermissions(guild: Guild, channel: Channel, userId: string): bigint {
	const base = memberPermissions(guild, userId);
	if (allows(base, Permission.Administrator)) return base;
	const roles = guild.members.get(userId)?.roles ?? [];
	const steps = [
		channel.overwrites.filter(({ id }) => id === guild.id),
		channel.overwrites.filter(({ id, kind }) => kind === 'role' && id !== guild.id && roles.includes(id)),
		channel.overwrites.filter(({ id, kind }) => kind === 'member' && id === userId),
	];
	return steps.reduce((held, step) => {
		const denied = step.reduce((sum, { deny }) => sum | deny, 0n);
		const allowed = step.reduce((sum, { allow }) => sum | allow, 0n);
		return (held & ~denied) | allowed;
	}, base);
}

/** What the bot may do in the channel; in a direct message, whatever is possible there. */
export function botPermissions(world: World, channel: Channel): bigint {
	if (channel.guildId === undefined) return invitedBotPermissions;
	return channelPermissions(world.guild(channel.guildId), channel, world.bot.id);
}

/** Refuses as Discord does: no access when the channel is hidden from the bot, no permission when a right is missing. */
export function requireBotRight(world: World, channel: Channel, wanted: bigint): void {
	const held = botPermissions(world, channel);
	if (!allows(held, Permission.ViewChannel)) throw missingAccess();
	if (!allows(held, wanted)) throw missingPermissions();
}
