import { z } from 'zod';
import { integer, list, optional, refusal, text, url } from './fields.ts';

/** Every component that may stand in a message, with the limits of each one alone; `component-tree.ts` has the rest. */
const id = optional(z.number().int().min(0));
const emoji = z
	.object({
		id: optional(z.string()),
		name: optional(z.string()),
		animated: optional(z.boolean()),
	})
	.check((ctx) => {
		const { id: custom, name = '' } = ctx.value;
		// An emoji is a custom one with its id or a real one: `:play:` or a plain letter is neither.
		const isReal = /^[\p{Emoji}\p{Emoji_Component}]+$/u.test(name) && /[^\p{ASCII}]/u.test(name);
		if (custom === undefined ? isReal : /^\d{17,19}$/.test(custom)) return;
		ctx.issues.push(
			refusal(name, { path: ['name'], code: 'COMPONENT_INVALID_EMOJI', message: 'Invalid emoji' }),
		);
	});
/** What Discord itself says of a picture or file; what a bot sends there is not looked at. */
const facts = {
	proxy_url: optional(z.string()),
	content_type: optional(z.string()),
	attachment_id: optional(z.string()),
};
const media = z.object({ url: url('http', 'https', 'attachment'), ...facts });

const button = z
	.object({
		type: z.literal(2),
		id,
		style: integer(1, 6),
		label: optional(text(0, 80)),
		emoji: optional(emoji),
		custom_id: optional(text(1, 100)),
		url: optional(url('http', 'https', 'discord').pipe(text(1, 512))),
		sku_id: optional(z.string()),
		disabled: optional(z.boolean()),
	})
	.check((ctx) => {
		const { style, url: link, custom_id, label, emoji: face, sku_id } = ctx.value;
		const refuse = (path: string, code: string, message: string) =>
			ctx.issues.push(refusal(ctx.value, { path: [path], code, message }));
		if (style === 5) {
			if (link === undefined) refuse('url', 'BASE_TYPE_REQUIRED', 'A url is required');
			if (custom_id !== undefined) {
				refuse(
					'custom_id',
					'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
					'A custom id and url cannot both be specified',
				);
			}
		} else if (style !== 6) {
			if (custom_id === undefined) {
				refuse('custom_id', 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required');
			}
			if (link !== undefined) refuse('url', 'BUTTON_COMPONENT_INVALID_URL', 'Only link buttons have a url');
		} else if (sku_id === undefined) refuse('sku_id', 'BASE_TYPE_REQUIRED', 'This field is required');
		if (style !== 6 && (label ?? '') === '' && face === undefined) {
			refuse('label', 'BUTTON_COMPONENT_LABEL_REQUIRED', 'A label or an emoji is required');
		}
	});

const selectFields = {
	id,
	custom_id: text(1, 100),
	placeholder: optional(text(0, 150)),
	min_values: optional(integer(0, 25)),
	max_values: optional(integer(1, 25)),
	disabled: optional(z.boolean()),
	required: optional(z.boolean()),
};
const selectOption = z.object({
	label: text(1, 100),
	value: text(1, 100),
	description: optional(text(1, 100)),
	emoji: optional(emoji),
	default: optional(z.boolean()),
});
const stringSelect = z
	.object({ type: z.literal(3), ...selectFields, options: list(selectOption, 1, 25) })
	.check((ctx) => {
		const { options, max_values: max } = ctx.value;
		if (max !== undefined && options.length < max) {
			const message = `Must be between ${max} and 25 in length.`;
			ctx.issues.push(refusal(options, { path: ['options'], code: 'BASE_TYPE_BAD_LENGTH', message }));
		}
		for (const [index, option] of options.entries()) {
			if (options.findIndex((other) => other.value === option.value) === index) continue;
			const code = 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED';
			const message = 'The specified option value is already used';
			ctx.issues.push(refusal(option, { path: ['options', index, 'value'], code, message }));
		}
	});
const defaultValues = <T extends string>(...types: T[]) =>
	optional(list(z.object({ id: z.string().regex(/^\d{1,20}$/), type: z.enum(types) }), 0, 25));
const userSelect = z.object({ type: z.literal(5), ...selectFields, default_values: defaultValues('user') });
const roleSelect = z.object({ type: z.literal(6), ...selectFields, default_values: defaultValues('role') });
const mentionableSelect = z.object({
	type: z.literal(7),
	...selectFields,
	default_values: defaultValues('user', 'role'),
});
const channelSelect = z.object({
	type: z.literal(8),
	...selectFields,
	channel_types: optional(z.array(z.number().int())),
	default_values: defaultValues('channel'),
});

const orderedSelect = <
	T extends z.ZodType<{
		min_values?: number | undefined;
		max_values?: number | undefined;
		default_values?: { id: string }[] | undefined;
	}>,
>(
	schema: T,
) =>
	schema.check((ctx) => {
		const { min_values: min = 1, max_values: max = 1, default_values: preset = [] } = ctx.value;
		if (preset.length > 0 && (preset.length < min || preset.length > max)) {
			const message = `Must be between ${min} and ${max} in length.`;
			ctx.issues.push(refusal(preset, { path: ['default_values'], code: 'BASE_TYPE_BAD_LENGTH', message }));
		}
		if (min <= max) return;
		const message = 'The minimum number of values must not be above the maximum';
		ctx.issues.push(
			refusal(ctx.value, { path: ['min_values'], code: 'SELECT_COMPONENT_MIN_ABOVE_MAX', message }),
		);
	});

export const selects = [
	orderedSelect(stringSelect),
	orderedSelect(userSelect),
	orderedSelect(roleSelect),
	orderedSelect(mentionableSelect),
	orderedSelect(channelSelect),
] as const;

const actionRow = z
	.object({
		type: z.literal(1),
		id,
		components: list(z.discriminatedUnion('type', [button, ...selects]), 1, 5),
	})
	.check((ctx) => {
		const { components } = ctx.value;
		if (components.length > 1 && components.some(({ type }) => type !== 2)) {
			const message = 'The specified component exceeds the maximum width';
			const code = 'COMPONENT_LAYOUT_WIDTH_EXCEEDED';
			ctx.issues.push(refusal(components, { path: ['components'], code, message }));
		}
	});
export const textDisplay = z.object({ type: z.literal(10), id, content: text(1, 4000) });
const pictureFields = { media, description: optional(text(1, 1024)), spoiler: optional(z.boolean()) };
const thumbnail = z.object({ type: z.literal(11), id, ...pictureFields });
const section = z.object({
	type: z.literal(9),
	id,
	components: list(z.discriminatedUnion('type', [textDisplay]), 1, 3),
	accessory: z.discriminatedUnion('type', [button, thumbnail]),
});
const gallery = z.object({ type: z.literal(12), id, items: list(z.object(pictureFields), 1, 10) });
const file = z.object({
	type: z.literal(13),
	id,
	file: z.object({ url: url('attachment'), ...facts }),
	name: optional(z.string()),
	size: optional(z.number()),
	spoiler: optional(z.boolean()),
});
const separator = z.object({
	type: z.literal(14),
	id,
	divider: optional(z.boolean()),
	spacing: optional(integer(1, 2)),
});
const blocks = [actionRow, section, textDisplay, gallery, file, separator] as const;
const container = z.object({
	type: z.literal(17),
	id,
	accent_color: optional(integer(0, 0xffffff)),
	spoiler: optional(z.boolean()),
	components: list(z.discriminatedUnion('type', blocks), 1, 40),
});

export const legacyLayout = list(z.discriminatedUnion('type', [actionRow]), 0, 5);
export const v2Layout = list(z.discriminatedUnion('type', [...blocks, container]), 0, 40);

export type TopLevelComponent = z.output<typeof v2Layout>[number];
export type Button = z.output<typeof button>;
export type Select = z.output<(typeof selects)[number]>;
export type Component = TopLevelComponent | Button | Select | z.output<typeof thumbnail>;
