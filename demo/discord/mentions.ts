import type { LoopbackMessage } from './loopback-message.ts';
import { botPermissions } from './member-rights.ts';
import { allows, Permission } from './permissions.ts';
import { walkComponents } from './rules/component-tree.ts';
import type { AllowedMentions } from './rules/message-body.ts';
import { wireUser } from './wire-objects.ts';
import type { World } from './world.ts';

/**
 * Works out whom the message's text pings, and notes it. Discord reads the text anew on every edit, and a request without
 * `allowed_mentions` pings everybody it names: that holds for edits too, and for text displays as for content.
 */
export function applyMentions(
	world: World,
	message: LoopbackMessage,
	allowed: AllowedMentions | undefined,
): void {
	const words = [message.content];
	for (const { component } of walkComponents(message.components)) {
		if (component.type === 10) words.push(component.content);
	}
	// What stands in code is shown as it is and pings nobody.
	const spoken = words.join('\n').replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
	const users = named(spoken, /<@!?(\d+)>/g)
		.filter((id) => world.users.has(id) && permitted(allowed, 'users', id))
		.map((id) => world.users.get(id))
		.filter((user) => user !== undefined);
	const channel = world.channels.get(message.channel_id);
	const mayPingAll =
		channel !== undefined && allows(botPermissions(world, channel), Permission.MentionEveryone);
	const roles = named(spoken, /<@&(\d+)>/g).filter(
		(id) => mayPingAll && isRole(world, channel.guildId, id) && permitted(allowed, 'roles', id),
	);
	const everyone =
		mayPingAll &&
		/@(everyone|here)\b/.test(spoken) &&
		(allowed === undefined || (allowed.parse ?? []).includes('everyone'));
	message.mentions = users.map(wireUser);
	message.mention_roles = roles;
	message.mention_everyone = everyone;
	// A private message names people without calling them.
	if (message.ephemeralFor !== undefined) return;
	const pinged = [...users.map((user) => user.id), ...roles, ...(everyone ? ['everyone'] : [])];
	message.pinged = [...new Set([...message.pinged, ...pinged])];
}

function permitted(allowed: AllowedMentions | undefined, kind: 'users' | 'roles', id: string): boolean {
	if (allowed === undefined) return true;
	return (allowed.parse ?? []).includes(kind) || (allowed[kind] ?? []).includes(id);
}

function named(words: string, pattern: RegExp): string[] {
	return [...new Set([...words.matchAll(pattern)].map((match) => String(match[1])))];
}

function isRole(world: World, guildId: string | undefined, roleId: string): boolean {
	return guildId !== undefined && world.guild(guildId).roles.some((role) => role.id === roleId);
}
