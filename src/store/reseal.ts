import { keyNames } from '#config/stations-file.ts';
import type { StoredStation } from './guild-document.ts';
import type { GuildDocuments } from './guild-documents.ts';
import { SealError, type Sealer, stationKeyPlace } from './sealing.ts';

/**
 * Seals again what an older encryption key sealed, so that the older one can be retired: once nothing is given as `failed`,
 * `ENCRYPTION_KEY_PREVIOUS` is no longer needed. A damaged document is left as it is.
 */
export async function resealStationKeys(
	documents: GuildDocuments,
	sealer: Sealer,
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
	}
	return { resealed, failed };
}

function isOutdated(station: StoredStation, sealer: Sealer): boolean {
	return keyNames.some((name) => {
		const sealed = station.keys[name];
		return sealed !== undefined && sealer.needsResealing(sealed);
	});
}
