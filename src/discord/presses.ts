import {
	type MessageComponentInteraction,
	MessageFlags,
	type ModalSubmitInteraction,
	PermissionFlagsBits,
} from 'discord.js';
import { highestLevel, includesLevel, levelAt } from '#src/stations/levels.ts';
import { type Acknowledgement, type Answerable, Answering } from './answering.ts';
import type { Command, Pressed, Setting } from './command.ts';
import { parseCustomId } from './custom-id.ts';
import type { DispatchParts, RunRequest } from './dispatch.ts';
import type { Failures } from './failures.ts';
import { isOpen } from './open-channel.ts';
import type { Performer } from './performer.ts';
import { personOf } from './person.ts';
import { questionState } from './question.ts';
import type { Reply } from './reply.ts';
import { rerunActions } from './rerun.ts';
import { serverLocaleOf } from './server-locale.ts';

type Press = MessageComponentInteraction | ModalSubmitInteraction;

/** Buttons, selects and forms: finds the command that drew them and checks the level anew, however old they are. */
export class Presses {
	readonly #parts: DispatchParts;
	readonly #failures: Failures;
	readonly #run: (request: RunRequest) => Promise<void>;
	readonly #performer: Performer;

	constructor(
		parts: DispatchParts,
		failures: Failures,
		performer: Performer,
		run: (request: RunRequest) => Promise<void>,
	) {
		this.#parts = parts;
		this.#failures = failures;
		this.#performer = performer;
		this.#run = run;
	}

	async handle(interaction: Press, arrived: number): Promise<void> {
		const id = parseCustomId(interaction.customId);
		const command = id === undefined ? undefined : this.#parts.commands.get(id.command);
		const answering = new Answering(interaction);
		if (id === undefined || command === undefined) {
			await this.#refuse(answering, this.#setting(interaction), (setting) => this.#failures.old(setting));
			return;
		}
		const pressed = { values: valuesOf(interaction), fields: fieldsOf(interaction) };
		if (id.action === rerunActions.again || id.action === rerunActions.station) {
			const chosen = id.action === rerunActions.station ? (pressed.values[0] ?? '') : undefined;
			const options = await this.#parts.rerun.options(id.args, chosen);
			if (options === undefined) {
				await this.#refuse(answering, this.#setting(interaction), (setting) => this.#failures.old(setting));
				return;
			}
			const how: Acknowledgement =
				id.action === rerunActions.station &&
				command.visibility(options, { inOpenChannel: false }) === 'public'
					? 'public'
					: 'update';
			await this.#run({ interaction, answering, arrived, name: id.command, command, options, how });
			return;
		}
		await this.#press(
			interaction,
			answering,
			command,
			id.command,
			id.action,
			{ ...pressed, args: id.args },
			arrived,
		);
	}

	async #press(
		interaction: Press,
		answering: Answering,
		command: Command,
		name: string,
		action: string,
		pressed: Pressed,
		arrived: number,
	): Promise<void> {
		const { services, record } = this.#parts;
		const handler = command.components[action];
		const carriesStation = command.station === 'one';
		const station = carriesStation
			? services.stations.find(interaction.guildId ?? '', pressed.args[0] ?? '')
			: undefined;
		const person = personOf(interaction);
		const level =
			station === undefined
				? highestLevel(person, services.stations.of(interaction.guildId ?? ''))
				: levelAt(person, station);
		const setting = { ...this.#setting(interaction), level };
		if (handler === undefined || (carriesStation && station === undefined)) {
			await this.#refuse(answering, setting, (refusing) => this.#failures.old(refusing));
			return;
		}
		const open = isOpen(command, station, interaction.channelId ?? '');
		const needed = handler.level ?? (open ? 'listener' : command.level);
		if (!includesLevel(level, needed)) {
			record.interaction(name, 'refused', undefined);
			await this.#refuse(answering, setting, (refusing) =>
				this.#failures.levelTooLow(refusing, needed, station),
			);
			return;
		}
		const args = pressed.args.slice(carriesStation ? 1 : 0);
		if (handler.answer === 'form') {
			const form = await handler.open(name, { ...setting, locale: interaction.locale }, station, {
				...pressed,
				args,
			});
			const opened = await answering.open(form);
			record.interaction(
				name,
				opened ? 'done' : 'too-late',
				opened ? performance.now() - arrived : undefined,
			);
			return;
		}
		if (handler.question) {
			const messageId = interaction.message?.id ?? '';
			const state = this.#performer.isAnswered(messageId)
				? 'answered'
				: questionState(args, person.id, services.clock.now());
			if (state !== 'open') {
				record.interaction(name, 'refused', undefined);
				await this.#refuse(answering, setting, (refusing) => this.#failures.questionClosed(refusing, state));
				return;
			}
			this.#performer.takeAnswer(messageId);
		}
		const isPrivate = handler.answer === 'private' || (handler.answer === 'update' && setting.isPrivate);
		const locale = isPrivate ? interaction.locale : setting.serverLocale;
		const answerSetting = { ...setting, isPrivate, locale };
		if (!(await answering.acknowledge(handler.answer))) {
			record.interaction(name, 'too-late', undefined);
			return;
		}
		const ackMs = performance.now() - arrived;
		if (station !== undefined) services.invite(station);
		const interim = this.#performer.interim(answering);
		const shown = { ...answerSetting, show: interim.show, amend: interim.amend };
		const rest = handler.question ? args.slice(2) : args;
		await this.#performer.perform({
			answering,
			name,
			strings: command.strings,
			setting: shown,
			station,
			ownLocale: interaction.locale,
			changes: handler.changes,
			failed: handler.failed,
			ackMs,
			// A question that was answered has done its work: what became of it stands in its place.
			inPlace: handler.question,
			interim,
			run: () => handler.run(name, shown, station, { ...pressed, args: rest }),
		});
	}

	/** Answers what this version does not know: a button of long ago, a command that is gone. */
	async refuseOld(interaction: Answerable): Promise<void> {
		await this.#refuse(new Answering(interaction), this.#setting(interaction), (setting) =>
			this.#failures.old(setting),
		);
	}

	async #refuse(answering: Answering, setting: Setting, draw: (setting: Setting) => Reply): Promise<void> {
		if (await answering.acknowledge('private')) await answering.send(draw(setting));
	}

	#setting(interaction: Answerable): Setting {
		const { services } = this.#parts;
		return {
			services,
			person: personOf(interaction),
			level: 'listener',
			guildId: interaction.guildId ?? '',
			channelId: interaction.channelId ?? '',
			locale: interaction.locale,
			serverLocale: serverLocaleOf(interaction, services),
			uploadLimit: interaction.attachmentSizeLimit,
			attempt: interaction.id,
			mayAttach: interaction.appPermissions.has(PermissionFlagsBits.AttachFiles),
			isPrivate:
				interaction.isChatInputCommand() || (interaction.message?.flags.has(MessageFlags.Ephemeral) ?? true),
			show: async () => {},
		};
	}
}

function valuesOf(interaction: Press): string[] {
	return interaction.isAnySelectMenu() ? interaction.values : [];
}

function fieldsOf(interaction: Press): Record<string, string> {
	if (!interaction.isModalSubmit()) return {};
	const typed = [...interaction.fields.fields.values()];
	return Object.fromEntries(
		typed.flatMap((field) =>
			'value' in field && typeof field.value === 'string' ? [[field.customId, field.value] as const] : [],
		),
	);
}
