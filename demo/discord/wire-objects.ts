import type { WireUser } from './loopback-message.ts';
import type { Channel, Guild, Member, Overwrite, Role, User, World } from './world.ts';

/** How Discord writes what the world holds: the objects of its API, with the fields discord.js reads. */
export function wireUser(user: User): WireUser {
	return {
		id: user.id,
		username: user.username,
		discriminator: '0',
		global_name: user.displayName,
		avatar: null,
		bot: user.bot,
	};
}

export function wireMember(member: Member): Record<string, unknown> {
	return { ...wireBareMember(member), user: wireUser(member.user) };
}

/** A member without its user, as it stands in `resolved`. */
export function wireBareMember(member: Member): Record<string, unknown> {
	return {
		roles: member.roles,
		joined_at: member.joinedAt,
		nick: null,
		avatar: null,
		premium_since: null,
		pending: false,
		deaf: false,
		mute: false,
		flags: 0,
		communication_disabled_until: null,
	};
}

export function wireRole(role: Role): Record<string, unknown> {
	return {
		id: role.id,
		name: role.name,
		permissions: String(role.permissions),
		position: role.position,
		color: role.color,
		colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
		hoist: false,
		managed: role.managed,
		mentionable: false,
		flags: 0,
		icon: null,
		unicode_emoji: null,
	};
}

export function wireChannel(world: World, channel: Channel): Record<string, unknown> {
	const { recipientId } = channel;
	if (recipientId !== undefined) {
		const recipient = world.users.get(recipientId);
		return {
			id: channel.id,
			type: 1,
			recipients: recipient === undefined ? [] : [wireUser(recipient)],
			flags: 0,
		};
	}
	return {
		id: channel.id,
		type: channel.type,
		name: channel.name,
		guild_id: channel.guildId,
		position: channel.position,
		parent_id: null,
		topic: channel.topic,
		nsfw: false,
		rate_limit_per_user: 0,
		last_message_id: null,
		flags: 0,
		permission_overwrites: channel.overwrites.map(wireOverwrite),
	};
}

function wireOverwrite({ id, kind, allow, deny }: Overwrite): Record<string, unknown> {
	return { id, type: kind === 'role' ? 0 : 1, allow: String(allow), deny: String(deny) };
}

function wireEmoji({ id, name }: { id: string; name: string }): Record<string, unknown> {
	return { id, name, roles: [], require_colons: true, managed: false, animated: false, available: true };
}

export function wireGuild(guild: Guild): Record<string, unknown> {
	return {
		id: guild.id,
		name: guild.name,
		icon: null,
		description: null,
		owner_id: guild.ownerId,
		preferred_locale: guild.locale,
		features: [],
		emojis: (guild.emojis ?? []).map(wireEmoji),
		stickers: [],
		roles: guild.roles.map(wireRole),
		afk_channel_id: null,
		afk_timeout: 300,
		system_channel_id: guild.systemChannelId ?? null,
		system_channel_flags: 0,
		rules_channel_id: null,
		public_updates_channel_id: null,
		verification_level: 0,
		default_message_notifications: 0,
		explicit_content_filter: 0,
		mfa_level: 0,
		nsfw_level: 0,
		premium_tier: 0,
		premium_progress_bar_enabled: false,
		vanity_url_code: null,
	};
}

/** The full picture a bot gets once it is connected. Without the members intent that is the bot's own membership. */
export function wireGuildCreate(world: World, guild: Guild, withMembers: boolean): Record<string, unknown> {
	const members = [...guild.members.values()].filter(
		(member) => withMembers || member.user.id === world.bot.id,
	);
	return {
		...wireGuild(guild),
		unavailable: false,
		large: false,
		joined_at: guild.joinedAt,
		member_count: guild.members.size,
		channels: guild.channels.map((channel) => wireChannel(world, channel)),
		members: members.map(wireMember),
		threads: [],
		presences: [],
		voice_states: [],
		stage_instances: [],
		guild_scheduled_events: [],
		soundboard_sounds: [],
	};
}
