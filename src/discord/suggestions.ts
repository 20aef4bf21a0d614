import type { AutocompleteInteraction } from 'discord.js';
import { within } from '#src/clock.ts';
import { chooseStation, stationsMatching } from '#src/stations/choose-station.ts';
import { highestLevel, includesLevel, type Level, levelAt } from '#src/stations/levels.ts';
import type { Station } from '#src/stations/station.ts';
import type { Choice, Setting } from './command.ts';
import type { DispatchParts } from './dispatch.ts';
import type { Failures } from './failures.ts';
import { isOpen } from './open-channel.ts';
import { commandName } from './option-values.ts';
import { personOf } from './person.ts';
import { serverLocaleOf } from './server-locale.ts';
import { plain } from './text.ts';
import { worksAt } from './works-here.ts';

/** Suggestions cannot be deferred: Discord takes them within 3 s, or not at all. */
const suggestionsDueMs = 2_400;

/** What is offered while a person types an option: in time, and only to those who may run the command. */
export class Suggestions {
	readonly #parts: DispatchParts;
	readonly #failures: Failures;

	constructor(parts: DispatchParts, failures: Failures) {
		this.#parts = parts;
		this.#failures = failures;
	}

	async answer(interaction: AutocompleteInteraction): Promise<void> {
		let choices: Choice[] = [];
		try {
			choices = await within(this.#parts.services.clock, suggestionsDueMs, this.#choices(interaction), []);
		} catch (error) {
			// A list of suggestions has no room for an error; the command itself will tell it.
			this.#failures.note(error, `/${commandName(interaction)} suggestions`);
		}
		await interaction.respond(
			choices.slice(0, 25).map((choice) => ({ name: plain(choice.name, 100) || '?', value: choice.value })),
		);
	}

	async #choices(interaction: AutocompleteInteraction): Promise<Choice[]> {
		const { services } = this.#parts;
		const { guildId, channelId } = interaction;
		const name = commandName(interaction);
		const command = this.#parts.commands.get(name);
		if (command === undefined || guildId === null) return [];
		const focused = interaction.options.getFocused(true);
		const stations = services.stations.of(guildId);
		const person = personOf(interaction);
		if (focused.name === 'station') {
			const able = stations.filter(
				(station) => includesLevel(levelAt(person, station), command.level) && worksAt(command, station),
			);
			return stationsMatching(able, focused.value).map((station) => ({
				name: station.name,
				value: station.id,
			}));
		}
		const text = interaction.options.getString('station') ?? undefined;
		const choice = chooseStation(stations, { channelId, text }, (one) => worksAt(command, one));
		const station: Station | undefined = choice.kind === 'station' ? choice.station : undefined;
		const level: Level = station === undefined ? highestLevel(person, stations) : levelAt(person, station);
		if (!isOpen(command, station, channelId) && !includesLevel(level, command.level)) return [];
		if (station !== undefined && !worksAt(command, station)) return [];
		const { locale } = interaction;
		const serverLocale = serverLocaleOf(interaction, services);
		const setting: Setting = {
			services,
			person,
			level,
			guildId,
			channelId,
			locale,
			serverLocale,
			isPrivate: true,
			uploadLimit: interaction.attachmentSizeLimit,
			attempt: interaction.id,
			mayAttach: false,
			show: async () => {},
		};
		return command.suggest(name, setting, station, focused.name, focused.value);
	}
}
