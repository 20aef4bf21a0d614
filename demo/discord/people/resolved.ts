import { botPermissions, memberPermissions } from '../member-rights.ts';
import { wireBareMember, wireChannel, wireRole, wireUser } from '../wire-objects.ts';
import type { World } from '../world.ts';

/** The things behind ids in an option or a select, as Discord sends them along. */
export interface Resolved {
	users?: Record<string, unknown>;
	members?: Record<string, unknown>;
	roles?: Record<string, unknown>;
	channels?: Record<string, unknown>;
	attachments?: Record<string, unknown>;
}

export type ResolvableKind = 'user' | 'role' | 'mentionable' | 'channel';

/** Adds what `id` stands for; throws when there is nothing of that kind in the server. */
export function resolve(
	world: World,
	guildId: string,
	kind: ResolvableKind,
	id: string,
	into: Resolved,
): void {
	const guild = world.guild(guildId);
	const member = guild.members.get(id);
	const role = guild.roles.find((one) => one.id === id);
	const channel = guild.channels.find((one) => one.id === id);
	if ((kind === 'user' || kind === 'mentionable') && member !== undefined) {
		into.users = { ...into.users, [id]: wireUser(member.user) };
		const permissions = String(memberPermissions(guild, id));
		into.members = { ...into.members, [id]: { ...wireBareMember(member), permissions } };
	} else if ((kind === 'role' || kind === 'mentionable') && role !== undefined) {
		into.roles = { ...into.roles, [id]: wireRole(role) };
	} else if (kind === 'channel' && channel !== undefined) {
		const rights = String(botPermissions(world, channel));
		into.channels = {
			...into.channels,
			[id]: { ...wireChannel(world, channel), permissions: rights, app_permissions: rights },
		};
	} else throw new Error(`There is no ${kind} ${id} in the server ${guild.name}`);
}
