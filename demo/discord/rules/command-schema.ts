import { z } from 'zod';
import { integer, list, optional, refusal, repeatIssues, text } from './fields.ts';
import { discordLocales } from './locales.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const slashName = text(1, 32).check((ctx) => {
	if (ctx.value === '' || (NAME.test(ctx.value) && ctx.value === ctx.value.toLowerCase())) return;
	const message = 'Command name is invalid';
	ctx.issues.push(refusal(ctx.value, { code: 'APPLICATION_COMMAND_INVALID_NAME', message }));
});
const description = text(1, 100);

function localized(schema: z.ZodType<string>) {
	return z
		.record(z.string(), schema)
		.check((ctx) => {
			for (const locale of Object.keys(ctx.value)) {
				if (discordLocales.includes(locale)) continue;
				const message = `"${locale}" is not a known locale.`;
				ctx.issues.push(refusal(ctx.value, { path: [locale], code: 'ENUM_TYPE_COERCE', message }));
			}
		})
		.nullish();
}

const choice = z.object({
	name: text(1, 100),
	name_localizations: localized(text(1, 100)),
	value: z.union([text(1, 100), z.number()]),
});
const labels = {
	name: slashName,
	name_localizations: localized(slashName),
	description,
	description_localizations: localized(description),
};
const leaf = z.object({
	type: integer(3, 11),
	...labels,
	required: optional(z.boolean()),
	choices: optional(list(choice, 0, 25)),
	autocomplete: optional(z.boolean()),
	channel_types: optional(z.array(z.number().int())),
	min_value: optional(z.number()),
	max_value: optional(z.number()),
	min_length: optional(integer(0, 6000)),
	max_length: optional(integer(1, 6000)),
});
const subcommand = z.object({ type: z.literal(1), ...labels, options: list(leaf, 0, 25).default([]) });
const group = z.object({ type: z.literal(2), ...labels, options: list(subcommand, 1, 25) });
const option = z.unknown().transform((value, ctx) => {
	const type = z.object({ type: integer(1, 11) }).safeParse(value);
	const schema = { 1: subcommand, 2: group }[type.data?.type ?? 0] ?? leaf;
	const parsed = schema.safeParse(value, { reportInput: true });
	if (parsed.success) return parsed.data;
	ctx.issues.push(...repeatIssues(parsed.error));
	return z.NEVER;
});
const permissions = z.string().regex(/^\d+$/).nullish();
const shared = {
	default_member_permissions: permissions,
	contexts: z.array(integer(0, 2)).nullish(),
	integration_types: z.array(integer(0, 1)).nullish(),
	dm_permission: z.boolean().nullish(),
	nsfw: optional(z.boolean()),
};
export const slashCommand = z.object({
	type: z.literal(1).default(1),
	...labels,
	options: list(option, 0, 25).nullish(),
	...shared,
});
export const menuCommand = z.object({
	type: z.union([z.literal(2), z.literal(3)]),
	name: text(1, 32),
	name_localizations: localized(text(1, 32)),
	description: z.literal('').default(''),
	description_localizations: localized(text(0, 0)),
	options: z.array(z.never()).nullish(),
	...shared,
});

export type LeafOption = z.output<typeof leaf>;
export type CommandOption = LeafOption | z.output<typeof subcommand> | z.output<typeof group>;
type Definition = z.output<typeof slashCommand> | z.output<typeof menuCommand>;
export interface RegisteredCommand extends Omit<Definition, 'options'> {
	id: string;
	application_id: string;
	version: string;
	guild_id?: string;
	options: CommandOption[];
}
export type CommandDefinition = Omit<Definition, 'options'> & { options: CommandOption[] };

export function isBranch(one: CommandOption): one is Exclude<CommandOption, LeafOption> {
	return one.type === 1 || one.type === 2;
}

export function isLeaf(one: CommandOption): one is LeafOption {
	return !isBranch(one);
}
