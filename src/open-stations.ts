import type { Settings } from '#config/settings.ts';
import { SettingsError } from '#config/settings-error.ts';
import { type DeclaredStation, keyNames } from '#config/stations-file.ts';
import { type BackendDependencies, createBackend } from './backends/registry.ts';
import type { Station } from './stations/station.ts';
import { StationDirectory } from './stations/station-directory.ts';

/** All stations of the stations file, each with the backend that reaches it. Throws a SettingsError for one that none can reach. */
export function openStations(settings: Settings, shared: BackendDependencies): StationDirectory {
	return new StationDirectory(
		settings.stations.map((declared): Station => {
			const { id, guildId, name, station, roles, channels, keys } = declared;
			const held = new Set(keyNames.filter((key) => keys[key] !== undefined));
			const backend = connect(declared, shared);
			return { id, guildId, name, remote: station, source: 'declared', roles, channels, keys: held, backend };
		}),
	);
}

function connect({ backend, url, station, keys, name }: DeclaredStation, shared: BackendDependencies) {
	try {
		return createBackend(backend, { url, station, keys }, shared);
	} catch (error) {
		const problem = `station "${name}": ${error instanceof Error ? error.message : 'it cannot be used'}`;
		throw new SettingsError([{ name: 'STATIONS_FILE', problem, example: '"backend": "azuracast"' }]);
	}
}
