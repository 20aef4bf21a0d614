import { z } from 'zod';
import type { PageWorld } from '../wire.ts';

const option = z.object({
	label: z.string(),
	value: z.string(),
	description: z.string().nullish(),
	emoji: z.object({ name: z.string().optional() }).nullish(),
	default: z.boolean().default(false),
});

/** Selects of all kinds: texts, users, roles, both, channels. */
export const selectSchema = z.object({
	type: z.literal([3, 5, 6, 7, 8]),
	custom_id: z.string(),
	placeholder: z.string().optional(),
	min_values: z.number().default(1),
	max_values: z.number().default(1),
	disabled: z.boolean().default(false),
	required: z.boolean().default(true),
	options: z.array(option).default([]),
	default_values: z.array(z.object({ id: z.string() })).default([]),
	channel_types: z.array(z.number()).default([]),
});

export interface SelectOption {
	value: string;
	label: string;
	description: string;
	sign: string;
	/** The colour of a role. */
	dot?: string;
	isChosen: boolean;
}

/** What can be chosen: the select's own options, or the people, roles and channels there are. */
export function selectable(select: z.output<typeof selectSchema>, world: PageWorld): SelectOption[] {
	if (select.type === 3) {
		return select.options.map(({ value, label, description, emoji, default: isChosen }) => ({
			value,
			label,
			description: description ?? '',
			sign: emoji?.name ?? '',
			isChosen,
		}));
	}
	const people = [...world.people, world.bot].map(({ id, name }) => ({ id, name: `@${name}` }));
	const roles = world.roles.map(({ id, name, color }) => ({
		id,
		name: name.startsWith('@') ? name : `@${name}`,
		dot: color === 0 ? 'var(--quiet)' : `#${color.toString(16).padStart(6, '0')}`,
	}));
	const channels = world.channels
		.filter(({ type }) => select.channel_types.length === 0 || select.channel_types.includes(type))
		.map(({ id, name }) => ({ id, name: `# ${name}` }));
	const offered = { 5: people, 6: roles, 7: [...people, ...roles], 8: channels }[select.type];
	return offered.map(({ id, name, ...look }) => ({
		...look,
		value: id,
		label: name,
		description: '',
		sign: '',
		isChosen: select.default_values.some((given) => given.id === id),
	}));
}
