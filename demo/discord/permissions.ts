/** The permission bits the loopback looks at, by Discord's own names. */
export const Permission = {
	AddReactions: 1n << 6n,
	Administrator: 1n << 3n,
	AttachFiles: 1n << 15n,
	CreateEvents: 1n << 44n,
	EmbedLinks: 1n << 14n,
	ManageChannels: 1n << 4n,
	ManageEvents: 1n << 33n,
	ManageGuild: 1n << 5n,
	ManageMessages: 1n << 13n,
	MentionEveryone: 1n << 17n,
	PinMessages: 1n << 51n,
	ReadMessageHistory: 1n << 16n,
	SendMessages: 1n << 11n,
	SetVoiceChannelStatus: 1n << 48n,
	UseApplicationCommands: 1n << 31n,
	ViewChannel: 1n << 10n,
} as const;

export const allPermissions = (1n << 53n) - 1n;

/** What @everyone has in a new server, as far as it matters here. */
export const everyonePermissions =
	Permission.ViewChannel |
	Permission.SendMessages |
	Permission.EmbedLinks |
	Permission.AttachFiles |
	Permission.ReadMessageHistory |
	Permission.AddReactions |
	Permission.UseApplicationCommands;

/** A generous invitation of the bot: it may also ping everybody, so that a missing `allowed_mentions` shows. */
export const invitedBotPermissions =
	everyonePermissions |
	Permission.ManageMessages |
	Permission.PinMessages |
	Permission.MentionEveryone |
	Permission.CreateEvents;

/** True when `held` includes every bit of `wanted`; an administrator has them all. */
export function allows(held: bigint, wanted: bigint): boolean {
	return (held & Permission.Administrator) !== 0n || (held & wanted) === wanted;
}

/** Joins several grants; an administrator's turns into every right there is. */
export function joinPermissions(grants: bigint[]): bigint {
	const joined = grants.reduce((sum, grant) => sum | grant, 0n);
	return (joined & Permission.Administrator) === 0n ? joined : allPermissions;
}
