import {
	type APIModalInteractionResponseCallbackData,
	type ChatInputCommandInteraction,
	ComponentType,
	DiscordAPIError,
	type InteractionEditReplyOptions,
	type MessageComponentInteraction,
	MessageFlags,
	type ModalSubmitInteraction,
	RESTJSONErrorCodes,
	type RESTPatchAPIWebhookWithTokenMessageResult,
	Routes,
	TextInputStyle,
} from 'discord.js';
import type { Card } from './card.ts';
import type { Form } from './form.ts';

export type Answerable = ChatInputCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction;

/** How an interaction is acknowledged: by a new message (public or private), or by redrawing the one it came from. */
export type Acknowledgement = 'public' | 'private' | 'update';

/**
 * One interaction's conversation with Discord: acknowledged once, then answered. Every message leaves through here, with all
 * mentions off, on edits as well: an edit without that reads the mentions anew.
 */
export class Answering {
	readonly #interaction: Answerable;
	#acknowledged: Acknowledgement | undefined;

	constructor(interaction: Answerable) {
		this.#interaction = interaction;
	}

	/** Discord's id of the interaction. */
	get id(): string {
		return this.#interaction.id;
	}

	/**
	 * Tells Discord that an answer comes. False when there is nobody left to answer: the three seconds are over, or another
	 * process with this token was quicker. Then nothing may be done either.
	 */
	async acknowledge(how: Acknowledgement): Promise<boolean> {
		try {
			if (how === 'update' && !this.#interaction.isChatInputCommand()) await this.#interaction.deferUpdate();
			else await this.#interaction.deferReply(how === 'public' ? {} : { flags: MessageFlags.Ephemeral });
		} catch (error) {
			if (isLost(error)) return false;
			throw error;
		}
		this.#acknowledged = how;
		return true;
	}

	/** Opens a form instead of acknowledging. False as for {@link acknowledge}. */
	async open(form: Form): Promise<boolean> {
		if (this.#interaction.isModalSubmit()) throw new Error('A form cannot open another form');
		try {
			await this.#interaction.showModal(modalOf(form));
		} catch (error) {
			if (isLost(error)) return false;
			throw error;
		}
		return true;
	}

	/** The answer, in place of "thinking" or of the message that held the button. Returns the message's id. */
	async send(card: Card): Promise<string> {
		if (this.#acknowledged === undefined) throw new Error('Nothing was acknowledged that could be answered');
		const { client, applicationId, token } = this.#interaction;
		if (card.files !== undefined) return (await this.#interaction.editReply(payload(card))).id;
		// editReply would build discord.js' whole message from the receipt, with every component, to throw it away.
		const sent = await client.rest.patch(Routes.webhookMessage(applicationId, token, '@original'), {
			body: {
				components: card.components,
				flags: MessageFlags.IsComponentsV2,
				allowed_mentions: { parse: [] },
			},
			auth: false,
		});
		// What discord.js itself takes it for, unchecked.
		return (sent as RESTPatchAPIWebhookWithTokenMessageResult).id;
	}

	/**
	 * Something only this person may see, whatever the answer was going to be. A public "thinking" has to go first: Discord
	 * turns the first follow-up into the deferred answer, and that would make it public.
	 */
	async sendPrivately(card: Card): Promise<void> {
		if (this.#acknowledged === 'private') {
			await this.send(card);
			return;
		}
		if (this.#acknowledged === 'public') await this.#interaction.deleteReply();
		await this.#interaction.followUp({
			...payload(card),
			flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
		});
	}
}

function modalOf(form: Form): APIModalInteractionResponseCallbackData {
	const above =
		form.text === undefined ? [] : [{ type: ComponentType.TextDisplay as const, content: form.text }];
	const fields = form.fields.map((field) => ({
		type: ComponentType.Label as const,
		label: field.label,
		...(field.description === undefined ? {} : { description: field.description }),
		component: {
			type: ComponentType.TextInput as const,
			custom_id: field.id,
			style: field.long === true ? TextInputStyle.Paragraph : TextInputStyle.Short,
			required: field.required ?? true,
			max_length: field.maxLength ?? 100,
			...(field.minLength === undefined ? {} : { min_length: field.minLength }),
			...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
			...(field.value === undefined || field.value === '' ? {} : { value: field.value }),
		},
	}));
	return { custom_id: form.id, title: form.title, components: [...above, ...fields] };
}

function payload(card: Card) {
	return {
		components: card.components,
		flags: MessageFlags.IsComponentsV2,
		allowedMentions: { parse: [] },
		...(card.files === undefined
			? {}
			: { files: card.files.map((file) => ({ attachment: file.content, name: file.name })) }),
	} satisfies InteractionEditReplyOptions;
}

function isLost(error: unknown): boolean {
	return (
		error instanceof DiscordAPIError &&
		(error.code === RESTJSONErrorCodes.UnknownInteraction ||
			error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)
	);
}
