import type { Secret } from '#config/secret.ts';
import type { ObserveCall } from '#src/backends/backend-call.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import type { RepeatOptions } from '#src/backends/repeat-reads.ts';
import type { ScheduleRole } from '#src/backends/roles/schedule.ts';
import type { OnAirRole, PlayoutRole, StationBackend } from '#src/backends/roles.ts';
import type { ServerConnections } from '#src/backends/server-connections.ts';
import type { Clock } from '#src/clock.ts';
import { Address } from './address.ts';
import { createAdministrationRole } from './administration.ts';
import { AzuraCastClient } from './client.ts';
import { createEpisodesRole } from './episodes.ts';
import { createHistoryRole } from './history.ts';
import { isoSeconds } from './iso-seconds.ts';
import { createKeyCheckRole } from './key-check.ts';
import { createLibraryRole } from './library.ts';
import { createLiveRole } from './live.ts';
import { createLogsRole } from './logs.ts';
import { createOperationsRole } from './operations.ts';
import { createPlaylistsRole } from './playlists.ts';
import { createPresentersRole } from './presenters.ts';
import { createQueueRole } from './queue.ts';
import { createReportsRole } from './reports.ts';
import { createRequestDeskRole } from './request-desk.ts';
import { createSongRequestRole } from './song-requests.ts';
import { toOnAirState, toScheduleEntry } from './to-domain.ts';

export interface AzuraCastOptions {
	/** Where AzuraCast is, as one opens it in a browser. */
	url: string;
	/** Short name or number of the station. */
	station: string;
	/** Without keys only what AzuraCast shows to everybody works; the rest throws key-missing and asks nothing. */
	keys: Partial<Record<KeyName, Secret>>;
	connections: ServerConnections;
	clock: Clock;
	repeat?: RepeatOptions;
	observe?: ObserveCall;
}

/** A station of an AzuraCast, 0.19 or newer. */
export function createAzuraCastBackend({ url, clock, ...options }: AzuraCastOptions): StationBackend {
	const address = new Address(url);
	const client = new AzuraCastClient({ ...options, clock, address });
	return {
		kind: 'azuracast',
		label: 'AzuraCast',
		server: address.base,
		host: address.host,
		onAir: createOnAirRole(client, address, clock),
		history: createHistoryRole(client, address),
		queue: createQueueRole(client, address),
		requests: createSongRequestRole(client, address),
		playout: createPlayoutRole(client),
		schedule: createScheduleRole(client, clock),
		episodes: createEpisodesRole(client, address, clock),
		library: createLibraryRole(client, address),
		playlists: createPlaylistsRole(client, address),
		requestDesk: createRequestDeskRole(client),
		presenters: createPresentersRole(client),
		operations: createOperationsRole(client, address, options.station),
		logs: createLogsRole(client),
		reports: createReportsRole(client, address),
		administration: createAdministrationRole(client, clock),
		keyCheck: createKeyCheckRole({ ...options, clock, address }),
		live: createLiveRole(client, { address, connections: options.connections, clock }),
	};
}

function createOnAirRole(client: AzuraCastClient, address: Address, clock: Clock): OnAirRole {
	// AzuraCast's web server gives everybody the same bytes for 15 seconds, unless the address is a new one.
	const query = (past?: 'caches') => (past === 'caches' ? { _: clock.now() } : {});
	return {
		async read({ past } = {}) {
			const state = toOnAirState(await client.call('nowPlaying', {}, { query: query(past) }), address);
			if (state.facts.isPublic) client.noticePublic();
			return state;
		},
		async readServer() {
			const stations = await client.call('nowPlayingAll', {});
			return stations.map((station) => toOnAirState(station, address));
		},
	};
}

function createPlayoutRole(client: AzuraCastClient): PlayoutRole {
	return {
		async skip() {
			await client.call('skipSong', {});
		},
		async disconnect() {
			await client.call('disconnectStreamer', {});
		},
	};
}

function createScheduleRole(client: AzuraCastClient, clock: Clock): ScheduleRole {
	return {
		async between(from, to) {
			const query = { start: isoSeconds(from), end: isoSeconds(to) };
			const rows = await client.call('schedule', {}, { query });
			return rows
				.map((row) => toScheduleEntry(row, clock.now()))
				.filter((entry) => entry !== null)
				.filter(({ startsAt, endsAt }) => startsAt < to && endsAt > from)
				.toSorted((a, b) => a.startsAt - b.startsAt);
		},
	};
}
