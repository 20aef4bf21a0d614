import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';
import type { Person } from '#src/stations/levels.ts';

/** Who acts, with the roles of this very moment: Discord sends them along with every interaction. */
export function personOf(interaction: BaseInteraction): Person {
	return {
		id: interaction.user.id,
		roleIds: roleIds(interaction),
		managesServer: interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
	};
}

function roleIds(interaction: BaseInteraction): string[] {
	const { member } = interaction;
	if (member === null) return [];
	if (Array.isArray(member.roles)) return member.roles;
	// The role manager shows only roles that are in the cache; the member keeps the ids as Discord sent them.
	const sent: unknown = Reflect.get(member, '_roles');
	const cached = [...member.roles.cache.keys()];
	return Array.isArray(sent) ? [...cached, ...sent.filter((id) => typeof id === 'string')] : cached;
}
