import type { SimulatedAzuraCast } from '../azuracast/simulated-azuracast.ts';
import type { LoopbackGuild } from '../discord/loopback-discord.ts';
import type { OtherRadio } from '../other-radios.ts';
import { channelOf } from './channel-of.ts';
import { downStation, emptyStation, extremeStation } from './extreme-radio.ts';
import type { StageServer } from './stage.ts';

function shared({ guild }: Pick<StageServer, 'guild'>) {
	const roles = {
		dj: [guild.roleId('DJ')],
		manager: [guild.roleId('Manager')],
		admin: [guild.roleId('Admin')],
	};
	return { guildId: guild.id, roles };
}

function allChannels(guild: LoopbackGuild) {
	return {
		nowPlaying: channelOf(guild, 'now-playing'),
		requests: channelOf(guild, 'requests'),
		alerts: channelOf(guild, 'alerts'),
		audit: channelOf(guild, 'audit'),
		upload: channelOf(guild, 'upload'),
	};
}

/** One of each radio system, the first with a channel for everything. */
export function declareOrdinary(server: StageServer, others: readonly OtherRadio[]): unknown[] {
	const { guild, radio } = server;
	const keys = { admin: radio.keys.admin, station: radio.keys.station };
	const azuracast = { ...shared(server), backend: 'azuracast', url: radio.url };
	const { troubled } = server;
	const tidewater = troubled.radio.addKey({ user: 'tidewater', stations: { 2: ['administer all'] } });
	const address = (slug: string) => others.find((one) => one.slug === slug)?.address ?? '';
	const keyOf = (slug: string, id: string) =>
		others.find((one) => one.slug === slug)?.keys.find((one) => one.id === id)?.key;
	return [
		{
			...azuracast,
			name: radio.station('lanternlight').name,
			station: 'lanternlight',
			keys,
			channels: allChannels(guild),
		},
		{
			...azuracast,
			url: troubled.radio.url,
			name: troubled.name,
			station: 'tidewater',
			keys: { admin: troubled.radio.keys.admin, station: tidewater },
			channels: { alerts: channelOf(guild, 'alerts') },
		},
		{
			...shared(server),
			name: 'Harbour Radio',
			backend: 'streaming-center',
			url: address('streaming-center'),
			station: 1,
			keys: { station: keyOf('streaming-center', 'station') },
		},
		{
			...shared(server),
			name: 'Harbour Talk',
			backend: 'autopod',
			url: address('autopod'),
			keys: { station: keyOf('autopod', 'read'), admin: keyOf('autopod', 'write') },
		},
		{
			...shared(server),
			name: 'Pier Stream',
			backend: 'icecast',
			url: address('icecast'),
			station: '/live.mp3',
		},
	];
}

/** A station that has too much of everything, one that has nothing, and one that does not answer. */
export function declareExtreme(server: StageServer, down: SimulatedAzuraCast): unknown[] {
	const { guild, radio } = server;
	const azuracast = { ...shared(server), backend: 'azuracast' };
	const keys = { admin: radio.keys.admin, station: radio.keys.station };
	const empty = radio.addKey({ user: 'empty', stations: { 3: ['administer all'] } });
	return [
		{
			...azuracast,
			name: extremeStation,
			url: radio.url,
			station: 'lanternlight',
			keys,
			channels: allChannels(guild),
		},
		{
			...azuracast,
			name: emptyStation,
			url: radio.url,
			station: 'backroom',
			keys: { ...keys, station: empty },
		},
		{
			...azuracast,
			name: downStation,
			url: down.url,
			station: 'lanternlight',
			keys: { admin: down.keys.admin, station: down.keys.station },
		},
	];
}
