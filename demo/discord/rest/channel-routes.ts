import { z } from 'zod';
import { requireBotRight } from '../member-rights.ts';
import { Permission } from '../permissions.ts';
import { optional, parseForm, text } from '../rules/fields.ts';
import { wireChannel } from '../wire-objects.ts';
import type { Channel, World } from '../world.ts';
import { unknownUser } from './discord-error.ts';
import { noContent, ok, type RestAnswer, type RestRequest, type Route } from './router.ts';

export function channelRoutes(world: World): Route[] {
	return [
		{ method: 'GET', path: '/channels/:channel', handle: (request) => show(world, request) },
		{ method: 'PATCH', path: '/channels/:channel', handle: (request) => change(world, request) },
		{ method: 'POST', path: '/channels/:channel/typing', handle: (request) => type(world, request) },
		{ method: 'POST', path: '/users/@me/channels', handle: (request) => openDirectChannel(world, request) },
	];
}

function show(world: World, { param }: RestRequest): RestAnswer {
	const channel = world.channel(param('channel'));
	requireBotRight(world, channel, Permission.ViewChannel);
	return ok(wireChannel(world, channel));
}

function change(world: World, { param, body }: RestRequest): RestAnswer {
	const channel = world.channel(param('channel'));
	requireBotRight(world, channel, Permission.ManageChannels);
	const form = parseForm(
		z.object({ name: optional(text(1, 100)), topic: text(0, 1024).nullish() }),
		body ?? {},
	);
	if (form.name !== undefined) channel.name = form.name;
	if (form.topic !== undefined) channel.topic = form.topic;
	world.dispatches.tell({ event: 'CHANNEL_UPDATE', data: wireChannel(world, channel), intent: 1 });
	return ok(wireChannel(world, channel));
}

function type(world: World, { param }: RestRequest): RestAnswer {
	const channel = world.channel(param('channel'));
	requireBotRight(world, channel, Permission.SendMessages);
	world.emit({ kind: 'typing', channelId: channel.id });
	return noContent;
}

/** The direct-message channel with somebody: made once, then always the same. */
function openDirectChannel(world: World, { body }: RestRequest): RestAnswer {
	const { recipient_id: recipientId } = parseForm(z.object({ recipient_id: z.string() }), body ?? {});
	const recipient = world.users.get(recipientId);
	if (recipient === undefined) throw unknownUser();
	const known = [...world.channels.values()].find((channel) => channel.recipientId === recipientId);
	if (known !== undefined) return ok(wireChannel(world, known));
	const channel: Channel = {
		id: world.newId(),
		name: recipient.username,
		type: 1,
		topic: null,
		position: 0,
		recipientId,
		overwrites: [],
	};
	world.channels.set(channel.id, channel);
	return ok(wireChannel(world, channel));
}
