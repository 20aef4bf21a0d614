import type { BackendDependencies, BackendSettings } from '#src/backends/radio-system.ts';
import type { RepeatOptions } from '#src/backends/repeat-reads.ts';
import type { OnAirRole, OnAirState, StationBackend } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import { NotedPlays } from './history.ts';
import { mountKey, silentMount } from './mount-view.ts';
import { sharedServer } from './shared-servers.ts';
import type { SourceServer, Telling } from './source-server.ts';
import { toState } from './to-state.ts';

export type IcecastOptions = BackendSettings & BackendDependencies & { repeat?: RepeatOptions };

/** A mount of an Icecast or SHOUTcast server, or of whatever sends a stream. There is no key, and nothing to order. */
export function createIcecastBackend({ url, station, details, ...options }: IcecastOptions): StationBackend {
	const base = baseOf(url);
	const server = sharedServer(base, options);
	server.stations.add(mountKey(station));
	const noted = new NotedPlays(options.plays, base, options.clock);
	const timezone = details?.timezone ?? null;
	const history = noted.history(station, timezone);
	return {
		kind: 'icecast',
		get label() {
			return server.label;
		},
		server: base,
		host: new URL(base).host,
		onAir: createOnAirRole({ server, mount: station, noted, timezone, clock: options.clock }),
		...(history === undefined
			? {}
			: { history, isForgetful: true, limits: { history: 'kept-by-the-bot' } as const }),
	};
}

interface OnAirParts {
	server: SourceServer;
	mount: string;
	noted: NotedPlays;
	timezone: string | null;
	clock: Clock;
}

function createOnAirRole({ server, mount, noted, timezone, clock }: OnAirParts): OnAirRole {
	const stateOf = async (telling: Telling, wanted: string): Promise<OnAirState> => {
		const view = telling.dialect.find(telling.view, wanted) ?? silentMount(wanted);
		const state = toState(server, telling, view, wanted, clock.now());
		state.facts.timezone = timezone;
		// Of what nobody here listens to nothing is kept.
		return server.stations.has(mountKey(wanted)) ? noted.note(wanted, state, telling.at) : state;
	};
	return {
		async read(options) {
			return stateOf(await server.tell(mount, options), mount);
		},
		async readServer() {
			const telling = await server.tell(mount);
			// Servers that do not show everything at once are asked for one stream after the other.
			const { mounts } = telling.dialect.kind === 'icecast' ? telling.view : { mounts: [] };
			const own = telling.dialect.find(telling.view, mount);
			const others = mounts.filter((one) => one !== own).map((one) => one.mount);
			return Promise.all([mount, ...others].map((one) => stateOf(telling, one)));
		},
	};
}

/** The base of a server in one form. */
function baseOf(url: string): string {
	const { origin, pathname } = new URL(url);
	return origin + pathname.replace(/\/+$/, '');
}
