import { onTestFinished } from 'vitest';
import { Secret } from '#config/secret.ts';
import { type SimulatedAzuraCast, startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import type { AzuraCastVersion } from '#demo/azuracast/version.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import type { BackendCall } from '#src/backends/backend-call.ts';
import type { StationBackend } from '#src/backends/roles.ts';
import { createBackend } from './loopback.ts';

export const versions: AzuraCastVersion[] = ['0.19.7', '0.20.4', '0.21.0', '0.22.1', '0.23.7'];

export interface Simulated {
	radio: SimulatedAzuraCast;
	clock: ManualClock;
	station: SimulatedStation;
	backend: StationBackend;
	/** What was asked since the last call of this: `GET /api/… (whose key)`. */
	calls: () => string[];
	/** Names of the rows that were called so far. */
	rows: BackendCall[];
}

/** A simulated AzuraCast and its first station with both keys. */
export async function simulated(version: AzuraCastVersion = '0.23.7'): Promise<Simulated> {
	const clock = new ManualClock();
	const radio = await startSimulatedAzuraCast({ clock, version, songsPerStation: 40 });
	onTestFinished(() => radio.close());
	const rows: BackendCall[] = [];
	const keys = { station: new Secret(radio.keys.station), admin: new Secret(radio.keys.admin) };
	const backend = createBackend(radio.url, { keys, clock, observe: (call) => rows.push(call) });
	let told = 0;
	return {
		radio,
		clock,
		station: radio.station('lanternlight'),
		backend,
		rows,
		calls: () => {
			const news = radio.requests.slice(told).map((call) => `${call.method} ${call.path} (${call.key})`);
			told = radio.requests.length;
			return news;
		},
	};
}
