import { type CacheFactory, ChannelType, type Client, Events, LimitedCollection, Options } from 'discord.js';

/** What nobody asks the cache for. Channels, roles and overwrites are needed to tell the bot's rights. */
const unkept: ReadonlySet<string> = new Set([
	'ApplicationCommandManager',
	'AutoModerationRuleManager',
	'BaseGuildEmojiManager',
	'GuildBanManager',
	'GuildEmojiManager',
	'GuildInviteManager',
	'GuildScheduledEventManager',
	'GuildSoundboardSoundManager',
	'GuildStickerManager',
	'MessageManager',
	'PresenceManager',
	'ReactionManager',
	'ReactionUserManager',
	'StageInstanceManager',
	'ThreadManager',
	'ThreadMemberManager',
	'VoiceStateManager',
]);

/**
 * Caches that hold what a station bot uses and no more: discord.js would keep members and messages for ever. Everything that
 * is not kept shares one empty collection: an own one for each channel and server is a third of their memory.
 */
export function fewCaches(): CacheFactory {
	const limited = Options.cacheWithLimits({
		GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
		UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
	});
	const nothing = new LimitedCollection<never, never>({ maxSize: 0 });
	return (managerType, holds, manager) =>
		unkept.has(manager.name) || unkept.has(managerType.name) ? nothing : limited(managerType, holds, manager);
}

const unreadLists = [
	'emojis',
	'stickers',
	'threads',
	'presences',
	'voice_states',
	'stage_instances',
	'guild_scheduled_events',
	'soundboard_sounds',
];
/** Where the bot can write, or set a status. Nobody asks for categories and forums. */
const readTypes: ReadonlySet<unknown> = new Set([
	ChannelType.GuildText,
	ChannelType.GuildAnnouncement,
	ChannelType.GuildVoice,
	ChannelType.GuildStageVoice,
]);

/**
 * Takes what nobody reads out of what Discord tells, before discord.js makes objects of it: of the overwrites in channels only
 * those that say something about the bot are left. When it gets another role, the server's channels are read anew;
 * `onTrouble` hears if they cannot be.
 */
export function lightenGuilds(client: Client, onTrouble: (error: unknown) => void): void {
	// Each packet is shown here before discord.js itself looks at it.
	client.on(Events.Raw, ({ t: event, d: data }: { t?: unknown; d?: unknown }) => {
		if (!isRecord(data)) return;
		if (event === 'GUILD_CREATE') lightenGuild(data, client.user?.id);
		if (event !== 'CHANNEL_CREATE' && event !== 'CHANNEL_UPDATE') return;
		const me = client.guilds.cache.get(String(data['guild_id']))?.members.me;
		if (me) lightenChannel(data, new Set([me.id, ...me.roles.cache.keys()]));
	});
	client.on(Events.GuildMemberUpdate, (before, after) => {
		if (after.id !== client.user?.id) return;
		if (after.roles.cache.every((_, id) => before.roles.cache.has(id))) return;
		after.guild.channels.fetch().catch(onTrouble);
	});
}

function lightenGuild(guild: Record<string, unknown>, botId: string | undefined): void {
	for (const name of unreadLists) if (Array.isArray(guild[name])) guild[name] = [];
	const read = recordsIn(guild['channels'])?.filter(({ type }) => readTypes.has(type));
	if (read === undefined) return;
	guild['channels'] = read;
	const me = recordsIn(guild['members'])?.find(({ user }) => isRecord(user) && user['id'] === botId);
	const roles: unknown = me?.['roles'];
	if (!Array.isArray(roles)) return;
	const own = new Set<unknown>(roles).add(guild['id']).add(botId);
	for (const channel of read) lightenChannel(channel, own);
}

function lightenChannel(channel: Record<string, unknown>, own: ReadonlySet<unknown>): void {
	const { permission_overwrites: overwrites } = channel;
	channel['topic'] = null;
	if (!Array.isArray(overwrites)) return;
	channel['permission_overwrites'] = overwrites.filter((one) => isRecord(one) && own.has(one['id']));
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function recordsIn(value: unknown): Record<string, unknown>[] | undefined {
	return Array.isArray(value) ? value.filter(isRecord) : undefined;
}
