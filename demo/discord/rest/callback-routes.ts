import { z } from 'zod';
import type { Interaction } from '../interaction.ts';
import { canUpdate, failIfLate } from '../interactions.ts';
import { type LoopbackMessage, toWireMessage } from '../loopback-message.ts';
import { editMessage, postMessage, postPlaceholder, type Written } from '../messages.ts';
import { parseChoices } from '../rules/choices.ts';
import { parseForm } from '../rules/fields.ts';
import { Flag, parseMessageForm } from '../rules/message-body.ts';
import { parseModal } from '../rules/modal.ts';
import type { World } from '../world.ts';
import { alreadyAcknowledged, invalidForm, unknownInteraction, unknownMessage } from './discord-error.ts';
import { noContent, ok, type RestAnswer, type RestRequest, type Route } from './router.ts';

const callback = z.object({ type: z.number().int(), data: z.unknown().optional() });
const deferral = z.object({ flags: z.number().int().optional() }).nullish();

/** The bot's one acknowledgement of an interaction. */
export function callbackRoutes(world: World): Route[] {
	return [
		{
			method: 'POST',
			path: '/interactions/:id/:token/callback',
			open: true,
			handle: (request) => acknowledge(world, request),
		},
	];
}

function acknowledge(world: World, request: RestRequest): RestAnswer {
	const interaction = world.interactions.get(request.param('id'));
	if (interaction === undefined || interaction.token !== request.param('token')) throw unknownInteraction();
	if (interaction.acknowledged !== undefined) throw alreadyAcknowledged();
	failIfLate(world, interaction);
	if (interaction.failed) throw unknownInteraction();
	const { type, data } = parseForm(callback, request.body ?? {});
	if (!legalTypes(interaction).includes(type)) {
		const message = `Callback type ${type} cannot answer an interaction of type ${interaction.type}`;
		throw invalidForm([{ path: ['type'], code: 'INTERACTION_CALLBACK_TYPE_INVALID', message }]);
	}
	const message = carryOut(world, interaction, type, data, request);
	interaction.acknowledged = {
		type,
		at: world.clock.now(),
		ephemeral: type === 4 || type === 5 ? message?.ephemeralFor !== undefined : false,
	};
	world.changes.tell();
	if (request.query.get('with_response') !== 'true') return noContent;
	return ok({
		interaction: {
			id: interaction.id,
			type: interaction.type,
			...(message !== undefined && {
				response_message_id: message.id,
				response_message_loading: (message.flags & Flag.loading) !== 0,
				response_message_ephemeral: message.ephemeralFor !== undefined,
			}),
		},
		resource: { type, ...(message !== undefined && { message: toWireMessage(message) }) },
	});
}

/** 4 reply, 5 defer, 6 defer an update, 7 update, 8 suggestions, 9 modal. */
function legalTypes(interaction: Interaction): number[] {
	if (interaction.type === 4) return [8];
	return [4, 5, ...(canUpdate(interaction) ? [6, 7] : []), ...(interaction.type === 5 ? [] : [9])];
}

function carryOut(
	world: World,
	interaction: Interaction,
	type: number,
	data: unknown,
	{ files }: RestRequest,
): LoopbackMessage | undefined {
	const { channelId } = interaction.by;
	const written = (): Written => ({ form: parseMessageForm(data, ['data']), files, at: ['data'] });
	if (type === 8) {
		interaction.choices = parseChoices(data, interaction.choiceType ?? 'string', ['data']);
		return undefined;
	}
	if (type === 9) {
		const modal = parseModal(data, ['data']);
		const { messageId } = interaction;
		interaction.modal = {
			...modal,
			interactionId: interaction.id,
			...(messageId !== undefined && { messageId }),
		};
		world.emit({ kind: 'modal-shown', viewer: interaction.by.userId, channelId, modal: interaction.modal });
		return undefined;
	}
	if (type === 6 || type === 7) {
		const message = world.messages.get(interaction.messageId ?? '');
		if (message === undefined) throw unknownMessage();
		interaction.originalId = message.id;
		if (type === 7) {
			editMessage(world, message, written());
			interaction.updated = true;
		}
		return message;
	}
	const flags = type === 5 ? (parseForm(deferral, data, ['data'])?.flags ?? 0) : (written().form.flags ?? 0);
	const extras = replyExtras(world, interaction, (flags & Flag.ephemeral) !== 0);
	const message =
		type === 5 ? postPlaceholder(world, channelId, extras) : postMessage(world, channelId, written(), extras);
	interaction.originalId = message.id;
	interaction.messageIds.push(message.id);
	return message;
}

/** What marks a message as this interaction's, and keeps it from other eyes if it is private. */
export function replyExtras(world: World, interaction: Interaction, ephemeral: boolean) {
	return {
		type: interaction.type === 2 ? 20 : 0,
		application_id: world.applicationId,
		webhook_id: world.applicationId,
		interaction_metadata: interaction.metadata,
		...(ephemeral && { flags: Flag.ephemeral, ephemeralFor: interaction.by.userId }),
	};
}
