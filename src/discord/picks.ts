import {
	type APIChannelSelectComponent,
	type APIRoleSelectComponent,
	type APIStringSelectComponent,
	ChannelType,
	ComponentType,
	SelectMenuDefaultValueType,
} from 'discord.js';
import type { Part, SelectOption } from './card.ts';

/** Discord's own limit for one select menu. */
const mostOptions = 25;

/** A select menu of which several can be chosen, `chosen` among them from the start. At most 25 options are shown. */
export function selectSeveral(
	customId: string,
	placeholder: string,
	options: readonly SelectOption[],
	chosen: readonly string[],
): Part {
	const shown = options.slice(0, mostOptions);
	const component: APIStringSelectComponent = {
		type: ComponentType.StringSelect,
		custom_id: customId,
		placeholder,
		min_values: 0,
		max_values: shown.length,
		options: shown.map((option) => ({ ...option, default: chosen.includes(option.value) })),
	};
	return { type: ComponentType.ActionRow, components: [component] };
}

/** Discord's own list of the server's roles; the choice can be emptied. */
export function selectRoles(customId: string, placeholder: string, chosen: readonly string[]): Part {
	const component: APIRoleSelectComponent = {
		type: ComponentType.RoleSelect,
		custom_id: customId,
		placeholder,
		min_values: 0,
		max_values: mostOptions,
		default_values: chosen.slice(0, mostOptions).map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
	};
	return { type: ComponentType.ActionRow, components: [component] };
}

/** Discord's own list of the server's roles, of which one can be chosen; the choice can be emptied. */
export function selectRole(customId: string, placeholder: string, chosen: string | undefined): Part {
	const component: APIRoleSelectComponent = {
		type: ComponentType.RoleSelect,
		custom_id: customId,
		placeholder,
		min_values: 0,
		max_values: 1,
		default_values: chosen === undefined ? [] : [{ id: chosen, type: SelectMenuDefaultValueType.Role }],
	};
	return { type: ComponentType.ActionRow, components: [component] };
}

/** Discord's own list of the channels that one can write in; the choice can be emptied. */
export function selectChannel(customId: string, placeholder: string, chosen: string | undefined): Part {
	const component: APIChannelSelectComponent = {
		type: ComponentType.ChannelSelect,
		custom_id: customId,
		placeholder,
		min_values: 0,
		max_values: 1,
		channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
		default_values: chosen === undefined ? [] : [{ id: chosen, type: SelectMenuDefaultValueType.Channel }],
	};
	return { type: ComponentType.ActionRow, components: [component] };
}
