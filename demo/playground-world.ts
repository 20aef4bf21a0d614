import type { SimulatedAzuraCast } from './azuracast/simulated-azuracast.ts';
import type { LoopbackDiscord, LoopbackGuild } from './discord/loopback-discord.ts';
import { invitedBotPermissions, Permission } from './discord/permissions.ts';
import type { NewGuild } from './discord/populate.ts';
import type { Language, Level } from './page/wire.ts';
import type { PageGuild, PlaygroundKey, PlaygroundPerson } from './page-server/page-playground.ts';

/** Short names of the stations that the page shows. The last is private, and no Discord server has it from the beginning. */
export const stationNames = ['lanternlight', 'tidewater', 'backroom'] as const;

/** As in a server with seven boosts, so that a song without loss fits. */
const fileLimit = 50 * 1024 * 1024;

/** Somebody of the playground; a level without a role comes from Manage Server. */
export interface CastMember {
	readonly id: string;
	readonly username: string;
	readonly name: string;
	readonly level: Level;
	readonly role?: string;
}

// The ids are the same at every start, so that a page left open finds its person again.
export const cast: readonly CastMember[] = [
	{ id: '100000000000000011', username: 'lina', name: 'Lina', level: 'listener' },
	{ id: '100000000000000012', username: 'dario', name: 'Dario', level: 'dj', role: 'DJ' },
	{ id: '100000000000000013', username: 'mo', name: 'Mo', level: 'manager', role: 'Manager' },
	// No role: Manage Server alone makes an admin.
	{ id: '100000000000000014', username: 'ada', name: 'Ada', level: 'admin' },
];

/** So that it can also change topics and the status of a voice channel. */
const botPermissions = invitedBotPermissions | Permission.ManageChannels | Permission.SetVoiceChannelStatus;

/** The Discord servers of the playground, and the persons its visitor can be in each of them. */
export function populateGuilds(discord: LoopbackDiscord, now: number) {
	const declared = addServer(discord, 'Airdeck Playground', {
		// The first channel belongs to one station, so that a newcomer's first command is answered without a question.
		requests: 'Belongs to Lanternlight FM: no command has to name the station',
		general: 'Belongs to no station: a command asks which one is meant',
		'now-playing': 'What is on the air',
		alerts: 'What goes wrong',
		audit: 'Who did what',
		upload: 'Songs for the station',
	});
	const empty = {
		general: 'No station is set up here yet: /setup begins',
		requests: 'Song requests',
		'now-playing': 'What is on the air',
		alerts: 'What goes wrong',
		audit: 'Who did what',
		upload: 'Songs for the station',
	};
	// The bot joins it as the playground opens, and says what to do next.
	const fresh = addServer(discord, 'Fresh server', empty, { joinedAt: now, systemChannel: 'general' });
	const join = (member: CastMember, locale: Language) => {
		for (const guild of [declared, fresh]) joinServer(discord, guild, member, locale);
	};
	const people = cast.map((member): PlaygroundPerson => {
		join(member, 'en-US');
		return { id: member.id, name: member.name, level: member.level, locale: 'en-US' };
	});
	const speak = (person: PlaygroundPerson, locale: Language) => {
		const member = cast.find(({ id }) => id === person.id);
		if (member === undefined) throw new Error(`${person.name} is not in the playground`);
		join(member, locale);
		for (const one of people) if (one === person) one.locale = locale;
	};
	return { guilds: [paged('playground', declared), paged('fresh', fresh)] as const, people, speak };
}

/** Joining again replaces the member, language and all. */
export function joinServer(
	discord: LoopbackDiscord,
	guild: LoopbackGuild,
	member: CastMember,
	locale: Language,
): void {
	discord.addMember(guild.id, {
		id: member.id,
		username: member.username,
		displayName: member.name,
		roles: member.role === undefined ? [] : [guild.roleId(member.role)],
		...(member.level === 'admin' && { permissions: Permission.ManageGuild }),
		locale,
	});
}

/** A Discord server with the bot in it and these channels, name by topic. */
export function addServer(
	discord: LoopbackDiscord,
	name: string,
	channels: Record<string, string>,
	more: Pick<NewGuild, 'joinedAt' | 'systemChannel'> = {},
): LoopbackGuild {
	return discord.addGuild({
		name,
		...more,
		locale: 'en-US',
		maxFileBytes: fileLimit,
		botPermissions,
		roles: [
			{ name: 'DJ', color: 0x8f7bd6 },
			{ name: 'Manager', color: 0x3ba07a },
			{ name: 'Admin', color: 0xc97c3d },
		],
		channels: [
			...Object.entries(channels).map(([channel, topic]) => ({ name: channel, topic })),
			{ name: 'Lounge', type: 2 },
		],
	});
}

function paged(slug: string, guild: LoopbackGuild): PageGuild & LoopbackGuild {
	return { ...guild, slug, fileLimit };
}

/** The stations as the bot's operator would declare them, each with its own two of these keys. */
export function declareStations(
	radio: SimulatedAzuraCast,
	guild: LoopbackGuild,
	keys: readonly PlaygroundKey[],
): unknown[] {
	const roles = {
		dj: [guild.roleId('DJ')],
		manager: [guild.roleId('Manager')],
		admin: [guild.roleId('Admin')],
	};
	const shared = { guildId: guild.id, backend: 'azuracast', url: radio.url, roles };
	const keyOf = (user: string) => keys.find((one) => one.user === user)?.key;
	return [
		{
			...shared,
			name: radio.station('lanternlight').name,
			station: 'lanternlight',
			keys: { admin: keyOf('admin'), station: keyOf('station') },
			channels: {
				nowPlaying: guild.channelId('now-playing'),
				requests: guild.channelId('requests'),
				alerts: guild.channelId('alerts'),
				audit: guild.channelId('audit'),
				upload: guild.channelId('upload'),
			},
		},
		{
			...shared,
			name: radio.station('tidewater').name,
			station: 'tidewater',
			keys: { admin: keyOf('admin'), station: keyOf('tidewater') },
			channels: {
				nowPlaying: guild.channelId('now-playing'),
				alerts: guild.channelId('alerts'),
				audit: guild.channelId('audit'),
			},
		},
	];
}
