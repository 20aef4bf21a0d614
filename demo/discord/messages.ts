import { fileLimit, forgetFiles } from './files.ts';
import type { LoopbackMessage } from './loopback-message.ts';
import { toWireMessage } from './loopback-message.ts';
import { applyMentions } from './mentions.ts';
import type { FormIssue } from './rest/discord-error.ts';
import { planFiles, resolveAttachments, storeFiles, type UploadedFile } from './rest/uploads.ts';
import { numberComponents } from './rules/component-tree.ts';
import { checkMessage, Flag, type MessageForm } from './rules/message-body.ts';
import { wireUser } from './wire-objects.ts';
import type { World } from './world.ts';

const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;

type Extras = Partial<
	Pick<
		LoopbackMessage,
		| 'type'
		| 'flags'
		| 'application_id'
		| 'webhook_id'
		| 'interaction_metadata'
		| 'message_reference'
		| 'ephemeralFor'
	>
>;

export interface Written {
	form: MessageForm;
	files: UploadedFile[];
	/** Where the message stands in the request's body. */
	at?: FormIssue['path'];
}

/** Posts a message of the bot's, or throws Discord's refusal before anything is stored. */
export function postMessage(
	world: World,
	channelId: string,
	written: Written,
	extras: Extras = {},
): LoopbackMessage {
	const message = blankMessage(world, channelId, extras);
	write(world, message, written);
	message.tts = written.form.tts ?? false;
	message.flags |= (written.form.flags ?? 0) & (Flag.suppressEmbeds | Flag.silent);
	if (written.form.nonce !== undefined) message.nonce = written.form.nonce;
	return announceNew(world, message);
}

/** The "… is thinking" message of a deferred reply. */
export function postPlaceholder(world: World, channelId: string, extras: Extras): LoopbackMessage {
	return announceNew(
		world,
		blankMessage(world, channelId, { ...extras, flags: (extras.flags ?? 0) | Flag.loading }),
	);
}

/** Edits a message. A placeholder becomes the answer it stood for, and does not count as edited. */
export function editMessage(world: World, message: LoopbackMessage, written: Written): void {
	write(world, message, written);
	if ((message.flags & Flag.loading) !== 0) message.flags &= ~Flag.loading;
	else message.edited_timestamp = world.timestamp();
	announceChange(world, message);
}

/** Tells everybody of a change that did not come through the text, such as a pin or a reaction. */
export function announceChange(world: World, message: LoopbackMessage): void {
	announce(world, 'MESSAGE_UPDATE', message);
	world.emit({ kind: 'message-updated', message, ...viewerOf(message) });
}

export function removeMessage(world: World, message: LoopbackMessage): void {
	world.messages.delete(message.id);
	forgetFiles(world, message.attachments);
	announce(world, 'MESSAGE_DELETE', message);
	world.emit({
		kind: 'message-deleted',
		channelId: message.channel_id,
		messageId: message.id,
		...viewerOf(message),
	});
}

function blankMessage(world: World, channelId: string, extras: Extras): LoopbackMessage {
	return {
		id: world.newId(),
		channel_id: channelId,
		author: wireUser(world.bot),
		content: '',
		timestamp: world.timestamp(),
		edited_timestamp: null,
		tts: false,
		mention_everyone: false,
		mentions: [],
		mention_roles: [],
		attachments: [],
		embeds: [],
		components: [],
		reactions: [],
		pinned: false,
		type: 0,
		flags: 0,
		pinged: [],
		...extras,
	};
}

function write(world: World, message: LoopbackMessage, { form, files, at = [] }: Written): void {
	const guild = world.guilds.get(world.channel(message.channel_id).guildId ?? '');
	const plan = planFiles(form, files, { before: message.attachments, limit: fileLimit(guild), at });
	const checked = checkMessage(form, { ...message, files: plan.names }, at);
	message.attachments = storeFiles(world, message, plan);
	message.content = checked.content;
	message.embeds = checked.embeds;
	message.components = checked.components;
	message.flags = checked.flags;
	numberComponents(message.components);
	resolveAttachments(message.attachments, message.components, message.embeds);
	applyMentions(world, message, form.allowed_mentions);
}

function announceNew(world: World, message: LoopbackMessage): LoopbackMessage {
	world.messages.set(message.id, message);
	announce(world, 'MESSAGE_CREATE', message);
	world.emit({ kind: 'message-created', message, ...viewerOf(message) });
	return message;
}

/** Ephemeral messages never show on the gateway; the others only to bots with the intent for them. */
function announce(world: World, event: string, message: LoopbackMessage): void {
	if (message.ephemeralFor !== undefined) return;
	const guildId = world.channels.get(message.channel_id)?.guildId;
	const place = guildId === undefined ? {} : { guild_id: guildId };
	const data =
		event === 'MESSAGE_DELETE'
			? { id: message.id, channel_id: message.channel_id, ...place }
			: { ...toWireMessage(message), ...place };
	world.dispatches.tell({ event, data, intent: guildId === undefined ? DIRECT_MESSAGES : GUILD_MESSAGES });
}

function viewerOf(message: LoopbackMessage): { viewer?: string } {
	return message.ephemeralFor === undefined ? {} : { viewer: message.ephemeralFor };
}
