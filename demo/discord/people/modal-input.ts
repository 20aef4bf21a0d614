import type { Actor, ShownModal } from '../interaction.ts';
import { countCharacters } from '../rules/fields.ts';
import { type ModalField, modalFields } from '../rules/modal.ts';
import type { World } from '../world.ts';
import { chooseValues } from './component-input.ts';
import { type PersonFile, uploadFile } from './person-file.ts';
import type { Resolved } from './resolved.ts';

export type ModalValue = string | string[] | PersonFile | PersonFile[];
export type ModalValues = Record<string, ModalValue>;

/** The `data` of a submitted modal, checked as Discord's client checks it before the button goes live. */
export function buildSubmit(
	world: World,
	by: Actor,
	modal: ShownModal,
	values: ModalValues,
): Record<string, unknown> {
	const fields = modalFields(modal);
	const unknown = Object.keys(values).find((name) => !fields.some(({ field }) => field.custom_id === name));
	if (unknown !== undefined) throw new Error(`The modal "${modal.title}" has no field ${unknown}`);
	const resolved: Resolved = {};
	const fill = (field: ModalField) => {
		const { resolved: found, ...answer } = fillField(world, by, field, values[field.custom_id]);
		for (const kind of ['users', 'members', 'roles', 'channels', 'attachments'] as const) {
			if (found?.[kind] !== undefined) resolved[kind] = { ...resolved[kind], ...found[kind] };
		}
		return { type: field.type, custom_id: field.custom_id, ...answer };
	};
	const components = modal.components.map((component) => {
		if (component.type === 10) return { type: 10, id: component.id };
		if (component.type === 18) return { type: 18, component: fill(component.component) };
		return { type: 1, components: component.components.map(fill) };
	});
	return {
		custom_id: modal.custom_id,
		components,
		...(Object.keys(resolved).length > 0 && { resolved }),
	};
}

interface Filled {
	value?: string | boolean | null;
	values?: string[];
	resolved?: Resolved;
}

function fillField(world: World, by: Actor, field: ModalField, given: ModalValue | undefined): Filled {
	const all = given === undefined ? [] : [given].flat();
	const files = all.filter((one) => typeof one === 'object');
	const list = all.filter((one) => typeof one === 'string').filter((one) => one !== '');
	if (field.type === 19 ? list.length > 0 : files.length > 0) {
		throw new Error(`The field ${field.custom_id} takes ${field.type === 19 ? 'files alone' : 'no files'}`);
	}
	if (field.type === 19) return fillUpload(world, by, field, files);
	const one = list[0];
	// Text inputs, selects and groups must be answered unless the bot says otherwise.
	const needed = field.type !== 23 && field.required !== false;
	if (needed && list.length === 0 && !(field.type === 4 && (field.value ?? '') !== '')) {
		throw new Error(`The field ${field.custom_id} must be filled in`);
	}
	switch (field.type) {
		case 4: {
			const value = given === undefined ? (field.value ?? '') : (one ?? '');
			const length = countCharacters(value);
			const { min_length: min = 0, max_length: max = 4000 } = field;
			if (value !== '' && (length < min || length > max)) {
				throw new Error(`The field ${field.custom_id} takes ${min} to ${max} characters, not ${length}`);
			}
			return { value };
		}
		case 21:
			offered(field, list);
			return { value: one ?? null };
		case 22:
			offered(field, list);
			return { values: list };
		case 23:
			return { value: one === 'true' };
		case 3:
		case 5:
		case 6:
		case 7:
		case 8:
			return list.length === 0 && field.required === false
				? { values: [] }
				: chooseValues(world, by.guildId, field, list);
	}
}

function fillUpload(
	world: World,
	by: Actor,
	field: Extract<ModalField, { type: 19 }>,
	files: PersonFile[],
): Filled {
	const least = field.required === false && files.length === 0 ? 0 : (field.min_values ?? 1);
	const most = field.max_values ?? 1;
	if (files.length < least || files.length > most) {
		throw new Error(`The field ${field.custom_id} takes ${least} to ${most} files, not ${files.length}`);
	}
	const resolved: Resolved = {};
	return { values: files.map((file) => uploadFile(world, by, file, resolved)), resolved };
}

function offered(field: { custom_id: string; options: { value: string }[] }, values: string[]): void {
	const strange = values.find((value) => !field.options.some((option) => option.value === value));
	if (strange !== undefined) throw new Error(`The field ${field.custom_id} does not offer ${strange}`);
}
