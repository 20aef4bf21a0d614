import { type Fault, Faults } from '#demo/azuracast/faults.ts';
import { HttpServer, type LoggedCall } from '#demo/azuracast/http-server.ts';
import { type Clock, systemClock } from '#src/clock.ts';
import { planPanel } from './default-panel.ts';
import type { Panel, PanelHabits } from './panel.ts';
import { PanelStation, type StationPlan } from './panel-station.ts';
import { respond } from './respond.ts';

/** A running panel, and the hands to steer it. */
export interface SimulatedStreamingCenter {
	/** `http://127.0.0.1:PORT`: the panel, without its `/api/v2`. */
	readonly url: string;
	/** One that is good, and one that was good once: to the panel the second is as bad as any text. */
	readonly keys: Readonly<Record<'station' | 'expired', string>>;
	/** From now on the good key is as bad as the other. */
	readonly revokeKey: () => void;
	/** Every call so far, oldest first; `key` is `none`, `station`, `expired` or `rejected`. */
	readonly requests: LoggedCall[];
	readonly habits: PanelHabits;
	readonly stations: readonly PanelStation[];
	/** Throws if there is none of this number. */
	readonly station: (id: number) => PanelStation;
	readonly faults: { add(fault: Fault): void; clear(): void };
	/** Refuses connections until {@link up}. */
	readonly down: () => Promise<void>;
	/** Back on the same port. */
	readonly up: () => Promise<void>;
	readonly close: () => Promise<void>;
}

export interface StreamingCenterSimulation {
	clock?: Clock;
	/** Any free port if not given. */
	port?: number;
	plans?: readonly StationPlan[];
	habits?: Partial<PanelHabits>;
}

const keys = {
	station: 'Kq3vT9xZ.p7mB2nR5wY8cD4fH1jL6sA9gE3uX0oQz',
	expired: 'Ab8dEf2G.z1y2x3w4v5u6t7s8r9q0p1o2n3m4l5k6',
};

/** A Streaming.Center panel on 127.0.0.1 whose radios play through the time of `clock`. */
export async function startSimulatedStreamingCenter(
	options: StreamingCenterSimulation = {},
): Promise<SimulatedStreamingCenter> {
	const { clock = systemClock, port = 0, plans = planPanel() } = options;
	const stations = plans.map((plan) => new PanelStation(plan, clock));
	const faults = new Faults(clock);
	const requests: LoggedCall[] = [];
	const habits: PanelHabits = {
		refusal: 403,
		playlistsAreOpen: false,
		closed: new Set(),
		refusesKeys: new Set(),
		lists: 'paged',
		blockedWith: 400,
		...options.habits,
	};
	let isRevoked = false;
	let turn = 0;
	const known = {
		nameOf: (key: string) => (key === keys.station && !isRevoked ? 'station' : undefined),
		bad: new Map([
			[keys.expired, 'expired'],
			[keys.station, 'station'],
		]),
	};
	const panel: Panel = {
		clock,
		get baseUrl() {
			return server.url;
		},
		stations,
		habits,
		isBare: () => {
			turn += 1;
			return habits.lists === 'bare' || (habits.lists === 'changing' && turn % 2 === 0);
		},
	};
	const server: HttpServer = new HttpServer(
		{
			now: () => clock.now(),
			faults,
			respond: (call) => respond(call, panel, known),
			log: (call) => requests.push(call),
		},
		port,
	);
	await server.up();
	return {
		url: server.url,
		keys,
		revokeKey: () => {
			isRevoked = true;
		},
		requests,
		habits,
		stations,
		station: (id) => {
			const found = stations.find((station) => station.id === id);
			if (found === undefined) throw new Error(`There is no station ${id}`);
			return found;
		},
		faults,
		down: () => server.down(),
		up: () => server.up(),
		close: () => server.down(),
	};
}
