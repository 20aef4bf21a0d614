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
const field = z.discriminatedUnion('type', [textInput, selectSchema]);
const row = z.object({ type: z.literal(1), components: z.array(textInput) });
const label = z.object({
	type: z.literal(18),
	label: z.string(),
	description: z.string().optional(),
	component: z.unknown(),
});
const text = z.object({ type: z.literal(10), content: z.string() });

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
export function firstValues(parts: readonly ModalPart[]): Record<string, string | string[]> {
	const values: Record<string, string | string[]> = {};
	for (const part of parts) {
		if (part.kind !== 'field') continue;
		const { field: one } = part;
		values[one.custom_id] =
			one.type === 4
				? (one.value ?? '')
				: one.options.filter((option) => option.default).map(({ value }) => value);
	}
	return values;
}
