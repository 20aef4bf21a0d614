import { z } from 'zod';
import { type FormIssue, invalidForm } from '../rest/discord-error.ts';
import { selects, textDisplay } from './components.ts';
import { countCharacters, integer, list, optional, parseForm, refusal, text } from './fields.ts';

const id = optional(z.number().int().min(0));
const customId = text(1, 100);
const required = optional(z.boolean());

const textInput = z
	.object({
		type: z.literal(4),
		id,
		custom_id: customId,
		style: integer(1, 2),
		label: optional(text(1, 45)),
		min_length: optional(integer(0, 4000)),
		max_length: optional(integer(1, 4000)),
		required,
		value: optional(text(0, 4000)),
		placeholder: optional(text(0, 100)),
	})
	.check((ctx) => {
		const { min_length: min = 0, max_length: max = 4000, value = '' } = ctx.value;
		if (min > max) {
			const message = 'The minimum length must not be above the maximum';
			ctx.issues.push(
				refusal(ctx.value, { path: ['min_length'], code: 'TEXT_INPUT_MIN_ABOVE_MAX', message }),
			);
		}
		const length = countCharacters(value);
		if (value === '' || (length >= min && length <= max)) return;
		const message = `Must be between ${min} and ${max} in length.`;
		ctx.issues.push(refusal(value, { path: ['value'], code: 'BASE_TYPE_BAD_LENGTH', message }));
	});
const fileUpload = z.object({
	type: z.literal(19),
	id,
	custom_id: customId,
	min_values: optional(integer(0, 10)),
	max_values: optional(integer(1, 10)),
	required,
});
const groupOption = z.object({
	label: text(1, 100),
	value: text(1, 100),
	description: optional(text(0, 100)),
	default: optional(z.boolean()),
});
const radioGroup = z.object({
	type: z.literal(21),
	id,
	custom_id: customId,
	options: list(groupOption, 2, 10),
	required,
});
const checkboxGroup = z.object({
	type: z.literal(22),
	id,
	custom_id: customId,
	options: list(groupOption, 1, 10),
	min_values: optional(integer(0, 10)),
	max_values: optional(integer(1, 10)),
	required,
});
const checkbox = z.object({ type: z.literal(23), id, custom_id: customId, default: optional(z.boolean()) });

const field = z.discriminatedUnion('type', [
	textInput,
	...selects,
	fileUpload,
	radioGroup,
	checkboxGroup,
	checkbox,
]);
const row = z.object({
	type: z.literal(1),
	id,
	components: list(z.discriminatedUnion('type', [textInput]), 1, 1),
});
const label = z.object({
	type: z.literal(18),
	id,
	label: text(1, 45),
	description: optional(text(1, 100)),
	component: field,
});
const modal = z.object({
	custom_id: customId,
	title: text(1, 45),
	components: list(z.discriminatedUnion('type', [row, label, textDisplay]), 1, 5),
});

export type Modal = z.output<typeof modal>;
export type ModalField = z.output<typeof field>;

/** The fields of a modal that take an answer, each with its place in the definition and its label. */
export function modalFields(shown: Modal): { field: ModalField; label: string; path: FormIssue['path'] }[] {
	return shown.components.flatMap((component, index) => {
		if (component.type === 10) return [];
		if (component.type === 18) {
			return [
				{ field: component.component, label: component.label, path: ['components', index, 'component'] },
			];
		}
		return component.components.map((input, place) => ({
			field: input,
			label: input.label ?? '',
			path: ['components', index, 'components', place],
		}));
	});
}

/** A modal by Discord's rules, or its 50035. */
export function parseModal(body: unknown, at: FormIssue['path']): Modal {
	const parsed = parseForm(modal, body ?? {}, at);
	const issues: FormIssue[] = [];
	const seen = new Set<string>();
	const refuse = (path: FormIssue['path'], code: string, message: string) =>
		issues.push({ path: [...at, ...path], code, message });
	for (const { field: one, path } of modalFields(parsed)) {
		if (seen.has(one.custom_id)) {
			refuse(
				[...path, 'custom_id'],
				'COMPONENT_CUSTOM_ID_DUPLICATED',
				'Component custom id cannot be duplicated',
			);
		}
		seen.add(one.custom_id);
		const inLabel = path.at(-1) === 'component';
		if (one.type === 4 && inLabel && one.label !== undefined) {
			refuse(
				[...path, 'label'],
				'TEXT_INPUT_LABEL_IN_LABEL',
				'A text input inside a label has no label of its own',
			);
		}
		if (one.type === 4 && !inLabel && one.label === undefined) {
			refuse([...path, 'label'], 'BASE_TYPE_REQUIRED', 'This field is required');
		}
		if ('disabled' in one && one.disabled === true) {
			refuse(
				[...path, 'disabled'],
				'COMPONENT_DISABLED_IN_MODAL',
				'Components in a modal cannot be disabled',
			);
		}
	}
	if (issues.length > 0) throw invalidForm(issues);
	return parsed;
}
