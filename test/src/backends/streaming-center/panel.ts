import { onTestFinished } from 'vitest';
import { Secret } from '#config/secret.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import {
	type SimulatedStreamingCenter,
	type StreamingCenterSimulation,
	startSimulatedStreamingCenter,
} from '#demo/streaming-center/simulated-streaming-center.ts';
import { BackendError, type BackendProblem } from '#src/backends/backend-error.ts';
import type { StationDetails } from '#src/backends/radio-system.ts';
import type { StationBackend } from '#src/backends/roles.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { createStreamingCenterBackend } from '#src/backends/streaming-center/backend.ts';

export interface PanelOptions extends StreamingCenterSimulation {
	/** Which key the station gets; null for none. */
	key?: 'station' | 'expired' | 'line\nbreak' | null;
	server?: string;
	details?: StationDetails;
	startAt?: number;
}

export interface WithPanel {
	panel: SimulatedStreamingCenter;
	backend: StationBackend;
	connections: ServerConnections;
	clock: ManualClock;
	/** What was asked since the last call of this: `GET /history/ (none)`, below `/api/v2` and without the query. */
	calls: () => string[];
	/** The same with the query. */
	queries: () => string[];
}

/** A station of a simulated panel, over real HTTP. 19:13:40 UTC on a Sunday if not said otherwise. */
export async function withPanel(options: PanelOptions = {}): Promise<WithPanel> {
	const { key = 'station', server = '1', details, startAt, ...simulation } = options;
	const clock = new ManualClock(startAt);
	const panel = await startSimulatedStreamingCenter({ clock, ...simulation });
	onTestFinished(() => panel.close());
	const connections = new ServerConnections({ userAgent: 'Airdeck/0', clock });
	onTestFinished(() => connections.close());
	const text = key === 'line\nbreak' ? key : key === null ? undefined : panel.keys[key];
	const backend = createStreamingCenterBackend({
		url: panel.url,
		station: server,
		keys: text === undefined ? {} : { station: new Secret(text) },
		connections,
		clock,
		repeat: { initialDelayMs: 1, attempts: 2 },
		...(details === undefined ? {} : { details }),
	});
	let told = 0;
	const news = () => {
		const fresh = panel.requests.slice(told);
		told = panel.requests.length;
		return fresh.map((call) => ({ ...call, path: call.path.replace('/api/v2', '') }));
	};
	return {
		panel,
		backend,
		connections,
		clock,
		calls: () =>
			news().map(({ method, path, key: whose }) => `${method} ${path.split('?', 1)[0] ?? ''} (${whose})`),
		queries: () => news().map(({ method, path, key: whose }) => `${method} ${path} (${whose})`),
	};
}

/** What a call failed with. */
export async function problemOf(work: Promise<unknown>): Promise<BackendProblem> {
	return (await errorOf(work)).problem;
}

export async function errorOf(work: Promise<unknown>): Promise<BackendError> {
	try {
		await work;
	} catch (error) {
		if (error instanceof BackendError) return error;
		throw error;
	}
	throw new Error('It did not fail');
}
