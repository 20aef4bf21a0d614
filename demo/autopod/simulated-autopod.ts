import { type Clock, systemClock } from '#src/clock.ts';
import { type Fault, Faults } from '../azuracast/faults.ts';
import { HttpServer, type LoggedCall } from '../azuracast/http-server.ts';
import { allScopes, type NewKey, readScopes, type Scope } from './key-ring.ts';
import { respond } from './routes.ts';
import { createWorld, type World } from './world.ts';

/** A running simulation, and the hands to steer it. */
export interface SimulatedAutoPod {
	/** `http://127.0.0.1:PORT/v1`. */
	readonly url: string;
	/** Valid keys: AutoPod's presets "All Read" and "All Read + Write", and one with the scopes that write alone. */
	readonly keys: Readonly<Record<'read' | 'all' | 'write', string>>;
	/** The log of calls names the key by its label. */
	readonly addKey: (key: NewKey) => string;
	readonly revokeKey: (key: string) => void;
	readonly setScopes: (key: string, scopes: readonly Scope[]) => void;
	readonly expireKey: (key: string, at: number) => void;
	/** The master switch: off, every key of the stream is refused. */
	readonly switchPublicApi: (on: boolean) => void;
	/** Seconds that the refusal of too many calls names; null for none. */
	readonly nameRetryAfter: (seconds: number | null) => void;
	readonly world: World;
	/** Every call so far, oldest first. */
	readonly requests: LoggedCall[];
	readonly faults: { add(fault: Fault): void; clear(): void };
	readonly down: () => Promise<void>;
	/** Back on the same port. */
	readonly up: () => Promise<void>;
	readonly close: () => Promise<void>;
}

export interface AutoPodSimulationOptions {
	clock?: Clock;
	/** Any free port if not given. */
	port?: number;
	/** Where the station is; AutoPod tells nobody. */
	timezone?: string;
}

/** An AutoPod on 127.0.0.1 with one stream, whose plan goes on with `clock`. A call a second for each key is what it takes. */
export async function startSimulatedAutoPod({
	clock = systemClock,
	port = 0,
	timezone = 'Europe/Berlin',
}: AutoPodSimulationOptions = {}): Promise<SimulatedAutoPod> {
	const world = createWorld(clock, timezone);
	const faults = new Faults(clock);
	const requests: LoggedCall[] = [];
	const server = new HttpServer(
		{
			now: () => clock.now(),
			faults,
			respond: (call) => Promise.resolve(respond(world, call)),
			log: (call) => requests.push(call),
		},
		port,
	);
	const keys = {
		read: world.keys.add({ label: 'read', scopes: readScopes }),
		all: world.keys.add({ label: 'all', scopes: allScopes }),
		write: world.keys.add({ label: 'write', scopes: allScopes.filter((scope) => !scope.endsWith(':read')) }),
	};
	await server.up();
	return {
		url: `${server.url}/v1`,
		keys,
		addKey: (key) => world.keys.add(key),
		revokeKey: (key) => world.keys.revoke(key),
		setScopes: (key, scopes) => world.keys.setScopes(key, scopes),
		expireKey: (key, at) => world.keys.expire(key, at),
		switchPublicApi: (on) => {
			world.keys.isPublicApiOn = on;
		},
		nameRetryAfter: (seconds) => {
			world.keys.retryAfter = seconds;
		},
		world,
		requests,
		faults,
		down: () => server.down(),
		up: () => server.up(),
		close: () => server.down(),
	};
}
