import type { TopLevelComponent } from './rules/components.ts';
import type { Embed } from './rules/embeds.ts';

export interface WireUser {
	id: string;
	username: string;
	discriminator: string;
	global_name: string | null;
	avatar: null;
	bot: boolean;
}

export interface StoredAttachment {
	id: string;
	filename: string;
	size: number;
	url: string;
	proxy_url: string;
	content_type: string;
	/** The name before Discord made it plain, without its ending. */
	title?: string;
	description?: string;
	ephemeral?: true;
}

/** A message as Discord's API shows it, and two things of ours: who alone sees it, and whom it pinged. */
export interface LoopbackMessage {
	id: string;
	channel_id: string;
	author: WireUser;
	content: string;
	timestamp: string;
	edited_timestamp: string | null;
	tts: boolean;
	mention_everyone: boolean;
	mentions: WireUser[];
	mention_roles: string[];
	attachments: StoredAttachment[];
	embeds: Embed[];
	components: TopLevelComponent[];
	reactions: { emoji: { id: string | null; name: string }; count: number; me: boolean }[];
	pinned: boolean;
	type: number;
	flags: number;
	nonce?: string | number;
	application_id?: string;
	webhook_id?: string;
	interaction_metadata?: Record<string, unknown>;
	message_reference?: { message_id: string; channel_id: string; guild_id?: string };
	/** The one person who sees an ephemeral message. */
	ephemeralFor?: string;
	/** Ids of users and roles (or `everyone`) whom this message, or an edit of it, has pinged. */
	pinged: string[];
}

/** What goes over the wire: the message without our own notes. */
export function toWireMessage(message: LoopbackMessage): Record<string, unknown> {
	const { ephemeralFor: _viewer, pinged: _pinged, reactions, ...wire } = message;
	return { ...wire, ...(reactions.length > 0 && { reactions }) };
}
