import type { Logger } from 'pino';
import type { Secret } from '#config/secret.ts';
import type { Settings } from '#config/settings.ts';
import { SettingsError } from '#config/settings-error.ts';
import { type DeclaredStation, type KeyName, keyNames } from '#config/stations-file.ts';
import type { BackendDependencies, StationDetails } from './backends/radio-system.ts';
import { createBackend } from './backends/registry.ts';
import type { Station } from './stations/station.ts';
import { StationDirectory } from './stations/station-directory.ts';
import type { StoredStation } from './store/guild-document.ts';
import type { GuildDocuments } from './store/guild-documents.ts';
import { SealError, type Sealer, stationKeyPlace } from './store/sealing.ts';

/** The stations of the stations file, each with the backend that reaches it. Throws a SettingsError for one that none can reach. */
export function openDeclaredStations(settings: Settings, shared: BackendDependencies): Station[] {
	return settings.stations.map((declared) => {
		try {
			return openDeclared(declared, shared);
		} catch (error) {
			const problem = `station "${declared.name}": ${error instanceof Error ? error.message : 'it cannot be used'}`;
			throw new SettingsError([{ name: 'STATIONS_FILE', problem, example: '"backend": "azuracast"' }]);
		}
	});
}

/** A station of the stations file. Throws an Error with a sentence for a kind that is not built in. */
export function openDeclared(
	declared: DeclaredStation,
	shared: BackendDependencies,
	details?: StationDetails,
): Station {
	return toStation(declared.guildId, 'declared', declared, declared.keys, shared, details);
}

/**
 * All stations: those of the stations file and those that were set up in Discord. What is damaged in the store is said in the
 * log and left out, so that one server's trouble is not everybody's.
 */
export async function openStations(
	settings: Settings,
	stored: { documents: GuildDocuments; sealer: Sealer; log: Logger },
	/** Declared addresses are the operator's own; the others were typed in Discord. */
	backends: { declared: BackendDependencies; stored: BackendDependencies },
): Promise<StationDirectory> {
	const directory = new StationDirectory(openDeclaredStations(settings, backends.declared));
	for await (const entry of stored.documents.all()) {
		if ('damaged' in entry) {
			stored.log.error({ err: entry.damaged, guildId: entry.key }, "A server's stations cannot be read");
			continue;
		}
		for (const declared of settings.stations) {
			const details = entry.value.details[declared.id];
			if (declared.guildId === entry.key && details !== undefined)
				directory.put(openDeclared(declared, backends.declared, details));
		}
		for (const station of entry.value.stations) {
			try {
				const details = entry.value.details[station.id];
				directory.put(openStored(entry.key, station, stored, backends.stored, details));
			} catch (error) {
				// Set up under a version that knew more radio systems than this one.
				stored.log.error({ err: error, guildId: entry.key, station: station.id }, 'A station cannot be used');
			}
		}
	}
	return directory;
}

type Keys = Partial<Record<KeyName, Secret>>;

/** A station that was set up in Discord. Throws an Error with a sentence for a kind that is not built in. */
export function openStored(
	guildId: string,
	stored: StoredStation,
	vault: { sealer: Sealer; log: Logger },
	shared: BackendDependencies,
	details?: StationDetails,
): Station {
	const keys = openKeys(guildId, stored, vault);
	const lostKeys = keyNames.filter((name) => stored.keys[name] !== undefined && keys[name] === undefined);
	return { ...toStation(guildId, 'stored', stored, keys, shared, details), lostKeys };
}

/** A key that cannot be opened any more is left out: its commands then say that it has to be entered again. */
function openKeys(
	guildId: string,
	{ id, keys }: StoredStation,
	{ sealer, log }: { sealer: Sealer; log: Logger },
): Keys {
	const opened: Keys = {};
	for (const name of keyNames) {
		const sealed = keys[name];
		if (sealed === undefined) continue;
		try {
			opened[name] = sealer.open(sealed, stationKeyPlace(guildId, id, name));
		} catch (error) {
			if (!(error instanceof SealError)) throw error;
			log.error({ err: error }, 'A station key has to be entered again');
		}
	}
	return opened;
}

/** The station with the backend that reaches it. Throws an Error with a sentence for a kind that is not built in. */
export function toStation(
	guildId: string,
	source: Station['source'],
	described: Omit<DeclaredStation, 'guildId' | 'keys'>,
	keys: Keys,
	shared: BackendDependencies,
	details: StationDetails = {},
): Station {
	const { id, name, backend: kind, url, station, roles, channels } = described;
	const held = new Map(keyNames.flatMap((key) => (keys[key] === undefined ? [] : [[key, keys[key].tail]])));
	const backend = createBackend(kind, { url, station, keys, details }, shared);
	return { id, guildId, name, remote: station, source, roles, channels, keys: held, url, details, backend };
}
