import type { AutocompleteInteraction, BaseInteraction, ChatInputCommandInteraction } from 'discord.js';
import type { Logger } from 'pino';
import { within } from '#src/clock.ts';
import { chooseStation, type StationChoice, stationsMatching } from '#src/stations/choose-station.ts';
import { highestLevel, includesLevel, type Level, levelAt } from '#src/stations/levels.ts';
import type { Station } from '#src/stations/station.ts';
import { type Acknowledgement, type Answerable, Answering } from './answering.ts';
import type { Choice, Command, Setting } from './define-command.ts';
import { Failures } from './failures.ts';
import { personOf } from './person.ts';
import { Presses } from './presses.ts';
import type { Rerun } from './rerun.ts';
import type { Services } from './services.ts';
import { plain } from './text.ts';

/** Suggestions cannot be deferred: Discord takes them within 3 s, or not at all. */
const suggestionsDueMs = 2_400;

/** What the dispatcher tells about each interaction. `ackMs` is from its arrival to Discord's receipt, absent if none was sent. */
export type Outcome = 'done' | 'refused' | 'failed' | 'too-late';
export interface DispatchRecord {
	interaction(command: string, outcome: Outcome, ackMs: number | undefined): void;
}

export interface DispatchParts {
	commands: ReadonlyMap<string, Command>;
	services: Services;
	rerun: Rerun;
	record: DispatchRecord;
	log: Logger;
}

/** A command about to run, with everything that its answer needs. */
export interface RunRequest {
	interaction: Answerable;
	answering: Answering;
	/** When it arrived, in `performance.now()` milliseconds. */
	arrived: number;
	/** "dj skip" */
	name: string;
	command: Command;
	options: Readonly<Record<string, string>>;
	/** How to acknowledge, where the command's own visibility does not decide. */
	how?: Acknowledgement;
}

/**
 * From an interaction to its answer: acknowledge, level, work, send, and the one place that catches. Level and station come
 * from memory, so they are looked at in the same tick, right before the acknowledgement: a refusal is then acknowledged as
 * private, and nobody sees a public "thinking" that vanishes.
 */
export class Dispatcher {
	readonly #parts: DispatchParts;
	readonly #failures: Failures;
	readonly #presses: Presses;

	constructor(parts: DispatchParts) {
		this.#parts = parts;
		this.#failures = new Failures(parts);
		this.#presses = new Presses(parts, this.#failures, (request) => this.run(request));
	}

	/** Never rejects: what cannot be told to the person stands in the log. */
	async handle(interaction: BaseInteraction): Promise<void> {
		const arrived = performance.now();
		try {
			if (interaction.isAutocomplete()) await this.#suggest(interaction);
			else if (interaction.isChatInputCommand()) await this.#command(interaction, arrived);
			else if (interaction.isMessageComponent() || interaction.isModalSubmit())
				await this.#presses.handle(interaction, arrived);
		} catch (error) {
			this.#parts.log.error(
				{ err: error, interactionId: interaction.id },
				'An interaction could not be answered',
			);
		}
	}

	async #command(interaction: ChatInputCommandInteraction, arrived: number): Promise<void> {
		const name = commandName(interaction);
		const command = this.#parts.commands.get(name);
		if (command === undefined) {
			await this.#presses.refuseOld(interaction);
			return;
		}
		const options = Object.fromEntries(
			['station', ...Object.keys(command.options)].flatMap((option) => {
				const value = interaction.options.get(option)?.value;
				return typeof value === 'string' ? [[option, value] as const] : [];
			}),
		);
		await this.run({ interaction, answering: new Answering(interaction), arrived, name, command, options });
	}

	/** Runs a command with these options: fresh from Discord, after the station question, or by "Try again". */
	async run(request: RunRequest): Promise<void> {
		const { interaction, answering, arrived, name, command, options, how } = request;
		const { services, record } = this.#parts;
		const { guildId } = interaction;
		const channelId = interaction.channelId ?? '';
		if (guildId === null) throw new Error('Commands work on Discord servers only');
		const person = personOf(interaction);
		const stations = services.stations.of(guildId);
		const choice: StationChoice | undefined =
			command.station === 'one'
				? chooseStation(stations, { channelId, text: options['station'] })
				: undefined;
		const station = choice?.kind === 'station' ? choice.station : undefined;
		const level = station === undefined ? highestLevel(person, stations) : levelAt(person, station);
		const allowed = includesLevel(level, command.level);
		const runs = allowed && (choice === undefined || station !== undefined);
		const refused: Acknowledgement = how === 'update' ? 'update' : 'private';
		const acknowledgement = runs ? (how ?? command.visibility(options)) : refused;
		const isPrivate = acknowledgement !== 'public';
		const serverLocale = interaction.guildLocale ?? interaction.locale;
		const locale = isPrivate ? interaction.locale : serverLocale;
		const setting: Setting = { services, person, level, guildId, channelId, locale, serverLocale, isPrivate };

		const reached = await answering.acknowledge(acknowledgement);
		const ackMs = performance.now() - arrived;
		if (!reached) {
			record.interaction(name, 'too-late', undefined);
			return;
		}
		if (!allowed) {
			await answering.send(this.#failures.levelTooLow(setting, command.level, station));
			record.interaction(name, 'refused', ackMs);
			return;
		}
		if (choice !== undefined && choice.kind !== 'station') {
			await answering.send(await this.#noStation(choice, setting, name, options));
			record.interaction(name, 'refused', ackMs);
			return;
		}
		try {
			const reply = await command.execute(name, setting, station, options);
			this.#presses.closeInTime(reply, await answering.send(reply), answering);
			record.interaction(name, 'done', ackMs);
		} catch (error) {
			record.interaction(name, 'failed', ackMs);
			// Told to the person alone, so in their language, whoever was to see the answer.
			const mine = { ...setting, locale: interaction.locale, isPrivate: true };
			const again = { name, options };
			const { strings } = command;
			const inPlace = how === 'update';
			await this.#failures.tell(error, {
				answering,
				strings,
				name,
				station,
				setting: mine,
				again,
				inPlace,
			});
		}
	}

	async #noStation(
		choice: Exclude<StationChoice, { kind: 'station' }>,
		setting: Setting,
		name: string,
		options: RunRequest['options'],
	) {
		if (choice.kind !== 'ask') return this.#failures.stationMissing(setting, choice);
		return this.#parts.rerun.stationQuestion(setting, choice.stations, name, options);
	}

	async #suggest(interaction: AutocompleteInteraction): Promise<void> {
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
			const able = stations.filter((station) => includesLevel(levelAt(person, station), command.level));
			return stationsMatching(able, focused.value).map((station) => ({
				name: station.name,
				value: station.id,
			}));
		}
		const text = interaction.options.getString('station') ?? undefined;
		const choice = chooseStation(stations, { channelId, text });
		const station: Station | undefined = choice.kind === 'station' ? choice.station : undefined;
		const level: Level = station === undefined ? highestLevel(person, stations) : levelAt(person, station);
		if (!includesLevel(level, command.level)) return [];
		const { locale } = interaction;
		const serverLocale = interaction.guildLocale ?? locale;
		const setting: Setting = {
			services,
			person,
			level,
			guildId,
			channelId,
			locale,
			serverLocale,
			isPrivate: true,
		};
		return command.suggest(name, setting, station, focused.name, focused.value);
	}
}

function commandName(interaction: ChatInputCommandInteraction | AutocompleteInteraction): string {
	const { options } = interaction;
	const parts = [interaction.commandName, options.getSubcommandGroup(false), options.getSubcommand(false)];
	return parts.filter((part) => part !== null).join(' ');
}
