import type { BackendDependencies, BackendSettings } from '#src/backends/radio-system.ts';
import type { RepeatOptions } from '#src/backends/repeat-reads.ts';
import type { ScheduleRole } from '#src/backends/roles/schedule.ts';
import type { StationBackend } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import { Address } from './address.ts';
import { StreamingCenterClient } from './client.ts';
import { Grid, toScheduleEntry } from './grid.ts';
import { createHistoryRole } from './history.ts';
import { createKeyCheckRole } from './key-check.ts';
import { createLibraryRole } from './library.ts';
import { createOnAirRole } from './on-air.ts';
import { createPlaylistsRole } from './playlists.ts';
import { createPresentersRole } from './presenters.ts';
import { createRequestDeskRole } from './request-desk.ts';
import { createSongRequestRole } from './song-requests.ts';

export interface StreamingCenterOptions extends BackendSettings, BackendDependencies {
	repeat?: RepeatOptions;
}

/**
 * A station of a Streaming.Center panel, which hosts sell under other names as well (EverestCast). `station` is its number on
 * the panel. Without a key everything works that the panel shows to everybody.
 */
export function createStreamingCenterBackend(options: StreamingCenterOptions): StationBackend {
	const { station, clock, details = {}, keys, connections, observe, repeat } = options;
	// As the panel itself writes it: somebody may have declared "01".
	const server = String(Number(station));
	const address = new Address(options.url);
	const calling = {
		address,
		connections,
		clock,
		// One key for everything.
		keys: keys.station === undefined ? {} : { station: keys.station },
		...(observe === undefined ? {} : { observe }),
		...(repeat === undefined ? {} : { repeat }),
	};
	const client = new StreamingCenterClient(calling);
	const grid = new Grid(client, server, clock);
	const experimental = details.experimental === true;
	const timezone = () => details.timezone ?? grid.timezone;
	const parts = { client, address, clock, server };
	return {
		kind: 'streaming-center',
		label: 'Streaming.Center',
		server: address.base,
		host: address.host,
		limits: {
			history: 'newest-only',
			'playlists.start': 'next-full-minute',
			...(experimental
				? { 'requests.submit': 'experimental', requestDesk: 'read-only', presenters: 'experimental' }
				: {}),
		},
		...(experimental ? {} : { behindSwitch: ['requests', 'requestDesk', 'presenters'] as const }),
		onAir: createOnAirRole({
			...parts,
			grid,
			timezone: details.timezone,
			// Whether requests are taken shows only when one is made.
			requestsEnabled: experimental ? null : false,
		}),
		history: createHistoryRole({ ...parts, timezone }),
		schedule: createScheduleRole(grid, clock),
		playlists: createPlaylistsRole(parts),
		library: createLibraryRole(parts),
		requests: createSongRequestRole({ ...parts, experimental }),
		...(experimental
			? {
					requestDesk: createRequestDeskRole(client, address, server),
					presenters: createPresentersRole(client, server, grid),
				}
			: {}),
		keyCheck: createKeyCheckRole({ ...calling, server, lastDay: details.keyExpires?.station }),
	};
}

function createScheduleRole(grid: Grid, clock: Clock): ScheduleRole {
	return {
		async between(from, to) {
			return (await grid.between(from, to)).map((one) => toScheduleEntry(one, clock.now()));
		},
	};
}
