import type { Secret } from '#config/secret.ts';
import { type KeyName, problemKind } from '#src/backends/backend-error.ts';
import type { FoundStation } from '#src/backends/radio-system.ts';
import type { DirectClient } from './direct-client.ts';
import type { Results } from './endpoints.ts';
import { type ReadList, readAll } from './paging.ts';

const stationsPerRead = 50;

/**
 * The public stations of a server, those that the keys may see, and with an admin key for stations all of them: also those
 * that are switched off or never started. Throws key-rejected for a key that this server does not know.
 */
export async function findStations(
	client: DirectClient,
	keys: Partial<Record<KeyName, Secret>>,
): Promise<FoundStation[]> {
	const names = (['station', 'admin'] as const).filter((name) => keys[name] !== undefined);
	// Asked with each key before anything else: a wrong key is not to be taken for one that may little.
	const [open, ...seen] = await Promise.all([
		client.call('nowPlayingAll', {}, { key: null }),
		...names.map(async (key) => ({
			key,
			rows: await readWhole((query) => client.call('visibleStations', {}, { key, query })),
		})),
	]);
	const administered = keys.admin === undefined ? [] : await readAdministered(client);
	// The later ones win: what is on the air is known better than how a station is set up. That it is switched off is newer
	// than what AzuraCast still keeps about its last song.
	const onAir = [...seen.flatMap(({ rows }) => rows), ...open].map(fromNowPlaying);
	const off = administered.filter(({ online }) => online === false);
	const byNumber = new Map([...administered, ...onAir, ...off].map((station) => [station.remoteId, station]));
	return [...byNumber.values()]
		.map((found) => ({
			...found,
			keys: seen
				.filter(({ rows }) => rows.some(({ station }) => station.id === found.remoteId))
				.map(({ key }) => key),
		}))
		.toSorted((a, b) => a.name.localeCompare(b.name));
}

async function readWhole<Row>(read: ReadList<Row>): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const row of readAll(stationsPerRead, read)) rows.push(row);
	return rows;
}

type Found = Omit<FoundStation, 'keys'>;

/** Empty for a key that may not administer stations, which is no mistake. */
async function readAdministered(client: DirectClient): Promise<Found[]> {
	try {
		const rows = await readWhole((query) => client.call('allStations', {}, { key: 'admin', query }));
		return rows.map((row) => ({
			remoteId: row.id,
			station: row.id,
			shortName: row.short_name,
			name: row.name,
			online: row.is_enabled ? null : false,
			isPublic: row.enable_public_page,
		}));
	} catch (error) {
		if (problemKind(error) === 'right-missing') return [];
		throw error;
	}
}

/** Stations are kept by their number: their short names can be changed in AzuraCast. */
function fromNowPlaying({ station, is_online: online }: Results['nowPlayingAll'][number]): Found {
	const { id, shortcode: shortName, name, is_public: isPublic } = station;
	return { remoteId: id, station: id, shortName, name, online, isPublic };
}
