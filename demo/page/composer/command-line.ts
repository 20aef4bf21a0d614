import type { Command, CommandOption } from '../wire.ts';
import {
	type CommandDraft,
	fillField,
	type OptionDraft,
	openField,
	startDraft,
	unusedOptions,
} from './draft.ts';

/** What an option offers from the beginning, to be found by its name. */
export type ItemsOf = (
	option: CommandOption,
) => readonly { name: string; value: string | number | boolean }[];

/** A whole command as Discord copies it, `/request song:Terminus station:Tidewater Live`; null if it names none. */
export function readCommandLine(
	commands: readonly Command[],
	line: string,
	itemsOf: ItemsOf,
): CommandDraft | null {
	const typed = line.trimStart();
	const command = commands
		.filter(({ label }) => `${typed} `.startsWith(`/${label} `))
		// `/dj play` and not a `/dj` that would be shorter.
		.toSorted((a, b) => b.label.length - a.label.length)[0];
	if (command === undefined) return null;
	const rest = typed.slice(command.label.length + 2);
	const names = namesIn(rest, command.options);
	let draft = startDraft(command);
	const put = ({ name }: CommandOption, filled: OptionDraft) => {
		if (!draft.fields.some((field) => field.name === name)) draft = openField(draft, name);
		draft = fillField(draft, name, filled);
	};
	// Words that no option is named for belong to the first one, as in Discord.
	const loose = rest.slice(0, names[0]?.start ?? rest.length).trim();
	const [first] = command.options;
	if (loose !== '' && first !== undefined) put(first, resolve(first, loose, itemsOf));
	for (const [index, { option, end }] of names.entries()) {
		const text = rest.slice(end, names[index + 1]?.start ?? rest.length).trim();
		put(option, resolve(option, text, itemsOf));
	}
	return draft;
}

/** The line that {@link readCommandLine} reads again. */
export function writeCommandLine({ command, fields }: CommandDraft): string {
	const labelOf = (name: string) => command.options.find((option) => option.name === name)?.label ?? name;
	const filled = fields.filter(({ draft }) => draft.text !== '' && !(draft.picked instanceof File));
	return [`/${command.label}`, ...filled.map(({ name, draft }) => `${labelOf(name)}:${draft.text}`)].join(
		' ',
	);
}

/** Takes ` station:` at the end of what is typed for the name of another option: its field opens with what follows. */
export function splitAtOption(
	draft: CommandDraft,
	name: string,
	text: string,
): { draft: CommandDraft; opened: string } | null {
	const [found] = namesIn(text, unusedOptions(draft)).filter(({ start }) => start > 0);
	if (found === undefined) return null;
	const kept = fillField(draft, name, { text: text.slice(0, found.start).trimEnd() });
	const opened = openField(kept, found.option.name);
	return {
		draft: fillField(opened, found.option.name, { text: text.slice(found.end).trimStart() }),
		opened: found.option.name,
	};
}

/**
 * Where options are named, in order; `start` is that of the name and `end` that of its value. By their names in the visitor's
 * language, and by those in the documents: a line that somebody passes on was perhaps written in another language.
 */
export function namesIn(
	text: string,
	options: readonly CommandOption[],
): { option: CommandOption; start: number; end: number }[] {
	return options
		.flatMap((option) => {
			const [found] = [option.label, option.name].flatMap((name) => {
				const at = ` ${text.toLowerCase()}`.indexOf(` ${name.toLowerCase()}:`);
				return at === -1 ? [] : [{ option, start: at, end: at + name.length + 1 }];
			});
			return found ?? [];
		})
		.toSorted((a, b) => a.start - b.start);
}

function resolve(option: CommandOption, text: string, itemsOf: ItemsOf): OptionDraft {
	const wanted = text.toLowerCase();
	const item = itemsOf(option).find(({ name }) =>
		[wanted, `@${wanted}`, `#${wanted}`].includes(name.toLowerCase()),
	);
	return item === undefined ? { text } : { text: item.name, picked: item.value };
}
