import { randomBytes } from 'node:crypto';
import { fileLimit } from './files.ts';
import type { Actor, Interaction, InteractionType } from './interaction.ts';
import { botPermissions, channelPermissions } from './member-rights.ts';
import { unknownMember } from './rest/discord-error.ts';
import { wireChannel, wireMember, wireUser } from './wire-objects.ts';
import type { World } from './world.ts';

/** How long a bot has to acknowledge, and how long its token lives after that. */
const ACKNOWLEDGE_WITHIN_MS = 3000;
const TOKEN_LIFE_MS = 15 * 60_000;

/** What somebody does, before it has an id and a token. */
export interface Deed {
	type: InteractionType;
	by: Actor;
	/** For people reading an account of it, e.g. `/dj skip`. */
	label: string;
	data: Record<string, unknown>;
	/** The message object a component stands on. */
	message?: Record<string, unknown> | undefined;
	messageId?: string | undefined;
	choiceType?: 'string' | 'number';
	metadata?: Record<string, unknown>;
}

/** Sends the deed to the bot and starts the three seconds it has to acknowledge. */
export function openInteraction(world: World, deed: Deed): Interaction {
	const { by } = deed;
	const id = world.newId();
	const guild = world.guild(by.guildId);
	const channel = world.channel(by.channelId);
	const member = guild.members.get(by.userId);
	if (member === undefined) throw unknownMember();
	const owners = { '0': guild.id };
	const interaction: Interaction = {
		id,
		token: Buffer.from(`interaction:${id}:${randomBytes(60).toString('base64url')}`).toString('base64url'),
		type: deed.type,
		by,
		createdAt: world.clock.now(),
		label: deed.label,
		...(deed.messageId !== undefined && { messageId: deed.messageId }),
		...(deed.choiceType !== undefined && { choiceType: deed.choiceType }),
		metadata: {
			id,
			type: deed.type,
			user: wireUser(member.user),
			authorizing_integration_owners: owners,
			...deed.metadata,
		},
		failed: false,
		messageIds: [],
		updated: false,
	};
	forgetOldInteractions(world);
	world.interactions.set(id, interaction);
	world.interactionsByToken.set(interaction.token, interaction);
	watchDeadline(world, interaction);
	const permissions = String(channelPermissions(guild, channel, by.userId));
	const payload = {
		id,
		application_id: world.applicationId,
		type: deed.type,
		token: interaction.token,
		version: 1,
		guild_id: guild.id,
		guild: { id: guild.id, features: [], locale: guild.locale },
		channel_id: channel.id,
		channel: { ...wireChannel(world, channel), permissions },
		member: { ...wireMember(member), permissions },
		entitlements: [],
		authorizing_integration_owners: owners,
		app_permissions: String(botPermissions(world, channel)),
		locale: member.locale,
		guild_locale: guild.locale,
		context: 0,
		attachment_size_limit: fileLimit(guild),
		data: deed.data,
		...(deed.message !== undefined && { message: deed.message }),
	};
	world.dispatches.tell({ event: 'INTERACTION_CREATE', data: payload, intent: 0 });
	return interaction;
}

/** Keeps a playground that is left open from growing for ever. */
function forgetOldInteractions(world: World): void {
	for (const interaction of world.interactions.values()) {
		if (world.clock.now() - interaction.createdAt < 4 * TOKEN_LIFE_MS) return;
		world.interactions.delete(interaction.id);
		world.interactionsByToken.delete(interaction.token);
	}
}

function watchDeadline(world: World, interaction: Interaction): void {
	const stop = world.clock.every(ACKNOWLEDGE_WITHIN_MS, () => {
		stop();
		unhear();
		failIfLate(world, interaction);
	});
	const unhear = world.changes.add(() => {
		if (interaction.acknowledged === undefined) return;
		stop();
		unhear();
	});
}

/** Gives the interaction up when its time is over without an acknowledgement. */
export function failIfLate(world: World, interaction: Interaction): void {
	if (interaction.failed || interaction.acknowledged !== undefined) return;
	if (world.clock.now() - interaction.createdAt < ACKNOWLEDGE_WITHIN_MS) return;
	interaction.failed = true;
	world.emit({
		kind: 'interaction-failed',
		interactionId: interaction.id,
		viewer: interaction.by.userId,
		channelId: interaction.by.channelId,
		reason: interaction.type === 2 ? 'The application did not respond' : 'This interaction failed',
	});
}

export function tokenExpired(world: World, interaction: Interaction): boolean {
	return world.clock.now() - interaction.createdAt >= TOKEN_LIFE_MS;
}

/** Whether the bot may answer by editing a message that is already there. */
export function canUpdate(interaction: Interaction): boolean {
	return (interaction.type === 3 || interaction.type === 5) && interaction.messageId !== undefined;
}
