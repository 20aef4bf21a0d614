import type { Actor, LoopbackDiscord, OptionValues } from '../discord/loopback-discord.ts';
import type { OptionValue } from '../discord/people/command-input.ts';
import {
	type CommandOption,
	isBranch,
	isLeaf,
	type LeafOption,
	type RegisteredCommand,
} from '../discord/rules/command-schema.ts';
import type { DataKind } from '../page/gallery/gallery-wire.ts';
import { smallSong } from './small-song.ts';

/** A command that can be sent, by its whole name, and what it takes. */
export interface Leaf {
	readonly name: string;
	/** The command it is a part of; '' for one that stands alone. */
	readonly group: string;
	readonly options: readonly LeafOption[];
}

/** Every slash command that is registered, sub-commands by their whole names. */
export function leavesOf(registered: readonly RegisteredCommand[]): Leaf[] {
	const below = (path: readonly string[], options: readonly CommandOption[]): Leaf[] => {
		const branches = options.filter(isBranch);
		return branches.length > 0
			? branches.flatMap((branch) => below([...path, branch.name], branch.options))
			: [
					{
						name: path.join(' '),
						group: path.length > 1 ? (path[0] ?? '') : '',
						options: options.filter(isLeaf),
					},
				];
	};
	return registered.filter(({ type }) => type === 1).flatMap(({ name, options }) => below([name], options));
}

const hostileText = '@everyone **“lantern”** ‮txet‬ 👩‍👩‍👧‍👦 قمر <t:1:R> `x` ';

/** What a person types where nothing is offered, by the name of the option; anything else is searched for by a word that is found. */
const typed: Readonly<Record<string, string>> = {
	name: 'Rainy Windows',
	title: 'Night Ferry',
	audio_url: 'https://cdn.example/night-ferry.mp3',
	presenter: 'Ines',
	description: 'An hour on the water.',
};
const usualWords = 'lantern';

interface Asking {
	readonly discord: LoopbackDiscord;
	readonly by: Actor;
	readonly data: DataKind;
}

/** What goes to the bot, and how it looks to whoever typed it: a song's title, and not its number. */
export interface Filled {
	readonly values: OptionValues;
	readonly shown: Readonly<Record<string, string>>;
}

/**
 * What to send with a command so that it runs: the options it needs, and what `given` says of the others. What is suggested or
 * offered is taken as it comes. Throws a sentence where it needs a value that nothing is known about.
 */
export async function valuesFor(leaf: Leaf, given: OptionValues, asking: Asking): Promise<Filled> {
	const values: OptionValues = { ...given };
	const shown: Record<string, string> = {};
	for (const option of leaf.options) {
		if (option.required === true && values[option.name] === undefined) {
			const found = await valueFor(leaf, option, values, asking);
			values[option.name] = found.value;
			shown[option.name] = found.name ?? written(found.value);
		}
		const value = values[option.name];
		if (value !== undefined) shown[option.name] ??= written(value);
	}
	return { values, shown };
}

const written = (value: OptionValue) => (typeof value === 'object' ? value.name : String(value));

async function valueFor(
	leaf: Leaf,
	option: LeafOption,
	so: OptionValues,
	{ discord, by, data }: Asking,
): Promise<{ value: OptionValue; name?: string }> {
	const choice = option.choices?.[0]?.value;
	if (choice !== undefined) return { value: choice };
	if (option.autocomplete === true) {
		const suggested = await discord.autocomplete(by, leaf.name, so, option.name);
		// Not the first one, so that another song is asked for than the one that is on.
		return suggested[1] ?? suggested[0] ?? { value: usualWords };
	}
	return plainValue(option, by, data);
}

function plainValue(option: LeafOption, by: Actor, data: DataKind): { value: OptionValue; name?: string } {
	switch (option.type) {
		case 3:
			return { value: textFor(option, data) };
		case 4:
		case 10:
			return { value: option.min_value ?? 1 };
		case 5:
			return { value: true };
		case 6:
			return { value: by.userId, name: '@Ada' };
		case 7:
			return { value: by.channelId, name: '#requests' };
		case 11:
			return {
				value:
					data === 'ordinary'
						? smallSong('night-ferry.mp3', 'Night Ferry', 'Ferro & Lys')
						: smallSong(`${'a-name-without-an-end-'.repeat(8)}.mp3`, hostileText.repeat(4), hostileText),
			};
		default:
			throw new Error(`The gallery has nothing for the option ${option.name} (type ${option.type})`);
	}
}

function textFor(option: LeafOption, data: DataKind): string {
	const usual = typed[option.name] ?? usualWords;
	const isAddress = /url|address/u.test(option.name);
	return data === 'extreme' && option.name in typed && !isAddress
		? hostileText.repeat(20).slice(0, Math.min(option.max_length ?? 80, 200))
		: usual;
}

/**
 * The ways in which a command is run: once with what it needs, once for each thing that its options offer to choose from, and once
 * with words that are made to break a card.
 */
export function variantsOf({ options }: Leaf, data: DataKind): OptionValues[] {
	const chosen = options.flatMap((option) =>
		(option.choices ?? [])
			.slice(option.required === true ? 1 : 0)
			.map(({ value }): OptionValues => ({ [option.name]: value })),
	);
	const free = options.find(
		({ type, required, choices = [], name }) =>
			type === 3 && required === true && choices.length === 0 && !(name in typed),
	);
	const hostile =
		free === undefined || data === 'ordinary'
			? []
			: [{ [free.name]: hostileText.slice(0, free.max_length ?? 100) }];
	return [{}, ...chosen, ...hostile];
}
