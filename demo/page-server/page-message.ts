import { z } from 'zod';
import type { LoopbackMessage } from '../discord/loopback-discord.ts';
import type { PageMessage } from '../page/wire.ts';

/** Discord's message flags. */
const thinking = 1 << 7;
const componentsV2 = 1 << 15;

const usedBy = z.object({ name: z.string(), user: z.object({ id: z.string(), global_name: z.string() }) });

/** A message as the page draws it for one person. */
export function toPageMessage(message: LoopbackMessage, viewerId: string): PageMessage {
	// Only a command's answer has a name in there; what comes of a button has none and shows no line above it.
	const used = usedBy.safeParse(message.interaction_metadata).data;
	return {
		id: message.id,
		channelId: message.channel_id,
		author: message.author.global_name ?? message.author.username,
		at: Date.parse(message.timestamp),
		content: message.content,
		components: message.components,
		embedCount: message.embeds.length,
		usedBy: used === undefined ? null : { id: used.user.id, name: used.user.global_name, command: used.name },
		isThinking: (message.flags & thinking) !== 0,
		isEdited: message.edited_timestamp !== null,
		isPrivate: message.ephemeralFor !== undefined,
		pingsViewer: message.pinged.includes(viewerId) || message.pinged.includes('everyone'),
		reactions: message.reactions.map(({ emoji, count }) => ({ emoji: emoji.name, count })),
		// Of a message made of components, only the files stand there that a component shows.
		attachments:
			(message.flags & componentsV2) === 0
				? message.attachments.map(({ filename, url, size }) => ({ name: filename, url, size }))
				: [],
	};
}
