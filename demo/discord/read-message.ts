import type { LoopbackMessage } from './loopback-message.ts';
import { walkComponents } from './rules/component-tree.ts';
import type { Button, Component, Select } from './rules/components.ts';
import type { Embed } from './rules/embeds.ts';

/**
 * Everything a person can read in the message: content, embeds and text displays, each on lines of its own; buttons as
 * `[label]`; selects as their placeholder and options.
 */
export function textOf(message: Pick<LoopbackMessage, 'content' | 'embeds' | 'components'>): string {
	const lines = [message.content, ...message.embeds.flatMap(embedLines)];
	for (const { component } of walkComponents(message.components)) lines.push(...componentLines(component));
	return lines.filter((line) => line !== '').join('\n');
}

export function buttons(message: Pick<LoopbackMessage, 'components'>): Button[] {
	return components(message).filter((component) => component.type === 2);
}

export function selects(message: Pick<LoopbackMessage, 'components'>): Select[] {
	return components(message).filter((component): component is Select =>
		[3, 5, 6, 7, 8].includes(component.type),
	);
}

/** The pictures of all galleries, each with its address and what it is for those who cannot see it. */
export function pictures(message: Pick<LoopbackMessage, 'components'>): { url: string; alt: string }[] {
	return components(message)
		.filter((component) => component.type === 12)
		.flatMap(({ items }) =>
			items.map(({ media, description }) => ({ url: media.url, alt: description ?? '' })),
		);
}

/** The button with this label, or the select with this placeholder; throws with what there is instead. */
export function findByLabel(message: Pick<LoopbackMessage, 'components'>, label: string): Button | Select {
	const all = [...buttons(message), ...selects(message)];
	const found = all.find((component) => labelOf(component) === label);
	if (found !== undefined) return found;
	throw new Error(
		`Nothing is labelled "${label}"; there is ${all.map((one) => `"${labelOf(one)}"`).join(', ')}`,
	);
}

/** The custom id of what is labelled so, ready to be pressed; throws for a link. */
export function customIdOf(message: Pick<LoopbackMessage, 'components'>, label: string): string {
	const { custom_id: customId } = findByLabel(message, label);
	if (customId === undefined) throw new Error(`"${label}" is a link`);
	return customId;
}

function components(message: Pick<LoopbackMessage, 'components'>): Component[] {
	return [...walkComponents(message.components)].map(({ component }) => component);
}

function labelOf(component: Button | Select): string {
	if (component.type !== 2) return component.placeholder ?? '';
	return component.label ?? component.emoji?.name ?? '';
}

function componentLines(component: Component): string[] {
	switch (component.type) {
		case 2:
			return [`[${labelOf(component)}]`];
		case 3:
			return [
				component.placeholder ?? '',
				...component.options.map(({ label, description }) =>
					description === undefined ? label : `${label} (${description})`,
				),
			];
		case 5:
		case 6:
		case 7:
		case 8:
			return [component.placeholder ?? ''];
		case 10:
			return [component.content];
		case 11:
			return [component.description ?? ''];
		case 12:
			return component.items.map((item) => item.description ?? '');
		case 1:
		case 9:
		case 13:
		case 14:
		case 17:
			return [];
	}
}

function embedLines(embed: Embed): string[] {
	const fields = (embed.fields ?? []).flatMap(({ name, value }) => [name, value]);
	const lines = [embed.author?.name, embed.title, embed.description, ...fields, embed.footer?.text];
	return lines.filter((line) => line !== undefined);
}
