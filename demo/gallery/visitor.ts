import { setTimeout as pause } from 'node:timers/promises';
import type { Act, Actor, LoopbackMessage, OptionValues, ShownModal } from '../discord/loopback-discord.ts';
import type { ModalValues } from '../discord/people/modal-input.ts';
import { buttons, selects, textOf } from '../discord/read-message.ts';
import type { Button, Select } from '../discord/rules/components.ts';
import type { Level } from '../page/wire.ts';
import { cast } from '../playground-world.ts';
import { channelOf } from './channel-of.ts';
import type { Stage, StageServer } from './stage.ts';

/** What somebody sees of what they did. */
export type Sight =
	| { readonly kind: 'message'; readonly message: LoopbackMessage }
	| { readonly kind: 'form'; readonly form: ShownModal };

/** Longer than anything but an update takes, in seconds of the stage's time. */
const longestSeconds = 240;
/** How long a second of the stage takes while somebody waits, so that what is on its way arrives within it. */
const secondMs = 4;
/** What does without a pause is done within so many of them; pictures are drawn in a thread, which takes real time to start. */
const atOnce = 6;
const drawn = 600;
const drawing: readonly string[] = ['station report', 'server stats'];
/** Nobody runs more than 30 commands in a minute. */
const betweenMs = 2_100;
const longWork = '⏳';

/** Somebody on the stage: does what people do, and lets time pass until the answer is there. */
export class Visitor {
	readonly #stage: Stage;
	readonly #server: StageServer;
	readonly #by: Actor;
	readonly level: Level;

	constructor(stage: Stage, server: StageServer, level: Level, channel = 'requests') {
		this.#stage = stage;
		this.#server = server;
		this.level = level;
		const userId = cast.find((member) => member.level === level)?.id ?? '';
		this.#by = { guildId: server.guild.id, channelId: channelOf(server.guild, channel), userId };
	}

	get actor(): Actor {
		return this.#by;
	}

	/** Everything that was to be seen, what was shown in between first. */
	async command(name: string, options: OptionValues): Promise<Sight[]> {
		const patience = drawing.includes(name) ? drawn : atOnce;
		return this.#see(this.#stage.discord.command(this.#by, name, options), patience);
	}

	/** Presses a button, or takes what a menu offers first and has not chosen already. */
	async use(message: LoopbackMessage, control: Button | Select): Promise<Sight[]> {
		const { discord } = this.#stage;
		const by = { ...this.#by, channelId: message.channel_id };
		const customId = control.custom_id ?? '';
		return this.#see(
			control.type === 2
				? discord.press(by, message.id, customId)
				: discord.select(by, message.id, customId, this.#choice(control)),
		);
	}

	async submit(form: ShownModal, values: ModalValues): Promise<Sight[]> {
		return this.#see(this.#stage.discord.submit(this.#by, form, values));
	}

	#choice(menu: Select): string[] {
		const { guild } = this.#server;
		switch (menu.type) {
			case 3: {
				const fresh = menu.options.find((option) => option.default !== true) ?? menu.options[0];
				return fresh === undefined ? [] : [fresh.value];
			}
			case 6:
				return [guild.roleId('DJ')];
			case 8:
				return [channelOf(guild, 'general')];
			case 5:
			case 7:
				return [this.#by.userId];
		}
	}

	/** @param patience how often to look before time goes on */
	async #see(act: Act, patience = atOnce): Promise<Sight[]> {
		const { discord } = this.#stage;
		await act.acknowledged();
		const sights: Sight[] = [];
		let shown = '';
		for (let second = 0; second < longestSeconds + patience; second += 1) {
			await pause(secondMs);
			if (act.isAnswered()) {
				const answer = await act.answer();
				if (answer.kind === 'modal') return [{ kind: 'form', form: answer.modal }];
				// The message as it is now: copies, since it changes under whoever looks at it.
				const message = structuredClone(discord.message(answer.message.id) ?? answer.message);
				const text = textOf(message);
				if (text !== shown) sights.push({ kind: 'message', message });
				shown = text;
				if (!isWorking(message)) break;
			}
			if (second > patience) await this.#stage.advance(1000);
		}
		await this.#stage.pass(betweenMs);
		return sights.length > 0 ? firstAndLast(sights) : [await last(act)];
	}
}

/** A card of what is under way changes at every step; the first and the last tell enough. */
function firstAndLast(sights: Sight[]): Sight[] {
	return [sights[0], sights.length > 1 ? sights.at(-1) : undefined].filter((one) => one !== undefined);
}

async function last(act: Act): Promise<Sight> {
	const answer = await act.answer();
	return answer.kind === 'modal'
		? { kind: 'form', form: answer.modal }
		: { kind: 'message', message: answer.message };
}

/** Whether the card says that something goes on which will change it, and is no question that waits. */
function isWorking(message: LoopbackMessage): boolean {
	const asks = buttons(message).some(({ style }) => style === 4);
	return !asks && textOf(message).includes(longWork) && selects(message).length === 0;
}
