import { z } from 'zod';

/** What the page and its server say to each other. Both ends hold to it: the server by type, the page by parsing. */
export const levels = ['listener', 'dj', 'manager', 'admin'] as const;
export const languages = ['en-US', 'de', 'es-ES', 'fr', 'pt-BR'] as const;

/** What can be made to go wrong at the radio server and its first station. */
export const troubles = [
	'server-down',
	'slow',
	'key-revoked',
	'right-missing',
	'live',
	'dead-air',
	'hostile',
	'disk-full',
] as const;
const speed = z.literal([0, 1, 10]);

const person = z.object({ id: z.string(), name: z.string(), level: z.enum(levels) });
/** The bot's rights in a channel that can be taken away on the page, by Discord's own names. */
export const botRights = ['ViewChannel', 'SendMessages', 'EmbedLinks', 'AttachFiles'] as const;

const channel = z.object({
	id: z.string(),
	name: z.string(),
	type: z.number(),
	/** Of a voice channel its status. */
	topic: z.string(),
	/** What the bot may not do there. */
	denied: z.array(z.enum(botRights)),
});
const role = z.object({ id: z.string(), name: z.string(), color: z.number() });
const choice = z.object({ name: z.string(), value: z.union([z.string(), z.number()]) });

/** One option of a command, in the viewer's language. `type` is Discord's number. */
const option = z.object({
	name: z.string(),
	label: z.string(),
	description: z.string(),
	type: z.number(),
	isRequired: z.boolean(),
	isAutocompleted: z.boolean(),
	choices: z.array(choice),
});

/** A command that can be sent, such as `dj skip`; `group` is the command it is a part of, or empty. */
const command = z.object({
	id: z.string(),
	name: z.string(),
	label: z.string(),
	group: z.string(),
	description: z.string(),
	options: z.array(option),
});

/** Components stay unread here: each is checked where it is drawn, so that a strange one spoils only itself. */
export const message = z.object({
	id: z.string(),
	channelId: z.string(),
	author: z.string(),
	at: z.number(),
	content: z.string(),
	components: z.array(z.unknown()),
	embedCount: z.number(),
	usedBy: z.object({ id: z.string(), name: z.string(), command: z.string() }).nullable(),
	isThinking: z.boolean(),
	isEdited: z.boolean(),
	isPrivate: z.boolean(),
	pingsViewer: z.boolean(),
	reactions: z.array(z.object({ emoji: z.string(), count: z.number() })),
	attachments: z.array(z.object({ name: z.string(), url: z.string(), size: z.number() })),
});

export const modal = z.object({
	interactionId: z.string(),
	title: z.string(),
	components: z.array(z.unknown()),
});

export const world = z.object({
	/** The server's clock, in milliseconds since 1970. */
	now: z.number(),
	speed,
	servers: z.array(z.object({ slug: z.string(), name: z.string() })),
	/** `fileLimit` in bytes. */
	guild: z.object({ id: z.string(), slug: z.string(), name: z.string(), fileLimit: z.number() }),
	bot: z.object({ id: z.string(), name: z.string() }),
	viewer: z.object({ id: z.string(), locale: z.enum(languages) }),
	people: z.array(person),
	channels: z.array(channel),
	roles: z.array(role),
	commands: z.array(command),
	messages: z.array(message),
});

/** What comes through the event stream; the whole world first, and again when much of it changed. */
export const pageEvent = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('world'), world }),
	z.object({ kind: z.literal('message'), message }),
	z.object({ kind: z.literal('message-gone'), messageId: z.string() }),
	z.object({ kind: z.literal('typing'), channelId: z.string() }),
	z.object({ kind: z.literal('modal'), channelId: z.string(), modal }),
]);

/** Whether the bot acknowledged in time. */
export const actOutcome = z.object({ acknowledged: z.boolean() });
export const suggestions = z.object({ choices: z.array(choice) });
export const uploaded = z.object({ upload: z.string() });
export const refusal = z.object({ error: z.string() });

const song = z.object({ title: z.string(), artist: z.string(), isRequested: z.boolean() });
const station = z.object({
	shortName: z.string(),
	name: z.string(),
	isPublic: z.boolean(),
	isEnabled: z.boolean(),
	isRunning: z.boolean(),
	takesRequests: z.boolean(),
	listeners: z.number(),
	dj: z.string().nullable(),
	onAir: song.extend({ startedAt: z.number(), durationMs: z.number() }).nullable(),
	queue: z.array(song),
});
const call = z.object({
	at: z.number(),
	method: z.string(),
	path: z.string(),
	key: z.string(),
	status: z.number(),
});
export const radio = z.object({
	now: z.number(),
	speed,
	troubles: z.array(z.enum(troubles)),
	isUp: z.boolean(),
	/** Radio systems beside AzuraCast, to be set up. */
	others: z.array(
		z.object({
			slug: z.string(),
			label: z.string(),
			address: z.string(),
			isUp: z.boolean(),
			keys: z.array(z.object({ id: z.string(), key: z.string() })),
		}),
	),
	stations: z.array(station),
	calls: z.array(call),
});
const right = z.object({ id: z.string(), name: z.string() });
const radioKey = z.object({
	id: z.string(),
	user: z.string(),
	key: z.string(),
	isRevoked: z.boolean(),
	/** Rights by AzuraCast's own ids, on the whole server and by station. */
	global: z.array(z.string()),
	stations: z.array(z.object({ id: z.number(), rights: z.array(z.string()) })),
});
export const radioKeys = z.object({
	/** The radio server's address, to be typed into a set-up. */
	url: z.string(),
	keys: z.array(radioKey),
	stations: z.array(z.object({ id: z.number(), name: z.string() })),
	globalRights: z.array(right),
	stationRights: z.array(right),
});
export const radioSwitches = [
	'skip',
	'go-live',
	'end-live',
	'requests-off',
	'requests-on',
	'stop-station',
	'start-station',
	'disable-station',
	'enable-station',
	'server-down',
	'server-up',
] as const;

export type BotRight = (typeof botRights)[number];
export type Trouble = (typeof troubles)[number];
export type Speed = z.output<typeof speed>;
export type Level = (typeof levels)[number];
export type Language = (typeof languages)[number];
export type Person = z.output<typeof person>;
export type Choice = z.output<typeof choice>;
export type CommandOption = z.output<typeof option>;
export type Command = z.output<typeof command>;
export type PageMessage = z.output<typeof message>;
export type PageModal = z.output<typeof modal>;
export type PageWorld = z.output<typeof world>;
export type PageEvent = z.output<typeof pageEvent>;
export type Radio = z.output<typeof radio>;
export type RadioKey = z.output<typeof radioKey>;
export type RadioKeys = z.output<typeof radioKeys>;
export type OtherRadio = Radio['others'][number];
export type RadioStation = Radio['stations'][number];
export type RadioSwitch = (typeof radioSwitches)[number];
