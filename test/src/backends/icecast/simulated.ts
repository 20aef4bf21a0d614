import { onTestFinished } from 'vitest';
import {
	type IcecastSimulationOptions,
	type SimulatedIcecast,
	startSimulatedIcecast,
} from '#demo/icecast/simulated-icecast.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import type { BackendCall } from '#src/backends/backend-call.ts';
import { createIcecastBackend } from '#src/backends/icecast/backend.ts';
import { createIcecastSystem } from '#src/backends/icecast/radio-system.ts';
import type { RadioSystem } from '#src/backends/radio-system.ts';
import type { StationBackend } from '#src/backends/roles.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { userAgent } from '#src/backends/user-agent.ts';

export interface Simulated {
	server: SimulatedIcecast;
	clock: ManualClock;
	backend: StationBackend;
	/** A further mount of the same server. */
	another: (mount: string, base?: string) => StationBackend;
	system: RadioSystem;
	/** What was asked since the last call of this. */
	calls: () => string[];
	observed: BackendCall[];
	connections: ServerConnections;
}

/** A simulated server, and a mount of it as a station. */
export async function simulated(
	options: IcecastSimulationOptions = {},
	mount = '/live.mp3',
): Promise<Simulated> {
	const clock = new ManualClock();
	const server = await startSimulatedIcecast({ clock, ...options });
	onTestFinished(() => server.close());
	const connections = new ServerConnections({ userAgent: userAgent('0.1.0'), clock });
	onTestFinished(() => connections.close());
	const observed: BackendCall[] = [];
	const another = (station: string, base = server.url) =>
		createIcecastBackend({
			url: base,
			station,
			keys: {},
			connections,
			clock,
			observe: (call) => observed.push(call),
			repeat: { initialDelayMs: 1, attempts: 2 },
		});
	let told = 0;
	return {
		server,
		clock,
		backend: another(mount),
		another,
		system: createIcecastSystem({ connections, clock }),
		calls: () => {
			const news = server.requests.slice(told).map(({ method, path }) => `${method} ${path}`);
			told = server.requests.length;
			return news;
		},
		observed,
		connections,
	};
}
