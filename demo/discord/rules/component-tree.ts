import type { FormIssue } from '../rest/discord-error.ts';
import { type Component, legacyLayout, type TopLevelComponent, v2Layout } from './components.ts';
import { countCharacters, parseForm } from './fields.ts';

const MAX_COMPONENTS = 40;
const MAX_TEXT = 4000;

export interface PlacedComponent {
	component: Component;
	path: FormIssue['path'];
}

/** Parses a message's components as Discord would, by the old rules or those of Components V2; throws 50035. */
export function parseComponents(value: unknown, v2: boolean, at: FormIssue['path']): TopLevelComponent[] {
	return parseForm(v2 ? v2Layout : legacyLayout, value, at);
}

/** What is wrong with the components taken together: doubled ids, too many, too much text, pictures never sent. */
export function findTreeIssues(
	components: TopLevelComponent[],
	files: string[],
	at: FormIssue['path'],
): FormIssue[] {
	const issues: FormIssue[] = [];
	const customIds = new Set<string>();
	let count = 0;
	let length = 0;
	for (const { component, path } of walkComponents(components, at)) {
		count += 1;
		if (component.type === 10) length += countCharacters(component.content);
		if ('custom_id' in component && component.custom_id !== undefined) {
			if (customIds.has(component.custom_id)) {
				const message = 'Component custom id cannot be duplicated';
				issues.push({ path: [...path, 'custom_id'], code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message });
			}
			customIds.add(component.custom_id);
		}
		for (const media of mediaOf(component)) {
			const name = /^attachment:\/\/(.*)$/.exec(media.url)?.[1];
			if (name === undefined || files.includes(name)) continue;
			const message = 'The referenced attachment was not found';
			issues.push({ path, code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', message });
		}
	}
	if (count > MAX_COMPONENTS) {
		const message = `The total number of components exceeds the maximum of ${MAX_COMPONENTS}`;
		issues.push({ path: at, code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message });
	}
	if (length > MAX_TEXT) {
		const message = `The total displayable text size exceeds the maximum of ${MAX_TEXT}`;
		issues.push({ path: at, code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message });
	}
	return issues;
}

/** Every component of the tree, parents first, each with its path in the body. */
export function* walkComponents(
	components: Component[],
	at: FormIssue['path'] = [],
): Generator<PlacedComponent> {
	for (const [index, component] of components.entries()) yield* walk(component, [...at, index]);
}

function* walk(component: Component, path: FormIssue['path']): Generator<PlacedComponent> {
	yield { component, path };
	if ('components' in component) yield* walkComponents(component.components, [...path, 'components']);
	if ('accessory' in component) yield* walk(component.accessory, [...path, 'accessory']);
}

/** The picture and file addresses a component itself holds; they may be rewritten in place. */
export function mediaOf(component: Component): { url: string }[] {
	if (component.type === 11) return [component.media];
	if (component.type === 12) return component.items.map((item) => item.media);
	return component.type === 13 ? [component.file] : [];
}

/** Numbers the components that came without an id, as Discord does. */
export function numberComponents(components: TopLevelComponent[]): void {
	const taken = new Set([...walkComponents(components)].map(({ component }) => component.id));
	let next = 1;
	for (const { component } of walkComponents(components)) {
		if (component.id !== undefined && component.id !== 0) continue;
		while (taken.has(next)) next += 1;
		component.id = next;
		taken.add(next);
	}
}
