import { z } from 'zod';
import { requireBotRight } from '../member-rights.ts';
import { Permission } from '../permissions.ts';
import { optional, parseForm, text } from '../rules/fields.ts';
import { wireChannel } from '../wire-objects.ts';
import type { Channel, World } from '../world.ts';
import { unknownUser, wrongChannelType } from './discord-error.ts';
import { noContent, ok, type RestAnswer, type RestRequest, type Route } from './router.ts';

export function channelRoutes(world: World): Route[] {
	return [
		{ method: 'GET', path: '/channels/:channel', handle: (request) => show(world, request) },
		{ method: 'PATCH', path: '/channels/:channel', handle: (request) => change(world, request) },
		{
			method: 'PUT',
			path: '/channels/:channel/voice-status',
			handle: (request) => setStatus(world, request),
		},
		{ method: 'POST', path: '/channels/:channel/typing', handle: (request) => type(world, request) },
		{ method: 'POST', path: '/users/@me/channels', handle: (request) => openDirectChannel(world, request) },
	];
}

function show(world: World, { param }: RestRequest): RestAnswer {
	const channel = world.channel(param('channel'));
	requireBotRight(world, channel, Permission.ViewChannel);
	return ok(wireChannel(world, channel));
}

/** Text, announcements, forums and media channels. */
const topicTypes: readonly number[] = [0, 5, 15, 16];
/** Names and topics have a limit of their own, which Discord tells by its refusals alone. */
const changesPerSpan = 2;
const spanMs = 10 * 60_000;

function change(world: World, { param, body }: RestRequest): RestAnswer {
	const channel = world.channel(param('channel'));
	requireBotRight(world, channel, Permission.ManageChannels);
	const form = parseForm(
		z.object({ name: optional(text(1, 100)), topic: text(0, 1024).nullish() }),
		body ?? {},
	);
	if (form.topic !== undefined && !topicTypes.includes(channel.type)) throw wrongChannelType();
	const now = world.clock.now();
	const recent = (channel.changedAt ?? []).filter((at) => at > now - spanMs);
	const [oldest] = recent;
	if (recent.length >= changesPerSpan && oldest !== undefined) return tooOften(oldest + spanMs - now);
	channel.changedAt = [...recent, now];
	if (form.name !== undefined) channel.name = form.name;
	if (form.topic !== undefined) channel.topic = form.topic;
	world.dispatches.tell({ event: 'CHANNEL_UPDATE', data: wireChannel(world, channel), intent: 1 });
	if (channel.guildId !== undefined) world.emit({ kind: 'guild-changed', guildId: channel.guildId });
	return ok(wireChannel(world, channel));
}

function tooOften(waitMs: number): RestAnswer {
	const seconds = waitMs / 1_000;
	const body = { message: 'You are being rate limited.', retry_after: seconds, global: false };
	return { status: 429, body, headers: { 'retry-after': String(seconds), 'x-ratelimit-scope': 'shared' } };
}

/** The bot is in no voice channel, so it needs the right to manage this one as well. */
function setStatus(world: World, { param, body }: RestRequest): RestAnswer {
	const channel = world.channel(param('channel'));
	requireBotRight(world, channel, Permission.SetVoiceChannelStatus | Permission.ManageChannels);
	if (channel.type !== 2) throw wrongChannelType();
	const { status } = parseForm(z.object({ status: text(0, 500).nullable() }), body ?? {});
	channel.status = status ?? '';
	world.changes.tell();
	if (channel.guildId !== undefined) world.emit({ kind: 'guild-changed', guildId: channel.guildId });
	return noContent;
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
