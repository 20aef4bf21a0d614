import type { FormIssue } from '../rest/discord-error.ts';
import { type CommandDefinition, type CommandOption, isBranch, type LeafOption } from './command-schema.ts';
import { countCharacters } from './fields.ts';

/** What is wrong with the options taken together: order, doubled names, choices that do not fit. */
export function findOptionIssues(options: CommandOption[], at: FormIssue['path']): FormIssue[] {
	const issues: FormIssue[] = [];
	const names = new Map<string, number>();
	let optionalSeen = false;
	for (const [index, one] of options.entries()) {
		const refuse = (field: string, code: string, message: string) =>
			issues.push({ path: [...at, index, field], code, message });
		if (isBranch(one) !== isBranch(options[0] ?? one)) {
			refuse('type', 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-commands and options cannot be mixed');
		}
		const taken = [one.name, ...Object.entries(one.name_localizations ?? {}).map((pair) => pair.join(':'))];
		if (taken.some((name) => (names.get(name) ?? index) !== index)) {
			refuse('name', 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
		}
		for (const name of taken) names.set(name, index);
		if (isBranch(one)) {
			issues.push(...findOptionIssues(one.options, [...at, index, 'options']));
			continue;
		}
		if (one.required === true && optionalSeen) {
			const message = 'Required options must be placed before non-required options';
			refuse('required', 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
		}
		optionalSeen ||= one.required !== true;
		for (const [field, code, message] of leafProblems(one)) refuse(field, code, message);
	}
	return issues;
}

function* leafProblems(one: LeafOption): Generator<[string, string, string]> {
	const { choices = [], type } = one;
	if (one.autocomplete === true && choices.length > 0) {
		const message = 'Autocomplete and choices cannot both be set';
		yield ['autocomplete', 'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE', message];
	}
	if ((one.autocomplete === true || choices.length > 0) && ![3, 4, 10].includes(type)) {
		yield ['type', 'APPLICATION_COMMAND_OPTION_TYPE_WITHOUT_CHOICES', 'This type of option takes no choices'];
	}
	const wanted = type === 3 ? 'string' : 'number';
	if (choices.some(({ value }) => typeof value !== wanted)) {
		yield ['choices', 'BASE_TYPE_BAD_TYPE', `Every choice of this option must be a ${wanted}`];
	}
	if (new Set(choices.map(({ name }) => name)).size < choices.length) {
		yield [
			'choices',
			'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
			'Option choice name already exists',
		];
	}
	if (
		(one.min_length ?? 0) > (one.max_length ?? 6000) ||
		(one.min_value ?? -Infinity) > (one.max_value ?? Infinity)
	) {
		yield ['min_value', 'APPLICATION_COMMAND_OPTION_MIN_ABOVE_MAX', 'The minimum is above the maximum'];
	}
}

/** Names, descriptions and choice values together, as Discord counts them: of the languages, only the longest. */
export function commandSize(
	item: Pick<CommandDefinition, 'name' | 'description'> & Partial<LeafOption> & { options?: CommandOption[] },
): number {
	const longest = (plain: string, localizations?: Record<string, string> | null) =>
		Math.max(...[plain, ...Object.values(localizations ?? {})].map((words) => countCharacters(words)));
	const choices = (item.choices ?? []).reduce(
		(sum, { name, name_localizations, value }) =>
			sum + longest(name, name_localizations) + String(value).length,
		0,
	);
	const own =
		longest(item.name, item.name_localizations) + longest(item.description, item.description_localizations);
	return (item.options ?? []).reduce((sum, one) => sum + commandSize(one), own + choices);
}
