import type { Actor, Choice, ShownModal } from '../interaction.ts';
import { openInteraction } from '../interactions.ts';
import { type LoopbackMessage, toWireMessage } from '../loopback-message.ts';
import type { LoggedRequest } from '../rest/server.ts';
import type { World } from '../world.ts';
import { type Act, createAct } from './act.ts';
import { buildAutocomplete, buildCommand, type OptionValues } from './command-input.ts';
import { buildPress, buildSelect, visibleMessage } from './component-input.ts';
import { buildSubmit, type ModalValues } from './modal-input.ts';
import { waitFor } from './wait-for.ts';

/** Everything a person can do. All of it throws when Discord's own client would not let it happen. */
export class People {
	readonly #world: World;
	readonly #requests: LoggedRequest[];

	constructor(world: World, requests: LoggedRequest[]) {
		this.#world = world;
		this.#requests = requests;
	}

	command(by: Actor, name: string, options: OptionValues = {}): Act {
		const data = buildCommand(this.#world, by, name, options);
		const label = `/${name}`;
		return this.#act({ type: 2, by, label, data, metadata: { name, command_type: 1 } });
	}

	/** Resolves with the suggestions; rejects when none came within three seconds of the loopback's clock. */
	async autocomplete(by: Actor, name: string, options: OptionValues, focused: string): Promise<Choice[]> {
		const world = this.#world;
		const label = `/${name} ${focused}:…`;
		const interaction = openInteraction(world, {
			type: 4,
			by,
			label,
			...buildAutocomplete(world, by, name, options, focused),
		});
		// Only the loopback's clock decides that it is too late; the real limit is for a bot that is not there at all.
		await createAct(world, interaction, this.#requests).acknowledged();
		return waitFor(
			world,
			() => interaction.choices,
			() => `${label} was answered with something else`,
			1000,
		);
	}

	press(by: Actor, messageId: string, customId: string): Act {
		const message = visibleMessage(this.#world, by, messageId);
		return this.#onMessage(by, message, `press ${customId}`, buildPress(message, customId));
	}

	select(by: Actor, messageId: string, customId: string, values: string[]): Act {
		const message = visibleMessage(this.#world, by, messageId);
		const data = buildSelect(this.#world, by, message, customId, values);
		return this.#onMessage(by, message, `select ${customId}`, data);
	}

	submit(by: Actor, modal: ShownModal, values: ModalValues): Act {
		const world = this.#world;
		const data = buildSubmit(world, by, modal, values);
		const message = world.messages.get(modal.messageId ?? '');
		return this.#act({
			type: 5,
			by,
			label: `submit ${modal.custom_id}`,
			data,
			messageId: message?.id,
			message: message && toWireMessage(message),
		});
	}

	#onMessage(by: Actor, message: LoopbackMessage, label: string, data: Record<string, unknown>): Act {
		const metadata = { interacted_message_id: message.id };
		return this.#act({
			type: 3,
			by,
			label,
			data,
			messageId: message.id,
			message: toWireMessage(message),
			metadata,
		});
	}

	#act(deed: Parameters<typeof openInteraction>[1]): Act {
		return createAct(this.#world, openInteraction(this.#world, deed), this.#requests);
	}
}
