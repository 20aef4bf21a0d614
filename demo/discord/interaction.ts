import type { Modal } from './rules/modal.ts';

/** Where somebody acts, and who. */
export interface Actor {
	guildId: string;
	channelId: string;
	userId: string;
}

export interface ShownModal extends Modal {
	/** The interaction the bot answered with this modal. */
	interactionId: string;
	/** The message whose button or select led to it, if any. */
	messageId?: string;
}

export interface Choice {
	name: string;
	value: string | number;
}

/** Discord's numbers: 2 command, 3 component, 4 autocomplete, 5 modal. */
export type InteractionType = 2 | 3 | 4 | 5;

/** One interaction from the press of a key to the end of its token. */
export interface Interaction {
	readonly id: string;
	readonly token: string;
	readonly type: InteractionType;
	readonly by: Actor;
	readonly createdAt: number;
	readonly label: string;
	/** The message of the pressed component, or of the component that opened the modal. */
	readonly messageId?: string;
	readonly metadata: Record<string, unknown>;
	/** Of a focused number option: its choices must be numbers. */
	readonly choiceType?: 'string' | 'number';
	acknowledged?: { type: number; at: number; ephemeral: boolean };
	/** True once three seconds went by without an acknowledgement. */
	failed: boolean;
	/** The message `@original` stands for. */
	originalId?: string;
	/** Everything this interaction posted, oldest first. */
	messageIds: string[];
	/** True once the component's own message was edited through this interaction. */
	updated: boolean;
	modal?: ShownModal;
	choices?: Choice[];
}
