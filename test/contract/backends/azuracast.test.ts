import { onTestFinished } from 'vitest';
import { Secret } from '#config/secret.ts';
import { startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { createBackend } from '#src/backends/registry.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { roleContract } from './role-contract.ts';

const wrong = new Secret('0123456789abcdef:0123456789abcdef0123456789abcdef');

roleContract(
	'AzuraCast',
	async () => {
		const clock = new ManualClock();
		const radio = await startSimulatedAzuraCast({ clock, songsPerStation: 30 });
		const connections = new ServerConnections({ userAgent: 'Airdeck/test', clock });
		onTestFinished(async () => {
			await connections.close();
			await radio.close();
		});
		const keys = { station: new Secret(radio.keys.station), admin: new Secret(radio.keys.admin) };
		const given = { all: keys, none: {}, wrong: { station: wrong, admin: wrong } };
		const open = (url: string, which: keyof typeof given) =>
			createBackend(
				'azuracast',
				{ url, station: 'lanternlight', keys: given[which] },
				{ connections, clock },
			);
		return {
			backend: open(radio.url, 'all'),
			clock,
			with: ({ url = radio.url, keys: which = 'all' as const }) => open(url, which),
			asked: () => radio.requests,
			secrets: [radio.keys.station, radio.keys.admin],
			word: radio.station('lanternlight').songs[0]?.title ?? '',
		};
	},
	{
		onAir: 'full',
		history: 'full',
		queue: 'full',
		requests: 'full',
		playout: 'full',
		schedule: 'full',
		library: 'full',
		playlists: 'partial',
		requestDesk: 'full',
		presenters: 'full',
		operations: 'full',
		logs: 'full',
		reports: 'full',
		administration: 'full',
		episodes: 'partial',
		keyCheck: 'full',
		live: 'full',
	},
);
