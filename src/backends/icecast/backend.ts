import type { BackendDependencies, BackendSettings } from '#src/backends/radio-system.ts';
import type { RepeatOptions } from '#src/backends/repeat-reads.ts';
import type { OnAirRole, OnAirState, StationBackend } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import { silentMount } from './mount-view.ts';
import { sharedServer } from './shared-servers.ts';
import type { SourceServer, Telling } from './source-server.ts';
import { toState } from './to-state.ts';

export type IcecastOptions = BackendSettings & BackendDependencies & { repeat?: RepeatOptions };

/** A mount of an Icecast or SHOUTcast server, or of whatever sends a stream. There is no key, and nothing to order. */
export function createIcecastBackend({ url, station, ...options }: IcecastOptions): StationBackend {
	const base = baseOf(url);
	const server = sharedServer(base, options);
	return {
		kind: 'icecast',
		get label() {
			return server.label;
		},
		server: base,
		host: new URL(base).host,
		onAir: createOnAirRole(server, station, options.clock),
	};
}

function createOnAirRole(server: SourceServer, mount: string, clock: Clock): OnAirRole {
	const stateOf = (telling: Telling, wanted: string): OnAirState => {
		const view = telling.dialect.find(telling.view, wanted) ?? silentMount(wanted);
		return toState(server, telling, view, wanted, clock.now());
	};
	return {
		async read(options) {
			return stateOf(await server.tell(mount, options), mount);
		},
		async readServer() {
			const telling = await server.tell(mount);
			const { mounts } = telling.view;
			// Servers that do not show everything at once are asked for one stream after the other.
			if (telling.dialect.kind !== 'icecast') return [stateOf(telling, mount)];
			const others = mounts.filter((one) => one !== telling.dialect.find(telling.view, mount));
			return [stateOf(telling, mount), ...others.map((one) => stateOf(telling, one.mount))];
		},
	};
}

/** The base of a server in one form. */
export function baseOf(url: string): string {
	const { origin, pathname } = new URL(url);
	return origin + pathname.replace(/\/+$/, '');
}
