import { keyNames } from '#config/stations-file.ts';
import type { StoredStation } from './guild-document.ts';
import type { GuildDocuments } from './guild-documents.ts';
import { SealError, type Sealer, stationKeyPlace } from './sealing.ts';
import type { StoreError } from './store-error.ts';

/**
 * Seals again what an older encryption key sealed, so that the older one can be retired: once nothing is given as `failed`,
 * `ENCRYPTION_KEY_PREVIOUS` is no longer needed. A damaged document is left as it is. Each Discord server is written at once and
 * whole, so that this can be ended at any moment and begun again.
 */
export async function resealStationKeys(
	documents: GuildDocuments,
	sealer: Sealer,
	/** Called when the keys of a Discord server are written. */
	onServer: (guildId: string) => void = () => undefined,
): Promise<{ resealed: number; failed: SealError[] }> {
	const failed: SealError[] = [];
	let resealed = 0;
	for await (const entry of documents.all()) {
		if ('damaged' in entry || !entry.value.stations.some((station) => isOutdated(station, sealer))) continue;
		const guildId = entry.key;
		await documents.update(guildId, (document) => ({
			...document,
			stations: document.stations.map((station) => {
				const keys = { ...station.keys };
				for (const name of keyNames) {
					const sealed = keys[name];
					if (sealed === undefined || !sealer.needsResealing(sealed)) continue;
					const place = stationKeyPlace(guildId, station.id, name);
					try {
						keys[name] = sealer.seal(sealer.open(sealed, place), place);
						resealed += 1;
					} catch (error) {
						if (!(error instanceof SealError)) throw error;
						failed.push(error);
					}
				}
				return { ...station, keys };
			}),
		}));
		onServer(guildId);
	}
	return { resealed, failed };
}

function isOutdated(station: StoredStation, sealer: Sealer): boolean {
	return keyNames.some((name) => {
		const sealed = station.keys[name];
		return sealed !== undefined && sealer.needsResealing(sealed);
	});
}

/** What can be opened, key by key. */
export interface SealedKeys {
	/** Sealed with the current key, and opened with it. */
	opened: number;
	/** Those that cannot be, by their place. */
	failed: SealError[];
	/** Documents that cannot be read: nobody knows which keys lie in them. */
	damaged: StoreError[];
}

/** Reads everything back with one key alone. Writes nothing. */
export async function verifyStationKeys(documents: GuildDocuments, sealer: Sealer): Promise<SealedKeys> {
	const found: SealedKeys = { opened: 0, failed: [], damaged: [] };
	for await (const entry of documents.all()) {
		if ('damaged' in entry) {
			found.damaged.push(entry.damaged);
			continue;
		}
		for (const { id, keys } of entry.value.stations) {
			for (const name of keyNames) {
				const sealed = keys[name];
				if (sealed === undefined) continue;
				try {
					sealer.open(sealed, stationKeyPlace(entry.key, id, name));
					found.opened += 1;
				} catch (error) {
					if (!(error instanceof SealError)) throw error;
					found.failed.push(error);
				}
			}
		}
	}
	return found;
}
