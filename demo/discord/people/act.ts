import type { Interaction, ShownModal } from '../interaction.ts';
import type { LoopbackMessage } from '../loopback-message.ts';
import type { LoggedRequest } from '../rest/server.ts';
import { Flag } from '../rules/message-body.ts';
import type { World } from '../world.ts';
import { waitFor } from './wait-for.ts';

const PATIENCE_MS = 10_000;

export type Answer =
	| { kind: 'message'; message: LoopbackMessage }
	| { kind: 'modal'; modal: ShownModal }
	| { kind: 'updated'; message: LoopbackMessage };

/** Something a person did, and what came of it. */
export interface Act {
	readonly interactionId: string;
	/** Rejects when the bot let three seconds of the loopback's clock go by. */
	acknowledged(): Promise<{ type: number; latencyMs: number; ephemeral: boolean }>;
	/**
	 * The final answer as this person sees it: the reply once it no longer "thinks", or the follow-up that took its place,
	 * the modal, or the pressed message after its update. Rejects after 10 s of real time with an account of the wire.
	 */
	answer(): Promise<Answer>;
	/** Whether the final answer is there; false also when it never will be. */
	isAnswered(): boolean;
	/** Everything this act produced so far, oldest first; deleted messages are not among them. */
	answers(): LoopbackMessage[];
}

export function createAct(world: World, interaction: Interaction, requests: LoggedRequest[]): Act {
	const explain = (what: string) => () => `${what}\n${giveAccount(interaction, requests)}`;
	const answers = () =>
		interaction.messageIds.map((id) => world.messages.get(id)).filter((message) => message !== undefined);
	return {
		interactionId: interaction.id,
		answers,
		isAnswered: () => !interaction.failed && findAnswer(world, interaction, answers()) !== undefined,
		acknowledged: () =>
			waitFor(
				world,
				() => {
					if (interaction.failed) throw new Error(explain('The application did not respond in time.')());
					const { acknowledged } = interaction;
					return acknowledged && { ...acknowledged, latencyMs: acknowledged.at - interaction.createdAt };
				},
				explain('No acknowledgement came.'),
				PATIENCE_MS,
			),
		answer: () =>
			waitFor(
				world,
				() => {
					if (interaction.failed) throw new Error(explain('The application did not respond in time.')());
					return findAnswer(world, interaction, answers());
				},
				explain('No final answer came.'),
				PATIENCE_MS,
			),
	};
}

function findAnswer(world: World, interaction: Interaction, answers: LoopbackMessage[]): Answer | undefined {
	if (interaction.acknowledged === undefined) return undefined;
	if (interaction.modal !== undefined) return { kind: 'modal', modal: interaction.modal };
	const pressed = world.messages.get(interaction.messageId ?? '');
	if (interaction.updated && pressed !== undefined) return { kind: 'updated', message: pressed };
	const message = answers.find(({ flags }) => (flags & Flag.loading) === 0);
	return message && { kind: 'message', message };
}

/** What went over the wire for this interaction, one request a line, tokens left out. */
function giveAccount(interaction: Interaction, requests: LoggedRequest[]): string {
	const own = requests.filter(({ path }) => path.includes(interaction.token));
	const lines = own.map(({ method, path, status, body, response, at }) => {
		const place = path.replace(interaction.token, '<token>');
		const sent = JSON.stringify(body ?? null);
		const refusal = status >= 400 ? ` refused: ${JSON.stringify(response)}` : '';
		return `  +${at - interaction.createdAt} ms ${method} ${place} ${sent.slice(0, 600)} -> ${status || 'no answer'}${refusal}`;
	});
	const title = `Interaction ${interaction.id} (${interaction.label}):`;
	return [title, ...(lines.length > 0 ? lines : ['  the bot sent nothing'])].join('\n');
}
