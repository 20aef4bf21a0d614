import type { Command, CommandOption } from '../wire.ts';
import type { PageWords } from '../words.ts';

/** What an option can hold; a file is on the visitor's machine until the command is sent. */
export type OptionValue = string | number | boolean | File;

/** What stands in the field of one option; `picked` when it was taken from a list. */
export interface OptionDraft {
	text: string;
	picked?: OptionValue;
}

/** A command on its way: the options that have a field, in the order they got it. */
export interface CommandDraft {
	command: Command;
	fields: { name: string; draft: OptionDraft }[];
	/** Why the command could not be sent, by option. */
	problems: Readonly<Record<string, string>>;
}

export function startDraft(command: Command): CommandDraft {
	const needed = command.options.filter(({ isRequired }) => isRequired);
	return { command, fields: needed.map(({ name }) => ({ name, draft: { text: '' } })), problems: {} };
}

export function openField(draft: CommandDraft, name: string): CommandDraft {
	return { ...draft, fields: [...draft.fields, { name, draft: { text: '' } }] };
}

export function closeField(draft: CommandDraft, name: string): CommandDraft {
	return { ...draft, fields: draft.fields.filter((field) => field.name !== name) };
}

export function fillField(draft: CommandDraft, name: string, filled: OptionDraft): CommandDraft {
	const { [name]: _mended, ...problems } = draft.problems;
	const fields = draft.fields.map((field) => (field.name === name ? { name, draft: filled } : field));
	return { ...draft, fields, problems };
}

export function optionOf(command: Command, name: string): CommandOption | undefined {
	return command.options.find((option) => option.name === name);
}

/** The optional options that have no field yet. */
export function unusedOptions({ command, fields }: CommandDraft): CommandOption[] {
	return command.options.filter((option) => !fields.some(({ name }) => name === option.name));
}

/** What would be sent, and why it cannot be. */
export function readDraft(
	draft: CommandDraft,
	words: PageWords['composer'],
	fileLimit: number,
): { values: Record<string, OptionValue>; problems: Record<string, string> } {
	const values: Record<string, OptionValue> = {};
	const problems: Record<string, string> = {};
	for (const { name, draft: filled } of draft.fields) {
		const option = optionOf(draft.command, name);
		if (option === undefined) continue;
		const read = readOption(option, filled, words, fileLimit);
		if ('problem' in read) problems[name] = read.problem;
		else if (read.value !== undefined) values[name] = read.value;
	}
	return { values, problems };
}

/** Discord's numbers: 3 text, 4 whole number, 10 number; 5 yes or no; 11 a file; the rest is chosen from a list. */
function readOption(
	option: CommandOption,
	{ text, picked }: OptionDraft,
	words: PageWords['composer'],
	fileLimit: number,
): { value: OptionValue | undefined } | { problem: string } {
	if (picked instanceof File && picked.size > fileLimit) return { problem: words.tooLarge(fileLimit) };
	if (picked !== undefined) return { value: picked };
	const typed = text.trim();
	if (typed === '') return option.isRequired ? { problem: words.required } : { value: undefined };
	if (option.choices.length > 0) return { problem: words.notOffered };
	if (option.type === 3) return { value: typed };
	const { yes, no } = words;
	const truth = [yes, no].findIndex((word) => word.toLowerCase() === typed.toLowerCase());
	if (option.type === 5 && truth >= 0) return { value: truth === 0 };
	if (option.type !== 4 && option.type !== 10) return { problem: words.notOffered };
	const number = Number(typed.replace(',', '.'));
	return Number.isNaN(number) ? { problem: words.notNumber } : { value: number };
}
