import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import type { Card, Part } from './card.ts';

/** A card to look at: the same without anything to press. */
export function withoutButtons({ components }: Card): APIMessageTopLevelComponent[] {
	return components.map((component) =>
		component.type === ComponentType.Container
			? { ...component, components: component.components.flatMap((part) => quiet(part)) }
			: component,
	);
}

function quiet(part: Part): Part[] {
	if (part.type === ComponentType.ActionRow) return [];
	if (part.type === ComponentType.Section && part.accessory.type === ComponentType.Button)
		return part.components;
	return [part];
}
