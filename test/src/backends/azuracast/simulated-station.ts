import { onTestFinished } from 'vitest';
import { Secret } from '#config/secret.ts';
import {
	type SimulatedAzuraCast,
	type SimulationOptions,
	startSimulatedAzuraCast,
} from '#demo/azuracast/simulated-azuracast.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import type { StationBackend } from '#src/backends/roles.ts';
import { createBackend } from './loopback.ts';

type Keys = SimulatedAzuraCast['keys'];

interface Options extends Omit<SimulationOptions, 'clock'> {
	/** `lanternlight` if not given. */
	station?: string;
	/** Which of the simulation's keys the backend gets; the super administrator's and the station's if not given. */
	keys?: Partial<Record<KeyName, keyof Keys>>;
}

interface Simulated {
	radio: SimulatedAzuraCast;
	backend: StationBackend;
	clock: ManualClock;
	/** What was asked since the last call of this: `GET /api/… (whose key)`. */
	calls: () => string[];
}

/** A backend of a station on a simulated AzuraCast, over real HTTP. */
export async function simulateStation(options: Options = {}): Promise<Simulated> {
	const { station = 'lanternlight', keys = { admin: 'admin', station: 'station' }, ...rest } = options;
	const clock = new ManualClock();
	const radio = await startSimulatedAzuraCast({ songsPerStation: 20, ...rest, clock });
	onTestFinished(() => radio.close());
	const given = Object.entries(keys).map(([name, owner]) => [name, new Secret(radio.keys[owner])]);
	const backend = createBackend(radio.url, { station, clock, keys: Object.fromEntries(given) as never });
	let told = 0;
	return {
		radio,
		backend,
		clock,
		calls: () => {
			const news = radio.requests.slice(told).map(({ method, path, key }) => `${method} ${path} (${key})`);
			told = radio.requests.length;
			return news;
		},
	};
}

export const versions = ['0.19.7', '0.20.4', '0.21.0', '0.22.1', '0.23.7'] as const;
