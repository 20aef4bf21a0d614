import type { LiveRole } from '#src/backends/live-feed.ts';
import type { ServerConnections } from '#src/backends/server-connections.ts';
import type { Clock } from '#src/clock.ts';
import type { Address } from './address.ts';
import type { AzuraCastClient } from './client.ts';
import { AzuraCastFeed } from './live/feed.ts';
import { toOnAirState } from './to-domain.ts';

export interface LiveOptions {
	address: Address;
	connections: ServerConnections;
	clock: Clock;
	/** From 0 to 1, for spreading reconnections. */
	random?: () => number;
}

/** AzuraCast's push of what is on the air: open to everybody, so no key is ever sent along. */
export function createLiveRole(client: AzuraCastClient, options: LiveOptions): LiveRole {
	const { random = Math.random, ...parts } = options;
	return {
		open: (events) => new AzuraCastFeed({ ...parts, random }, events),
		async readWritten(shortName) {
			return toOnAirState(await client.call('writtenNowPlaying', { shortName }), parts.address);
		},
	};
}
