import {
	type CommandOption as AnyOption,
	isBranch,
	isLeaf,
	type LeafOption,
	type RegisteredCommand,
} from '../discord/rules/command-schema.ts';
import type { Command, CommandOption, Language } from '../page/wire.ts';

interface Words {
	name: string;
	name_localizations?: Record<string, string> | null | undefined;
	description: string;
	description_localizations?: Record<string, string> | null | undefined;
}

/** Every command that can be sent, sub-commands by their whole name, in the words of one language. */
export function listCommands(registered: readonly RegisteredCommand[], locale: Language): Command[] {
	return registered
		.filter((command) => command.type === 1)
		.flatMap((command) => leavesOf(command.id, [command], command.options, locale))
		.toSorted((a, b) => a.group.localeCompare(b.group) || a.name.localeCompare(b.name));
}

function leavesOf(
	id: string,
	path: readonly Words[],
	options: readonly AnyOption[],
	locale: Language,
): Command[] {
	const branches = options.filter(isBranch);
	if (branches.length > 0) {
		return branches.flatMap((branch) => leavesOf(id, [...path, branch], branch.options, locale));
	}
	const last = path.at(-1);
	return [
		{
			id,
			name: path.map(({ name }) => name).join(' '),
			label: path.map((words) => nameIn(words, locale)).join(' '),
			group: path.length > 1 ? (path[0]?.name ?? '') : '',
			description: last === undefined ? '' : descriptionIn(last, locale),
			options: options.filter(isLeaf).map((option) => pageOption(option, locale)),
		},
	];
}

function pageOption(option: LeafOption, locale: Language): CommandOption {
	return {
		name: option.name,
		label: nameIn(option, locale),
		description: descriptionIn(option, locale),
		type: option.type,
		isRequired: option.required === true,
		isAutocompleted: option.autocomplete === true,
		choices: (option.choices ?? []).map((choice) => ({
			name: choice.name_localizations?.[locale] ?? choice.name,
			value: choice.value,
		})),
	};
}

function nameIn(words: Words, locale: Language): string {
	return words.name_localizations?.[locale] ?? words.name;
}

function descriptionIn(words: Words, locale: Language): string {
	return words.description_localizations?.[locale] ?? words.description;
}
