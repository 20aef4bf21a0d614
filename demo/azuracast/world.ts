import type { Clock } from '#src/clock.ts';
import type { SimulatedHost } from './host.ts';
import type { KeyRing } from './keys.ts';
import type { RateLimit } from './rate-limit.ts';
import type { SimulatedStation } from './simulated-station.ts';
import type { AzuraCastVersion } from './version.ts';

/** Everything the routes share. */
export interface World {
	readonly version: AzuraCastVersion;
	readonly clock: Clock;
	/** `http://127.0.0.1:PORT`, as AzuraCast's base address. */
	readonly baseUrl: string;
	readonly stations: readonly SimulatedStation[];
	readonly keys: KeyRing;
	readonly rateLimit: RateLimit;
	readonly host: SimulatedHost;
}
