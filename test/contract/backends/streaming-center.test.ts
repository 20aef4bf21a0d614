import { onTestFinished } from 'vitest';
import { Secret } from '#config/secret.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { startSimulatedStreamingCenter } from '#demo/streaming-center/simulated-streaming-center.ts';
import { createBackend } from '#src/backends/registry.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { roleContract } from './role-contract.ts';

roleContract(
	'Streaming.Center',
	async () => {
		const clock = new ManualClock();
		const panel = await startSimulatedStreamingCenter({ clock });
		const connections = new ServerConnections({ userAgent: 'Airdeck/test', clock });
		onTestFinished(async () => {
			await connections.close();
			await panel.close();
		});
		const given = {
			all: { station: new Secret(panel.keys.station) },
			none: {},
			wrong: { station: new Secret(panel.keys.expired) },
		};
		const open = (url: string, which: keyof typeof given) =>
			createBackend(
				'streaming-center',
				{ url, station: '1', keys: given[which], details: { experimental: true } },
				{ connections, clock },
			);
		const [station] = panel.stations;
		return {
			backend: open(panel.url, 'all'),
			clock,
			with: ({ url = panel.url, keys: which = 'all' as const }) => open(url, which),
			asked: () => panel.requests,
			secrets: [...Object.values(panel.keys), ...(station?.djs ?? []).map(({ password }) => password)],
			word: station?.tracks[0]?.title ?? '',
		};
	},
	{
		onAir: 'full',
		history: 'partial',
		requests: 'partial',
		schedule: 'full',
		library: 'partial',
		playlists: 'partial',
		requestDesk: 'partial',
		presenters: 'partial',
		keyCheck: 'full',
	},
);
