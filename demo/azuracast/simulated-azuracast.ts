import { type Clock, systemClock } from '#src/clock.ts';
import { allRoutes } from './all-routes.ts';
import { planAnnex, planStations } from './default-world.ts';
import { type Fault, Faults } from './faults.ts';
import { createHost, type SimulatedHost } from './host.ts';
import { HttpServer, type LoggedCall } from './http-server.ts';
import { KeyRing, type NewKey, type Rights } from './keys.ts';
import { MicroCache } from './micro-cache.ts';
import { Push } from './push.ts';
import { type PushForm, pushFormOf } from './push-frames.ts';
import { RateLimit } from './rate-limit.ts';
import { respond } from './respond.ts';
import { SelfUpdate } from './self-update.ts';
import { SimulatedStation } from './simulated-station.ts';
import type { AzuraCastVersion } from './version.ts';
import type { World } from './world.ts';
import { WrittenNowPlaying } from './written-now-playing.ts';

/** A running simulation, and the hands to steer it. */
export interface SimulatedAzuraCast {
	/** `http://127.0.0.1:PORT`. */
	readonly url: string;
	/**
	 * Valid keys: super administrator; everything on station 1; what a bot is usually given; view and reports of station 1;
	 * nothing at all.
	 */
	readonly keys: Readonly<Record<'admin' | 'station' | 'bot' | 'limited' | 'noroles', string>>;
	/** Adds a user with a key; the log of calls names the key by the user. */
	readonly addKey: (key: NewKey) => string;
	readonly revokeKey: (key: string) => void;
	/** Takes a revocation back, which the real one cannot. */
	readonly restoreKey: (key: string) => void;
	readonly setRights: (key: string, rights: Rights) => void;
	/** Every call so far, oldest first. */
	readonly requests: LoggedCall[];
	readonly stations: readonly SimulatedStation[];
	readonly host: SimulatedHost;
	/** Throws if there is none of this short name. */
	readonly station: (shortName: string) => SimulatedStation;
	readonly faults: { add(fault: Fault): void; clear(): void };
	/** What is sent to those who listen, and what goes wrong with it. */
	readonly push: Push;
	/** Refuses connections until {@link up}. */
	readonly down: () => Promise<void>;
	/** Back on the same port. */
	readonly up: () => Promise<void>;
	readonly close: () => Promise<void>;
}

export interface SimulationOptions {
	clock?: Clock;
	/** Any free port if not given. */
	port?: number;
	version?: AzuraCastVersion;
	songsPerStation?: number;
	/** The same seed gives the same songs in the same order. */
	seed?: number;
	/** A fourth station, `annex`: private, without an AutoDJ, never started. */
	withAnnex?: boolean;
	/** The form of the push; that of the version if not given. The oldest one belongs to releases that are not simulated. */
	pushForm?: PushForm;
}

/** An AzuraCast on 127.0.0.1 whose stations play through the time of `clock`. */
export async function startSimulatedAzuraCast(options: SimulationOptions = {}): Promise<SimulatedAzuraCast> {
	const { clock = systemClock, port = 0, version = '0.23.7', songsPerStation = 120, seed = 1 } = options;
	const plans = [...planStations(songsPerStation), ...(options.withAnnex === true ? [planAnnex()] : [])];
	const stations = plans.map((plan) => new SimulatedStation(plan, clock, seed));
	const host = createHost();
	const keyRing = new KeyRing(seed);
	const faults = new Faults(clock);
	const cache = new MicroCache();
	const requests: LoggedCall[] = [];
	const server = new HttpServer(
		{
			now: () => clock.now(),
			faults,
			respond: (call) => respond(call, world, allRoutes, cache),
			log: (call) => requests.push(call),
		},
		port,
	);
	const selfUpdate = new SelfUpdate(clock, host, server, version);
	const world: World = {
		get version() {
			return selfUpdate.version;
		},
		update: () => selfUpdate.begin(),
		clock,
		stations,
		keys: keyRing,
		rateLimit: new RateLimit(),
		host,
		get push() {
			return push;
		},
		get written() {
			return written;
		},
		get baseUrl() {
			return server.url;
		},
	};
	const push: Push = new Push(world, () => options.pushForm ?? pushFormOf(world.version));
	const written: WrittenNowPlaying = new WrittenNowPlaying(world);
	const keys = issueKeys(keyRing);
	await server.up();
	return {
		url: server.url,
		keys,
		addKey: (key) => keyRing.add(key),
		revokeKey: (key) => keyRing.revoke(key),
		restoreKey: (key) => keyRing.restore(key),
		setRights: (key, rights) => keyRing.setRights(key, rights),
		requests,
		stations,
		host,
		station: (shortName) => {
			const found = stations.find((station) => station.shortName === shortName);
			if (found === undefined) throw new Error(`There is no station ${shortName}`);
			return found;
		},
		faults,
		push,
		down: () => server.down(),
		up: () => server.up(),
		close: () => {
			selfUpdate.cancel();
			push.close();
			return server.down();
		},
	};
}

function issueKeys(ring: KeyRing): SimulatedAzuraCast['keys'] {
	const view = ['view station management', 'view station reports'];
	return {
		admin: ring.add({ user: 'admin', roles: 'Super Administrator', global: ['administer all'] }),
		station: ring.add({ user: 'station', roles: 'Station manager', stations: { 1: ['administer all'] } }),
		bot: ring.add({
			user: 'bot',
			roles: 'Bot role (scoped)',
			global: ['view administration', 'view system logs'],
			stations: {
				1: [...view, 'view station logs', 'manage station broadcasting', 'manage station media'],
			},
		}),
		limited: ring.add({ user: 'limited', roles: 'Limited role', stations: { 1: view } }),
		noroles: ring.add({ user: 'noroles' }),
	};
}
