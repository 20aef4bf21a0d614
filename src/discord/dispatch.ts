import { type BaseInteraction, type ChatInputCommandInteraction, PermissionFlagsBits } from 'discord.js';
import type { Logger } from 'pino';
import { notOfferedError } from '#src/backends/offers.ts';
import { chooseStation, type StationChoice } from '#src/stations/choose-station.ts';
import { highestLevel, includesLevel, levelAt } from '#src/stations/levels.ts';
import { type Acknowledgement, type Answerable, Answering } from './answering.ts';
import type { Command, Setting } from './command.ts';
import { Failures } from './failures.ts';
import { isOpen } from './open-channel.ts';
import { commandName, optionsOf } from './option-values.ts';
import type { RawOptions } from './options.ts';
import type { PaceLimits } from './pace.ts';
import { Performer } from './performer.ts';
import { personOf } from './person.ts';
import { Presses } from './presses.ts';
import { attemptOption, type Rerun } from './rerun.ts';
import { serverLocaleOf } from './server-locale.ts';
import type { Services } from './services.ts';
import { Suggestions } from './suggestions.ts';
import { missingFor, worksAt } from './works-here.ts';

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
	/** Aborted with an `Ended` when nobody can wait any longer for what is under way. */
	ended: AbortSignal;
	/** How fast people may go, where not as usual. */
	pace?: PaceLimits | undefined;
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
	options: RawOptions;
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
	readonly #performer: Performer;
	readonly #presses: Presses;
	readonly #suggestions: Suggestions;

	constructor(parts: DispatchParts) {
		this.#parts = parts;
		this.#failures = new Failures(parts);
		this.#suggestions = new Suggestions(parts, this.#failures);
		this.#performer = new Performer(parts, this.#failures);
		this.#presses = new Presses(parts, this.#failures, this.#performer, (request) => this.run(request));
	}

	/** Never rejects: what cannot be told to the person stands in the log. */
	async handle(interaction: BaseInteraction): Promise<void> {
		const arrived = performance.now();
		try {
			if (interaction.isAutocomplete()) await this.#suggestions.answer(interaction);
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
		const options = optionsOf(interaction, ['station', ...Object.keys(command.options)]);
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
				? chooseStation(stations, { channelId, text: textOption(options['station']) }, (one) =>
						worksAt(command, one),
					)
				: undefined;
		const station = choice?.kind === 'station' ? choice.station : undefined;
		const level = station === undefined ? highestLevel(person, stations) : levelAt(person, station);
		const inOpenChannel = isOpen(command, station, channelId);
		const allowed = inOpenChannel || includesLevel(level, command.level);
		const missing = station === undefined ? undefined : missingFor(command, station);
		const runs = allowed && missing === undefined && (choice === undefined || station !== undefined);
		const refused: Acknowledgement = how === 'update' ? 'update' : 'private';
		const acknowledgement = runs ? (how ?? command.visibility(options, { inOpenChannel })) : refused;
		const isPrivate = acknowledgement !== 'public';
		const serverLocale = serverLocaleOf(interaction, services);
		const locale = isPrivate ? interaction.locale : serverLocale;
		const { attachmentSizeLimit: uploadLimit } = interaction;
		const attempt = textOption(options[attemptOption]) ?? interaction.id;
		const place = {
			services,
			person,
			level,
			guildId,
			channelId,
			locale,
			serverLocale,
			isPrivate,
			uploadLimit,
			mayAttach: interaction.appPermissions.has(PermissionFlagsBits.AttachFiles),
			attempt,
		};
		if (how !== undefined && station !== undefined) services.invite(station);
		const interim = this.#performer.interim(answering);
		const setting: Setting = { ...place, show: interim.show, amend: interim.amend };

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
		await this.#performer.perform({
			answering,
			name,
			strings: command.strings,
			setting,
			station,
			ownLocale: interaction.locale,
			changes: command.changes,
			ackMs,
			again: { name, options: command.changes ? { ...options, [attemptOption]: attempt } : options },
			inPlace: how === 'update',
			interim,
			run: async () => {
				if (station !== undefined && missing !== undefined) throw notOfferedError(station.backend, missing);
				return command.execute(name, setting, station, options);
			},
		});
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
}

function textOption(value: RawOptions[string]): string | undefined {
	return typeof value === 'string' ? value : undefined;
}
