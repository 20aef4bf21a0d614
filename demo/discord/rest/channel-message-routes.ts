import { z } from 'zod';
import { type LoopbackMessage, toWireMessage } from '../loopback-message.ts';
import { botPermissions, requireBotRight } from '../member-rights.ts';
import { announceChange, editMessage, postMessage, removeMessage, type Written } from '../messages.ts';
import { allows, Permission } from '../permissions.ts';
import { list, parseForm } from '../rules/fields.ts';
import { type MessageForm, parseMessageForm } from '../rules/message-body.ts';
import { snowflakeTime } from '../snowflakes.ts';
import type { Channel, World } from '../world.ts';
import { DiscordError, invalidForm, notTheAuthor, unknownMessage } from './discord-error.ts';
import { noContent, ok, type RestAnswer, type RestRequest, type Route } from './router.ts';

/** How long Discord remembers a nonce ("the past few minutes"), and how old a message may be to go in bulk. */
const NONCE_LIFE_MS = 5 * 60_000;
const BULK_DELETE_MS = 14 * 24 * 60 * 60_000;

/** Messages the bot posts by itself, with the rights it has in the channel. */
export function channelMessageRoutes(world: World): Route[] {
	const all = '/channels/:channel/messages';
	const one = `${all}/:message`;
	return [
		{ method: 'GET', path: all, handle: (request) => listMessages(world, request) },
		{ method: 'POST', path: all, handle: (request) => post(world, request) },
		{ method: 'POST', path: `${all}/bulk-delete`, handle: (request) => removeMany(world, request) },
		{ method: 'GET', path: one, handle: (request) => ok(toWireMessage(findMessage(world, request).message)) },
		{ method: 'PATCH', path: one, handle: (request) => edit(world, request) },
		{ method: 'DELETE', path: one, handle: (request) => remove(world, request) },
		{ method: 'PUT', path: `${all}/pins/:message`, handle: (request) => pin(world, request, true) },
		{ method: 'DELETE', path: `${all}/pins/:message`, handle: (request) => pin(world, request, false) },
		{ method: 'GET', path: `${all}/pins`, handle: (request) => pins(world, request) },
		{ method: 'PUT', path: `${one}/reactions/:emoji/@me`, handle: (request) => react(world, request, true) },
		{
			method: 'DELETE',
			path: `${one}/reactions/:emoji/@me`,
			handle: (request) => react(world, request, false),
		},
	];
}

function findMessage(world: World, { param }: RestRequest): { channel: Channel; message: LoopbackMessage } {
	const channel = world.channel(param('channel'));
	requireBotRight(world, channel, Permission.ReadMessageHistory);
	const message = world.messages.get(param('message'));
	// To the channel's routes an ephemeral message does not exist.
	if (message?.channel_id !== channel.id || message.ephemeralFor !== undefined) throw unknownMessage();
	return { channel, message };
}

function visibleMessages(world: World, channel: Channel): LoopbackMessage[] {
	const all = [...world.messages.values()];
	return all.filter((message) => message.channel_id === channel.id && message.ephemeralFor === undefined);
}

function listMessages(world: World, { param, query }: RestRequest): RestAnswer {
	const channel = world.channel(param('channel'));
	requireBotRight(world, channel, 0n);
	if (!allows(botPermissions(world, channel), Permission.ReadMessageHistory)) return ok([]);
	const limit = Number(query.get('limit') ?? 50);
	if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
		const message = 'int value should be between 1 and 100.';
		throw invalidForm([{ path: ['limit'], code: 'NUMBER_TYPE_MAX', message }]);
	}
	const before = query.get('before');
	const after = query.get('after');
	const wanted = visibleMessages(world, channel).filter(
		({ id }) =>
			(before === null || BigInt(id) < BigInt(before)) && (after === null || BigInt(id) > BigInt(after)),
	);
	return ok(wanted.toReversed().slice(0, limit).map(toWireMessage));
}

function post(world: World, request: RestRequest): RestAnswer {
	const channel = world.channel(request.param('channel'));
	requireBotRight(world, channel, Permission.SendMessages);
	const form = parseMessageForm(request.body);
	const known = form.enforce_nonce === true && findByNonce(world, channel, form);
	if (known) return ok(toWireMessage(known));
	requireContentRights(world, channel, { form, files: request.files });
	const reference = form.message_reference;
	if (
		reference !== undefined &&
		reference.fail_if_not_exists !== false &&
		!world.messages.has(reference.message_id)
	) {
		const message = 'Unknown message';
		throw invalidForm([{ path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message }]);
	}
	const extras = reference && {
		type: 19,
		message_reference: { message_id: reference.message_id, channel_id: channel.id },
	};
	return ok(toWireMessage(postMessage(world, channel.id, { form, files: request.files }, extras)));
}

function findByNonce(world: World, channel: Channel, form: MessageForm): LoopbackMessage | undefined {
	return visibleMessages(world, channel).find(
		({ nonce, id }) =>
			nonce !== undefined && nonce === form.nonce && world.clock.now() - snowflakeTime(id) < NONCE_LIFE_MS,
	);
}

function requireContentRights(world: World, channel: Channel, { form, files }: Written): void {
	if ((form.embeds ?? []).length > 0) requireBotRight(world, channel, Permission.EmbedLinks);
	if (files.length > 0) requireBotRight(world, channel, Permission.AttachFiles);
}

function edit(world: World, request: RestRequest): RestAnswer {
	const { channel, message } = findMessage(world, request);
	if (message.author.id !== world.bot.id) throw notTheAuthor();
	const written = { form: parseMessageForm(request.body), files: request.files };
	requireContentRights(world, channel, written);
	editMessage(world, message, written);
	return ok(toWireMessage(message));
}

function remove(world: World, request: RestRequest): RestAnswer {
	const { channel, message } = findMessage(world, request);
	if (message.author.id !== world.bot.id) requireBotRight(world, channel, Permission.ManageMessages);
	removeMessage(world, message);
	return noContent;
}

function removeMany(world: World, { param, body }: RestRequest): RestAnswer {
	const channel = world.channel(param('channel'));
	requireBotRight(world, channel, Permission.ManageMessages);
	const form = z.object({ messages: list(z.string().regex(/^\d{17,19}$/), 2, 100) });
	const { messages } = parseForm(form, body ?? {});
	if (messages.some((id) => world.clock.now() - snowflakeTime(id) > BULK_DELETE_MS)) {
		throw new DiscordError(400, 50034, 'You can only bulk delete messages that are under 14 days old.');
	}
	for (const message of visibleMessages(world, channel)) {
		if (messages.includes(message.id)) removeMessage(world, message);
	}
	return noContent;
}

function pin(world: World, request: RestRequest, pinned: boolean): RestAnswer {
	const { channel, message } = findMessage(world, request);
	requireBotRight(world, channel, Permission.PinMessages);
	message.pinned = pinned;
	announceChange(world, message);
	return noContent;
}

function pins(world: World, { param }: RestRequest): RestAnswer {
	const channel = world.channel(param('channel'));
	requireBotRight(world, channel, Permission.ReadMessageHistory);
	const items = visibleMessages(world, channel)
		.filter((message) => message.pinned)
		.map((message) => ({ message: toWireMessage(message), pinned_at: message.timestamp }));
	return ok({ items, has_more: false });
}

function react(world: World, request: RestRequest, add: boolean): RestAnswer {
	const { channel, message } = findMessage(world, request);
	if (add) requireBotRight(world, channel, Permission.AddReactions);
	const [name = '', id = null] = request.param('emoji').split(':');
	const others = message.reactions.filter(({ emoji }) => emoji.name !== name || emoji.id !== id);
	message.reactions = add ? [...others, { emoji: { id, name }, count: 1, me: true }] : others;
	announceChange(world, message);
	return noContent;
}
