import {
	type APIButtonComponent,
	type APIComponentInContainer,
	type APIMessageTopLevelComponent,
	type APISectionComponent,
	type APIStringSelectComponent,
	type APITextDisplayComponent,
	ButtonStyle,
	ComponentType,
} from 'discord.js';

/** A file that goes out with a card. */
export interface CardFile {
	name: string;
	content: Buffer;
}

/** A message as a command returns it; the dispatcher sends it. */
export interface Card {
	components: APIMessageTopLevelComponent[];
	files?: CardFile[];
}

/** The bar at the left. It repeats what mark and word already say. */
export const accent = {
	calm: 0x5b86c4,
	ok: 0x3ba07a,
	warn: 0xbe8419,
	bad: 0xd0564c,
	idle: 0x80848e,
} as const;

const stationColours = [
	0xc97c3d, 0x5b86c4, 0x8f7bd6, 0x3ba07a, 0xc4679a, 0x4e9cb0, 0xa88a3e, 0xbc6c60,
] as const;

/** A station's own colour, the same every time. */
export function stationColour(stationId: string): number {
	let hash = 0;
	for (const character of stationId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
	return stationColours[hash % stationColours.length] ?? accent.calm;
}

/** A piece of a card. */
export type Part = APIComponentInContainer;

/** Letters that Discord takes in all texts of a message together. */
const mostLetters = 4_000;

/**
 * One container, the whole message. Parts that do not apply are left out as `undefined`. Of more text than Discord takes, which
 * letters of many units bring about, the last texts are left out: a card without its end is better than none.
 */
export function card(accentColour: number, ...parts: (Part | undefined)[]): Card {
	const components = fitting(
		parts.filter((part) => part !== undefined).filter((part) => !isEmptyText(part) && !isEmptyMenu(part)),
	);
	return { components: [{ type: ComponentType.Container, accent_color: accentColour, components }] };
}

function fitting(parts: readonly Part[]): Part[] {
	const kept = [...parts];
	let letters = kept.reduce((sum, part) => sum + lettersOf(part), 0);
	for (let at = kept.length - 1; at > 0 && letters > mostLetters; at -= 1) {
		const part = kept[at];
		if (part?.type !== ComponentType.TextDisplay) continue;
		letters -= lettersOf(part);
		// What was left out last is where the gap shows.
		kept.splice(at, 1, ...(letters < mostLetters ? [text('…')] : []));
	}
	return kept;
}

function lettersOf(part: Part): number {
	if (part.type === ComponentType.TextDisplay) return part.content.length;
	return part.type === ComponentType.Section
		? part.components.reduce((sum, { content }) => sum + content.length, 0)
		: 0;
}

/** Nor does it take a menu without anything to choose. */
function isEmptyMenu(part: Part): boolean {
	return (
		part.type === ComponentType.ActionRow &&
		part.components.some((one) => one.type === ComponentType.StringSelect && one.options.length === 0)
	);
}

/** Discord refuses a whole message for one text without a letter. */
function isEmptyText(part: Part): boolean {
	return part.type === ComponentType.TextDisplay && part.content.trim() === '';
}

/** Lines of text; lines that do not apply are left out. */
export function text(...lines: (string | undefined)[]): APITextDisplayComponent {
	return {
		type: ComponentType.TextDisplay,
		content: lines.filter((line) => line !== undefined && line !== '').join('\n'),
	};
}

export function line(): Part {
	return { type: ComponentType.Separator, divider: true, spacing: 1 };
}

/** Text with a picture beside it; without a picture just the text, so that nothing leaves a hole. */
export function withPicture(
	texts: APITextDisplayComponent[],
	picture: { url: string; alt: string } | undefined,
): Part[] {
	if (picture === undefined) return texts;
	const accessory = {
		type: ComponentType.Thumbnail,
		media: { url: picture.url },
		description: picture.alt,
	} as const;
	return [{ type: ComponentType.Section, components: texts, accessory }];
}

/** One item of a list with what can be done about it. */
export function withButton(
	texts: APITextDisplayComponent[],
	button: APIButtonComponent,
): APISectionComponent {
	return { type: ComponentType.Section, components: texts, accessory: button };
}

/** A row of buttons; no row at all if there is none. */
export function row(...buttons: (APIButtonComponent | undefined)[]): Part | undefined {
	const components = buttons.filter((button) => button !== undefined);
	return components.length === 0 ? undefined : { type: ComponentType.ActionRow, components };
}

type Style = 'primary' | 'secondary' | 'danger';
const styles = {
	primary: ButtonStyle.Primary,
	secondary: ButtonStyle.Secondary,
	danger: ButtonStyle.Danger,
} as const;

export function button(style: Style, label: string, customId: string, disabled = false): APIButtonComponent {
	return {
		type: ComponentType.Button,
		style: styles[style],
		label,
		custom_id: customId,
		...(disabled ? { disabled } : {}),
	};
}

export function linkButton(label: string, url: string): APIButtonComponent {
	return { type: ComponentType.Button, style: ButtonStyle.Link, label, url };
}

export interface SelectOption {
	label: string;
	value: string;
	description?: string;
}

/** A select menu of up to 25 options, one to be chosen. Of two that mean the same the first is shown; Discord refuses both. */
export function select(customId: string, placeholder: string, options: readonly SelectOption[]): Part {
	const component: APIStringSelectComponent = {
		type: ComponentType.StringSelect,
		custom_id: customId,
		placeholder,
		min_values: 1,
		max_values: 1,
		options: [...new Map(options.toReversed().map((option) => [option.value, option])).values()]
			.toReversed()
			.slice(0, 25),
	};
	return { type: ComponentType.ActionRow, components: [component] };
}

/** A moment, shown by Discord in each reader's own time zone and language. Takes milliseconds. */
export function moment(ms: number, style: 't' | 'T' | 'd' | 'D' | 'f' | 'R'): string {
	return `<t:${Math.round(ms / 1000)}:${style}>`;
}
