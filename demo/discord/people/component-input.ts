import type { Actor } from '../interaction.ts';
import type { LoopbackMessage } from '../loopback-message.ts';
import { walkComponents } from '../rules/component-tree.ts';
import type { Button, Select } from '../rules/components.ts';
import type { World } from '../world.ts';
import { type Resolved, resolve } from './resolved.ts';

/** The message as this person sees it; throws when it is gone or somebody else's ephemeral one. */
export function visibleMessage(world: World, by: Actor, messageId: string): LoopbackMessage {
	const message = world.messages.get(messageId);
	if (message?.channel_id !== by.channelId)
		throw new Error(`There is no message ${messageId} in this channel`);
	if (message.ephemeralFor !== undefined && message.ephemeralFor !== by.userId) {
		throw new Error(`Message ${messageId} is only visible to somebody else`);
	}
	return message;
}

export function buildPress(message: LoopbackMessage, customId: string): Record<string, unknown> {
	const target = findInteractive(message, customId);
	if (target.type !== 2) throw new Error(`${customId} is a select, not a button`);
	return { custom_id: customId, component_type: 2, ...(target.id !== undefined && { id: target.id }) };
}

export function buildSelect(
	world: World,
	by: Actor,
	message: LoopbackMessage,
	customId: string,
	values: string[],
): Record<string, unknown> {
	const target = findInteractive(message, customId);
	if (target.type === 2) throw new Error(`${customId} is a button, not a select`);
	return {
		custom_id: customId,
		component_type: target.type,
		...(target.id !== undefined && { id: target.id }),
		...chooseValues(world, by.guildId, target, values),
	};
}

/** The chosen values and what they stand for; refuses what the select does not offer. */
export function chooseValues(
	world: World,
	guildId: string,
	target: Select,
	values: string[],
): { values: string[]; resolved?: Resolved } {
	const least = target.required === false && values.length === 0 ? 0 : (target.min_values ?? 1);
	const most = target.max_values ?? 1;
	if (values.length < least || values.length > most || new Set(values).size < values.length) {
		throw new Error(`${target.custom_id} takes ${least} to ${most} different values, not ${values.length}`);
	}
	if (target.type === 3) {
		const strange = values.find((value) => !target.options.some((option) => option.value === value));
		if (strange === undefined) return { values };
		const offered = target.options.map((option) => option.value).join(', ');
		throw new Error(`${target.custom_id} does not offer ${strange}; it offers ${offered}`);
	}
	const resolved: Resolved = {};
	const kind = ({ 5: 'user', 6: 'role', 7: 'mentionable', 8: 'channel' } as const)[target.type];
	for (const value of values) {
		resolve(world, guildId, kind, value, resolved);
		const types = target.type === 8 ? target.channel_types : undefined;
		if (types !== undefined && types.length > 0 && !types.includes(world.channel(value).type)) {
			throw new Error(`${target.custom_id} does not offer channels of that type`);
		}
	}
	return { values, resolved };
}

function findInteractive(message: LoopbackMessage, customId: string): Button | Select {
	for (const { component } of walkComponents(message.components)) {
		if (!('custom_id' in component) || component.custom_id !== customId) continue;
		if (component.disabled === true) throw new Error(`${customId} is disabled`);
		return component;
	}
	const all = [...walkComponents(message.components)].map(({ component }) => component);
	const known = all.map((component) => ('custom_id' in component ? component.custom_id : undefined));
	const list = known.filter((id) => id !== undefined).join(', ');
	throw new Error(`The message has no component ${customId}; it has ${list === '' ? 'none' : list}`);
}
