import { onTestFinished } from 'vitest';
import { Secret } from '#config/secret.ts';
import { type SimulatedAutoPod, startSimulatedAutoPod } from '#demo/autopod/simulated-autopod.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { createAutoPodBackend } from '#src/backends/autopod/backend.ts';
import type { BackendCall } from '#src/backends/backend-call.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import type { Answer, Outgoing } from '#src/backends/exchange.ts';
import type { StationDetails } from '#src/backends/radio-system.ts';
import type { StationBackend } from '#src/backends/roles.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';

/** Knows whether a request is on its way. */
class WatchedConnections extends ServerConnections {
	underWay = 0;

	override async send(request: Outgoing): Promise<Answer> {
		this.underWay += 1;
		try {
			return await super.send(request);
		} finally {
			this.underWay -= 1;
		}
	}
}

export interface Simulated {
	pod: SimulatedAutoPod;
	clock: ManualClock;
	backend: StationBackend;
	connections: ServerConnections;
	rows: BackendCall[];
	/** What was asked since the last call of this: `GET /v1/… (whose key)`. */
	calls: () => string[];
	/** Waits for work that waits its turn, while time goes on. */
	inTime: <T>(work: Promise<T> | undefined) => Promise<T>;
	/** Another backend at the same AutoPod over the same connections. */
	another: (keys: Partial<Record<KeyName, string>>, details?: StationDetails) => StationBackend;
}

interface Options {
	startAt?: number;
	timezone?: string;
	/** The reading and the writing key if not given. */
	keys?: (pod: SimulatedAutoPod) => Partial<Record<KeyName, string>>;
	details?: StationDetails;
}

/** A simulated AutoPod and its station, over real HTTP, with time in the test's hands. */
export async function simulated(options: Options = {}): Promise<Simulated> {
	const clock = new ManualClock(options.startAt);
	const { timezone } = options;
	const pod = await startSimulatedAutoPod({ clock, ...(timezone === undefined ? {} : { timezone }) });
	const connections = new WatchedConnections({ userAgent: 'Airdeck test', clock });
	onTestFinished(async () => {
		await connections.close();
		await pod.close();
	});
	const rows: BackendCall[] = [];
	const another: Simulated['another'] = (keys, details) => {
		const secrets = Object.entries(keys).map(([name, key]) => [name, new Secret(key)]);
		return createAutoPodBackend({
			url: pod.url,
			keys: Object.fromEntries(secrets) as Partial<Record<KeyName, Secret>>,
			connections,
			clock,
			repeat: { initialDelayMs: 1, attempts: 2 },
			observe: (call) => rows.push(call),
			...(details === undefined ? {} : { details }),
		});
	};
	const keys = options.keys?.(pod) ?? { station: pod.keys.read, admin: pod.keys.write };
	let told = 0;
	return {
		pod,
		clock,
		connections,
		rows,
		another,
		backend: another(keys, options.details),
		calls: () => {
			const news = pod.requests.slice(told).map(({ method, path, key }) => `${method} ${path} (${key})`);
			told = pod.requests.length;
			return news;
		},
		inTime: async (work) => {
			if (work === undefined) throw new Error('There is nothing to wait for');
			const over = work.then(
				() => true,
				() => true,
			);
			const tick = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), 1));
			// Never while a request is on its way: it would arrive later than it was sent.
			while (!(await Promise.race([over, tick()])))
				if (connections.underWay === 0 && clock.waiting > 0) await clock.advance(100);
			return work;
		},
	};
}
