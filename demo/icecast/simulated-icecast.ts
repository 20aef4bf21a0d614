import { type Clock, systemClock } from '#src/clock.ts';
import { answerAsIcecast } from './icecast-pages.ts';
import { answerAsShoutcast1, answerAsShoutcast2 } from './shoutcast-pages.ts';
import { type MountPlan, SimulatedMount } from './simulated-mount.ts';
import { soundStream } from './sound-stream.ts';
import { type WireAnswer, type WireCall, type WireFault, type WireLog, WireServer } from './wire-server.ts';
import type { IcecastWorld } from './world.ts';

/** Which server it behaves like. `stream`: sends a stream and knows no page; `all-stream`: whatever it is asked for. */
export type IcecastKind = 'icecast' | 'shoutcast-1' | 'shoutcast-2' | 'stream' | 'all-stream';

export interface IcecastSimulationOptions {
	clock?: Clock;
	/** Any free port if not given. */
	port?: number;
	kind?: IcecastKind;
	/** Of Icecast; 2.4.4 if not given. */
	version?: string;
	/** One mount, `/live.mp3`, if not given. */
	mounts?: readonly MountPlan[];
}

export interface SimulatedIcecast {
	/** `http://127.0.0.1:PORT`. */
	readonly url: string;
	/** There are none. */
	readonly keys: Readonly<Record<string, never>>;
	/** Every call so far, oldest first. */
	readonly requests: WireLog[];
	readonly world: IcecastWorld;
	/** Throws if there is none at this path. */
	readonly mount: (path: string) => SimulatedMount;
	/** Another server takes the place of this one. */
	become(kind: IcecastKind): void;
	readonly faults: { add(fault: WireFault): void; clear(): void };
	/** Connections that are open now. */
	readonly connections: () => number;
	/** Refuses connections until {@link up}. */
	readonly down: () => Promise<void>;
	/** Back on the same port. */
	readonly up: () => Promise<void>;
	readonly close: () => Promise<void>;
}

const harbourTitles: readonly string[] = [
	'The Quays - Low Tide',
	'Anna Lind - Salt and Cedar',
	'Motörkai - Straße am Hafen',
	'Delta Ferry - Rope & Rain',
	'The Quays - Lighthouse Keepers - Live',
];

/** One mount with titles that change every 200 seconds. */
export const harbour: MountPlan = {
	path: '/live.mp3',
	name: 'Harbour Radio',
	titles: harbourTitles,
	listeners: 12,
};

/** As many mounts as one wants, each of a station of its own. */
export function manyMounts(count: number): MountPlan[] {
	return Array.from({ length: count }, (_, i) => ({
		path: `/mount-${i + 1}.mp3`,
		name: `Station ${i + 1}`,
		titles: [`Artist ${i + 1} - First`, `Artist ${i + 1} - Second`],
		listeners: i,
	}));
}

/** An Icecast, a SHOUTcast or a bare stream on 127.0.0.1, whose titles change with the time of `clock`. */
export async function startSimulatedIcecast(
	options: IcecastSimulationOptions = {},
): Promise<SimulatedIcecast> {
	const { clock = systemClock, port = 0, version = '2.4.4', mounts = [harbour] } = options;
	let { kind = 'icecast' } = options;
	const world: IcecastWorld = {
		clock,
		version,
		mounts: mounts.map((plan) => new SimulatedMount(plan, clock)),
		hasStatusPage: true,
		isUnescaped: false,
		hasTitles: true,
		emptyBlocks: 0,
	};
	const server = new WireServer(
		(call) => answers[kind](call, world),
		() => clock.now(),
		port,
	);
	await server.up();
	return {
		url: server.url,
		keys: {},
		requests: server.requests,
		world,
		mount: (path) => {
			const found = world.mounts.find((mount) => mount.path === path);
			if (found === undefined) throw new Error(`There is no mount ${path}`);
			return found;
		},
		become: (other) => {
			kind = other;
		},
		faults: { add: (fault) => server.addFault(fault), clear: () => server.clearFaults() },
		connections: () => server.connections,
		down: () => server.down(),
		up: () => server.up(),
		close: () => server.down(),
	};
}

const answers: Record<IcecastKind, (call: WireCall, world: IcecastWorld) => WireAnswer> = {
	icecast: answerAsIcecast,
	'shoutcast-1': answerAsShoutcast1,
	'shoutcast-2': answerAsShoutcast2,
	stream: (call, world) => {
		const mount = world.mounts.find(({ path, hasSource }) => path === call.path && hasSource);
		return mount === undefined ? notThere : soundStream(call, mount, world, plainHttp);
	},
	'all-stream': (call, world) => {
		const [mount] = world.mounts;
		return mount === undefined ? notThere : soundStream(call, mount, world, plainHttp);
	},
};

const plainHttp = { first: 'HTTP/1.1 200 OK', server: 'nginx' };
const notThere: WireAnswer = {
	first: 'HTTP/1.1 404 Not Found',
	headers: [
		['Server', 'nginx'],
		['Content-Type', 'text/html'],
		['Connection', 'close'],
	],
	body: '<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>',
};
