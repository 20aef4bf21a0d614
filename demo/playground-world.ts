import type { SimulatedAzuraCast } from './azuracast/simulated-azuracast.ts';
import type { LoopbackDiscord, LoopbackGuild } from './discord/loopback-discord.ts';
import { Permission } from './discord/permissions.ts';
import type { Language, Level } from './page/wire.ts';
import type { PlaygroundPerson } from './page-server/page-playground.ts';

/** Short names of the stations of the simulated server that are open to the playground's Discord server. */
export const stationNames = ['lanternlight', 'tidewater'] as const;

// The ids are the same at every start, so that a page left open finds its person again.
const cast: { id: string; username: string; name: string; level: Level; role?: string }[] = [
	{ id: '100000000000000011', username: 'lina', name: 'Lina', level: 'listener' },
	{ id: '100000000000000012', username: 'dario', name: 'Dario', level: 'dj', role: 'DJ' },
	{ id: '100000000000000013', username: 'mo', name: 'Mo', level: 'manager', role: 'Manager' },
	// No role: Manage Server alone makes an admin.
	{ id: '100000000000000014', username: 'ada', name: 'Ada', level: 'admin' },
];

/** The Discord server of the playground, and the persons its visitor can be. */
export function populateGuild(discord: LoopbackDiscord) {
	const guild = discord.addGuild({
		name: 'Airdeck Playground',
		locale: 'en-US',
		roles: [
			{ name: 'DJ', color: 0x8f7bd6 },
			{ name: 'Manager', color: 0x3ba07a },
			{ name: 'Admin', color: 0xc97c3d },
		],
		channels: [
			// The first channel belongs to one station, so that a newcomer's first command is answered without a question.
			{ name: 'requests', topic: 'Belongs to Lanternlight FM: no command has to name the station' },
			{ name: 'general', topic: 'Belongs to no station: a command asks which one is meant' },
			{ name: 'now-playing', topic: 'What is on the air' },
		],
	});
	const join = (member: (typeof cast)[number], locale: Language) =>
		discord.addMember(guild.id, {
			id: member.id,
			username: member.username,
			displayName: member.name,
			roles: member.role === undefined ? [] : [guild.roleId(member.role)],
			...(member.level === 'admin' && { permissions: Permission.ManageGuild }),
			locale,
		});
	const people = cast.map((member): PlaygroundPerson => {
		join(member, 'en-US');
		return { id: member.id, name: member.name, level: member.level, locale: 'en-US' };
	});
	const speak = (person: PlaygroundPerson, locale: Language) => {
		const member = cast.find(({ id }) => id === person.id);
		if (member === undefined) throw new Error(`${person.name} is not in the playground`);
		// Joining again under the same id replaces the member, language and all.
		join(member, locale);
		for (const one of people) if (one === person) one.locale = locale;
	};
	return { guild, people, speak };
}

/** The stations as the bot's operator would declare them: each with its own two keys. */
export function declareStations(radio: SimulatedAzuraCast, guild: LoopbackGuild): unknown[] {
	const roles = {
		dj: [guild.roleId('DJ')],
		manager: [guild.roleId('Manager')],
		admin: [guild.roleId('Admin')],
	};
	const tidewater = radio.station('tidewater');
	const shared = { guildId: guild.id, backend: 'azuracast', url: radio.url, roles };
	return [
		{
			...shared,
			name: radio.station('lanternlight').name,
			station: 'lanternlight',
			keys: { admin: radio.keys.admin, station: radio.keys.station },
			channels: { requests: guild.channelId('requests') },
		},
		{
			...shared,
			name: tidewater.name,
			station: 'tidewater',
			keys: {
				admin: radio.keys.admin,
				station: radio.addKey({
					user: 'tidewater',
					roles: 'Tidewater manager',
					stations: { [tidewater.id]: ['administer all'] },
				}),
			},
		},
	];
}
