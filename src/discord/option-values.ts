import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import type { RawOptions } from './options.ts';

/** "dj skip" for /dj skip. */
export function commandName(interaction: ChatInputCommandInteraction | AutocompleteInteraction): string {
	const { options } = interaction;
	const parts = [interaction.commandName, options.getSubcommandGroup(false), options.getSubcommand(false)];
	return parts.filter((part) => part !== null).join(' ');
}

/** The options of these names that were given. */
export function optionsOf({ options }: ChatInputCommandInteraction, names: readonly string[]): RawOptions {
	const found: Record<string, RawOptions[string]> = {};
	for (const name of names) {
		const option = options.get(name);
		const { value, attachment } = option ?? {};
		if (attachment !== undefined) {
			const { url, name: file, size, contentType } = attachment;
			found[name] = { url, name: file, size, contentType };
		} else if (value !== undefined) found[name] = value;
	}
	return found;
}
