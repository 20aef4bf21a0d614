import { z } from 'zod';
import { selectSchema } from '../cards/select-options.ts';

const textInput = z.object({
	type: z.literal(4),
	custom_id: z.string(),
	style: z.number(),
	label: z.string().optional(),
	placeholder: z.string().optional(),
	value: z.string().optional(),
	min_length: z.number().optional(),
	max_length: z.number().optional(),
	required: z.boolean().default(true),
});
const fileUpload = z.object({
	type: z.literal(19),
	custom_id: z.string(),
	min_values: z.number().default(1),
	max_values: z.number().default(1),
	required: z.boolean().default(true),
});
const field = z.discriminatedUnion('type', [textInput, selectSchema, fileUpload]);
const row = z.object({ type: z.literal(1), components: z.array(textInput) });
const label = z.object({
	type: z.literal(18),
	label: z.string(),
	description: z.string().optional(),
	component: z.unknown(),
});
const text = z.object({ type: z.literal(10), content: z.string() });

/** What was typed, chosen, or picked from the visitor's machine. */
export type FieldValue = string | string[] | File[];
export type FieldValues = Record<string, FieldValue>;
type ModalField = z.output<typeof field>;

/** One thing in a modal, from top to bottom. */
export type ModalPart =
	| { kind: 'field'; label: string; description: string; field: ModalField }
	| { kind: 'text'; content: string }
	| { kind: 'unknown' };

/** Reads a modal's components; one the page does not know is kept as such, to be shown as a note. */
export function readModal(components: readonly unknown[]): ModalPart[] {
	return components.flatMap((component): ModalPart[] => {
		const asRow = row.safeParse(component).data;
		if (asRow !== undefined) {
			return asRow.components.map((input) => toField(input.label ?? '', '', input));
		}
		const asLabel = label.safeParse(component).data;
		if (asLabel !== undefined) return [toField(asLabel.label, asLabel.description ?? '', asLabel.component)];
		const asText = text.safeParse(component).data;
		return [asText === undefined ? { kind: 'unknown' } : { kind: 'text', content: asText.content }];
	});
}

function toField(name: string, description: string, component: unknown): ModalPart {
	const known = field.safeParse(component).data;
	return known === undefined
		? { kind: 'unknown' }
		: { kind: 'field', label: name, description, field: known };
}

/** The values a modal opens with, by the fields' ids. */
export function firstValues(parts: readonly ModalPart[]): FieldValues {
	const values: FieldValues = {};
	for (const part of parts) {
		if (part.kind !== 'field') continue;
		const { field: one } = part;
		if (one.type === 4) values[one.custom_id] = one.value ?? '';
		else if (one.type === 19) values[one.custom_id] = [];
		else {
			const preset = one.options.filter((option) => option.default).map(({ value }) => value);
			values[one.custom_id] = one.type === 3 ? preset : one.default_values.map(({ id }) => id);
		}
	}
	return values;
}

/** Why what was chosen could not be sent; the browser itself looks after what is typed. */
export function findProblem(
	one: ModalField,
	value: FieldValue,
	fileLimit: number,
): 'missing' | 'too-large' | undefined {
	if (one.type === 4 || !Array.isArray(value)) return undefined;
	if (value.some((file) => file instanceof File && file.size > fileLimit)) return 'too-large';
	const least = one.required ? Math.max(one.min_values, 1) : value.length === 0 ? 0 : one.min_values;
	return value.length < least ? 'missing' : undefined;
}
