import { z } from 'zod';
import { emptyMessage, type FormIssue, invalidForm } from '../rest/discord-error.ts';
import { findTreeIssues, parseComponents } from './component-tree.ts';
import type { TopLevelComponent } from './components.ts';
import { type Embed, embeds, findEmbedIssues } from './embeds.ts';
import { list, optional, parseForm, text } from './fields.ts';

export const Flag = {
	suppressEmbeds: 4,
	ephemeral: 64,
	loading: 128,
	silent: 4096,
	componentsV2: 32_768,
} as const;

const ids = optional(list(z.string(), 0, 100));
const allowedMentions = z.object({
	parse: optional(z.array(z.enum(['users', 'roles', 'everyone']))),
	users: ids,
	roles: ids,
	replied_user: optional(z.boolean()),
});
const messageForm = z.object({
	content: text(0, 2000).nullish(),
	embeds: embeds.nullish(),
	components: z.array(z.unknown()).nullish(),
	flags: optional(z.number().int()),
	allowed_mentions: optional(allowedMentions),
	attachments: z
		.array(
			z.object({
				id: z.coerce.string(),
				filename: optional(text(1, 1024)),
				description: optional(text(0, 1024)),
			}),
		)
		.nullish(),
	tts: optional(z.boolean()),
	nonce: optional(z.union([z.number().int(), text(0, 25)])),
	enforce_nonce: optional(z.boolean()),
	message_reference: optional(
		z.object({ message_id: z.string(), fail_if_not_exists: optional(z.boolean()) }),
	),
});

export type AllowedMentions = z.output<typeof allowedMentions>;
export type MessageForm = z.output<typeof messageForm>;

/** What a message holds that the rules look at: nothing for a new one, the stored one for an edit. */
export interface MessageState {
	content: string;
	embeds: Embed[];
	components: TopLevelComponent[];
	flags: number;
	/** Names of the files it will have, old and new. */
	files: string[];
}

export interface CheckedMessage extends Omit<MessageState, 'files'> {
	form: MessageForm;
}

/** The shape of a message in a request's body; throws 50035. `at` is `['data']` for a callback. */
export function parseMessageForm(body: unknown, at: FormIssue['path'] = []): MessageForm {
	const form = parseForm(messageForm, body ?? {}, at);
	const mentions = form.allowed_mentions;
	for (const kind of ['users', 'roles'] as const) {
		if (mentions?.parse?.includes(kind) !== true || (mentions[kind] ?? []).length === 0) continue;
		const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
		throw invalidForm([
			{ path: [...at, 'allowed_mentions'], code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message },
		]);
	}
	return form;
}

/** What the message will hold after this form, or Discord's refusal. */
export function checkMessage(
	form: MessageForm,
	before: MessageState,
	at: FormIssue['path'] = [],
): CheckedMessage {
	const wasV2 = (before.flags & Flag.componentsV2) !== 0;
	if (wasV2 && form.flags !== undefined && (form.flags & Flag.componentsV2) === 0) {
		const message = 'The IS_COMPONENTS_V2 flag cannot be removed from a message';
		throw invalidForm([
			{ path: [...at, 'flags'], code: 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG', message },
		]);
	}
	const v2 = wasV2 || ((form.flags ?? 0) & Flag.componentsV2) !== 0;
	const content = form.content === undefined ? before.content : (form.content ?? '');
	const nextEmbeds = form.embeds === undefined ? before.embeds : (form.embeds ?? []);
	const given = form.components === undefined ? undefined : (form.components ?? []);
	const components =
		given === undefined ? before.components : parseComponents(given, v2, [...at, 'components']);
	const issues = v2 ? legacyFieldIssues(content, nextEmbeds, at) : [];
	issues.push(...findEmbedIssues(form.embeds ?? [], before.files, [...at, 'embeds']));
	if (given !== undefined) issues.push(...findTreeIssues(components, before.files, [...at, 'components']));
	if (issues.length > 0) throw invalidForm(issues);
	const holdsSomething = v2
		? components.length > 0
		: content.trim() !== '' || nextEmbeds.length + before.files.length + components.length > 0;
	if (!holdsSomething) throw emptyMessage();
	const flags = v2 ? before.flags | Flag.componentsV2 : before.flags;
	return { form, content, embeds: nextEmbeds, components, flags };
}

function legacyFieldIssues(content: string, held: Embed[], at: FormIssue['path']): FormIssue[] {
	const used = [content === '' ? [] : ['content'], held.length === 0 ? [] : ['embeds']].flat();
	return used.map((field) => ({
		path: [...at, field],
		code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
		message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
	}));
}
