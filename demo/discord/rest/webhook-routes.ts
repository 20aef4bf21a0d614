import type { Interaction } from '../interaction.ts';
import { tokenExpired } from '../interactions.ts';
import { type LoopbackMessage, toWireMessage } from '../loopback-message.ts';
import { editMessage, postMessage, removeMessage } from '../messages.ts';
import { Flag, parseMessageForm } from '../rules/message-body.ts';
import type { World } from '../world.ts';
import { replyExtras } from './callback-routes.ts';
import { invalidWebhookToken, unknownMessage, unknownWebhook } from './discord-error.ts';
import { noContent, ok, type RestAnswer, type RestRequest, type Route } from './router.ts';

/** What a bot may do with an interaction's token once it has acknowledged: edit its answer, follow up, take back. */
export function webhookRoutes(world: World): Route[] {
	const one = '/webhooks/:application/:token/messages/:message';
	return [
		{
			method: 'POST',
			path: '/webhooks/:application/:token',
			open: true,
			handle: (request) => followUp(world, request),
		},
		{
			method: 'GET',
			path: one,
			open: true,
			handle: (request) => ok(toWireMessage(findMessage(world, request).message)),
		},
		{ method: 'PATCH', path: one, open: true, handle: (request) => edit(world, request) },
		{ method: 'DELETE', path: one, open: true, handle: (request) => remove(world, request) },
	];
}

function findInteraction(world: World, { param }: RestRequest): Interaction {
	const interaction = world.interactionsByToken.get(param('token'));
	if (param('application') !== world.applicationId || interaction === undefined) throw unknownWebhook();
	if (tokenExpired(world, interaction)) throw invalidWebhookToken();
	// Until it is acknowledged there is no webhook behind the token; suggestions never get one.
	if (interaction.acknowledged === undefined || interaction.acknowledged.type === 8) throw unknownWebhook();
	return interaction;
}

function findMessage(
	world: World,
	request: RestRequest,
): { interaction: Interaction; message: LoopbackMessage } {
	const interaction = findInteraction(world, request);
	const name = request.param('message');
	const id = name === '@original' ? interaction.originalId : name;
	const own = id !== undefined && (id === interaction.originalId || interaction.messageIds.includes(id));
	const message = own ? world.messages.get(id) : undefined;
	if (message === undefined) throw unknownMessage();
	return { interaction, message };
}

function followUp(world: World, request: RestRequest): RestAnswer {
	const interaction = findInteraction(world, request);
	const written = { form: parseMessageForm(request.body), files: request.files };
	const original = world.messages.get(interaction.originalId ?? '');
	if (original !== undefined && (original.flags & Flag.loading) !== 0) {
		// The first follow-up fills the deferred reply, and with it takes over whether that one was private.
		editMessage(world, original, written);
		return ok(toWireMessage(original));
	}
	const ephemeral = ((written.form.flags ?? 0) & Flag.ephemeral) !== 0;
	const extras = { ...replyExtras(world, interaction, ephemeral), type: 0 };
	const message = postMessage(world, interaction.by.channelId, written, extras);
	interaction.messageIds.push(message.id);
	world.changes.tell();
	return request.query.get('wait') === 'true' ? ok(toWireMessage(message)) : noContent;
}

function edit(world: World, request: RestRequest): RestAnswer {
	const { interaction, message } = findMessage(world, request);
	editMessage(world, message, { form: parseMessageForm(request.body), files: request.files });
	if (message.id === interaction.messageId) {
		interaction.updated = true;
		world.changes.tell();
	}
	return ok(toWireMessage(message));
}

function remove(world: World, request: RestRequest): RestAnswer {
	removeMessage(world, findMessage(world, request).message);
	return noContent;
}
