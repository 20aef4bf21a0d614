import type { Clock } from '#src/clock.ts';
import type { SimulatedHost } from './host.ts';
import type { KeyRing } from './keys.ts';
import type { Push } from './push.ts';
import type { RateLimit } from './rate-limit.ts';
import type { SimulatedStation } from './simulated-station.ts';
import type { WrittenNowPlaying } from './written-now-playing.ts';

/** Everything the routes share. */
export interface World {
	/** What runs now; another one after an update. */
	readonly version: string;
	readonly clock: Clock;
	/** `http://127.0.0.1:PORT`, as AzuraCast's base address. */
	readonly baseUrl: string;
	readonly stations: readonly SimulatedStation[];
	readonly keys: KeyRing;
	readonly rateLimit: RateLimit;
	readonly host: SimulatedHost;
	readonly push: Push;
	/** The static files. */
	readonly written: WrittenNowPlaying;
	/** Begins to replace what runs by the latest release. Resolves when the server is about to go away for it. */
	readonly update: () => Promise<void>;
}
