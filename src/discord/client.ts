import { Client, DefaultRestOptions, GatewayIntentBits, Options, type RESTOptions } from 'discord.js';

/** Interactions come without any intent; Guilds is there for channels and roles. Nothing privileged. */
const intents = [GatewayIntentBits.Guilds];

/**
 * The connection to Discord. Caches hold what a station bot uses and no more: discord.js would keep members and messages for
 * ever. Nothing it sends can mention anybody unless a message says so.
 */
export function createDiscordClient(options: { apiUrl: string }): Client {
	return new Client({
		intents,
		allowedMentions: { parse: [], repliedUser: false },
		makeCache: Options.cacheWithLimits({
			...Options.DefaultMakeCacheSettings,
			AutoModerationRuleManager: 0,
			BaseGuildEmojiManager: 0,
			GuildBanManager: 0,
			GuildEmojiManager: 0,
			GuildInviteManager: 0,
			GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
			GuildScheduledEventManager: 0,
			GuildStickerManager: 0,
			MessageManager: 0,
			PresenceManager: 0,
			ReactionManager: 0,
			ReactionUserManager: 0,
			StageInstanceManager: 0,
			ThreadManager: 0,
			ThreadMemberManager: 0,
			UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
			VoiceStateManager: 0,
		}),
		rest: {
			api: options.apiUrl,
			makeRequest: sendFilesAsBytes,
			// Interactions are not bound to Discord's 50 a second, but discord.js counts their edits: at 50 a burst of answers
			// would trickle out. Everything else this bot sends is a handful of calls at the start.
			globalRequestsPerSecond: 500,
			// A pause of more than half a minute is an error to tell, not a promise to hang on.
			rejectOnRateLimit: (limit) => limit.retryAfter > 30_000,
		},
	});
}

type MakeRequest = RESTOptions['makeRequest'];

/**
 * All copies of undici in a process share one dispatcher, and it depends on the order of imports whose it is. Not every one takes
 * the FormData of discord.js, so files go out as bytes.
 */
const sendFilesAsBytes: MakeRequest = async (url, init) => {
	if (!(init.body instanceof FormData)) return DefaultRestOptions.makeRequest(url, init);
	const form = new Response(init.body);
	// discord.js gives the headers as a plain object.
	const headers = Object.assign({}, init.headers, { 'content-type': form.headers.get('content-type') ?? '' });
	const body = new Uint8Array(await form.arrayBuffer());
	return DefaultRestOptions.makeRequest(url, { ...init, headers, body });
};
