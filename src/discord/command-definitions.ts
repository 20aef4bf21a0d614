import {
	type APIApplicationCommandBasicOption,
	ApplicationCommandOptionType,
	ApplicationCommandType,
	ApplicationIntegrationType,
	ChannelType,
	InteractionContextType,
	type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import cards from '#locales/en-US/shared/cards.ts';
import type { Catalogue } from '#src/words/language-files.ts';
import { sourceLocale, type Words } from '#src/words/words.ts';
import type { Command } from './command.ts';
import type { OptionSpec } from './options.ts';

export type CommandDefinition = RESTPostAPIChatInputApplicationCommandsJSONBody;

/**
 * The commands as Discord registers them. For Discord servers only, without default member permissions: who may run what is
 * decided by the station's levels, and hiding a command would take it from people who hold its level.
 */
export function commandDefinitions(
	commands: ReadonlyMap<string, Command>,
	words: Words,
): CommandDefinition[] {
	const groups = Map.groupBy(commands, ([name]) => name.split(' ')[0] ?? name);
	return [...groups].map(([name, members]) => {
		const [first] = members;
		const alone = members.length === 1 && first?.[0] === name ? first[1] : undefined;
		const strings = alone?.strings ?? groupStrings(words, name);
		return {
			type: ApplicationCommandType.ChatInput,
			name,
			...localized(words, strings, 'name', 'name_localizations'),
			description: sentence(words, strings, 'description'),
			...localized(words, strings, 'description', 'description_localizations'),
			contexts: [InteractionContextType.Guild],
			integration_types: [ApplicationIntegrationType.GuildInstall],
			options:
				alone === undefined
					? members.map(([, command]) => ({
							type: ApplicationCommandOptionType.Subcommand as const,
							name: command.strings.name,
							...localized(words, command.strings, 'name', 'name_localizations'),
							description: command.strings.description,
							...localized(words, command.strings, 'description', 'description_localizations'),
							options: optionDefinitions(command, words),
						}))
					: optionDefinitions(alone, words),
		};
	});
}

function groupStrings(words: Words, group: string): Catalogue {
	const strings = words.named(`${group}/group`);
	if (strings === undefined)
		throw new Error(
			`locales/${sourceLocale}/${group}/group.ts, the words of the command /${group}, is missing`,
		);
	return strings;
}

/** Discord wants required options first; the station comes last, since it is needed least. */
function optionDefinitions(command: Command, words: Words): APIApplicationCommandBasicOption[] {
	const own = Object.entries(command.options).toSorted(
		([, a], [, b]) => Number(b.required ?? false) - Number(a.required ?? false),
	);
	const definitions = own.map(([name, spec]) => optionDefinition(command.strings, name, spec, words));
	if (command.station === 'none') return definitions;
	const station: APIApplicationCommandBasicOption = {
		type: ApplicationCommandOptionType.String,
		name: cards.station.name,
		...localized(words, cards, 'station.name', 'name_localizations'),
		description: cards.station.description,
		...localized(words, cards, 'station.description', 'description_localizations'),
		autocomplete: true,
	};
	return [...definitions, station];
}

function optionDefinition(
	strings: Catalogue,
	name: string,
	spec: OptionSpec,
	words: Words,
): APIApplicationCommandBasicOption {
	const base = {
		name,
		...localized(words, strings, `options.${name}.name`, 'name_localizations'),
		description: sentence(words, strings, `options.${name}.description`),
		...localized(words, strings, `options.${name}.description`, 'description_localizations'),
		...(spec.required === true ? { required: true } : {}),
	};
	switch (spec.type) {
		case 'boolean':
			return { ...base, type: ApplicationCommandOptionType.Boolean };
		case 'integer': {
			const { least, most } = spec;
			return { ...base, type: ApplicationCommandOptionType.Integer, min_value: least, max_value: most };
		}
		case 'channel': {
			const channel_types = [
				ChannelType.GuildText as const,
				ChannelType.GuildAnnouncement as const,
				...(spec.voice === true ? [ChannelType.GuildVoice as const] : []),
			];
			return { ...base, type: ApplicationCommandOptionType.Channel, channel_types };
		}
		case 'file':
			return { ...base, type: ApplicationCommandOptionType.Attachment };
		case 'choice': {
			const choices = spec.values.map((value) => ({
				name: sentence(words, strings, `options.${name}.choices.${value}`),
				...localized(words, strings, `options.${name}.choices.${value}`, 'name_localizations'),
				value,
			}));
			return { ...base, type: ApplicationCommandOptionType.String, choices };
		}
		case 'string': {
			const type = ApplicationCommandOptionType.String as const;
			const length = spec.maxLength === undefined ? {} : { max_length: spec.maxLength };
			return spec.suggested === true
				? { ...base, type, ...length, autocomplete: true }
				: { ...base, type, ...length };
		}
	}
}

function sentence(words: Words, strings: Catalogue, key: string): string {
	const found = words.source(strings, key);
	if (found === undefined) throw new Error(`The words "${key}" of a command are missing`);
	return found;
}

function localized<N extends 'name_localizations' | 'description_localizations'>(
	words: Words,
	strings: Catalogue,
	key: string,
	as: N,
): Partial<Record<N, Record<string, string>>> {
	const others = words.everyOther(strings, key);
	const result: Partial<Record<N, Record<string, string>>> = {};
	if (Object.keys(others).length > 0) result[as] = others;
	return result;
}
