import { onTestFinished } from 'vitest';
import { startSimulatedIcecast } from '#demo/icecast/simulated-icecast.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { createIcecastBackend } from '#src/backends/icecast/backend.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { roleContract } from './role-contract.ts';

for (const [label, kind, station] of [
	['Icecast', 'icecast', '/live.mp3'],
	['SHOUTcast 2', 'shoutcast-2', '/stream/1/'],
	['SHOUTcast 1', 'shoutcast-1', '/;'],
	['A bare stream', 'stream', '/live.mp3'],
] as const) {
	roleContract(
		label,
		async () => {
			const clock = new ManualClock();
			const server = await startSimulatedIcecast({ clock, kind });
			const connections = new ServerConnections({ userAgent: 'Airdeck/test', clock });
			onTestFinished(async () => {
				await connections.close();
				await server.close();
			});
			const open = (url: string) => createIcecastBackend({ url, station, keys: {}, connections, clock });
			return {
				backend: open(server.url),
				clock,
				with: ({ url = server.url }) => open(url),
				asked: () => server.requests,
				secrets: [],
				word: '',
			};
		},
		{ onAir: 'full' },
	);
}
