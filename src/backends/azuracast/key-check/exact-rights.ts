import { BackendError } from '#src/backends/backend-error.ts';
import type { DirectClient } from '../direct-client.ts';
import { readAll } from '../paging.ts';
import type { HeldRights } from './held-rights.ts';

/** The number of the station, by which roles know it; null if the server has none of that name. */
export async function stationNumber(client: DirectClient, station: string): Promise<string | null> {
	// AzuraCast takes whatever is all digits for a number.
	if (/^\d+$/.test(station)) return station;
	const found = readAll(50, (query) =>
		client.call('allStations', {}, { key: 'admin', query: { ...query, searchPhrase: station } }),
	);
	for await (const row of found) {
		if (row.short_name === station) return row.id;
	}
	return null;
}

/**
 * What a key's user holds by AzuraCast's own lists, read with an admin key that may read everything; null where they cannot be
 * read. `keyId` is the public part of the key, before its colon: only this one key's owner is looked at, and of that the roles.
 */
export async function exactRights(
	client: DirectClient,
	keyId: string,
	number: string,
): Promise<HeldRights | null> {
	try {
		const { user } = await client.call('apiKey', { apiKey: keyId }, { key: 'admin' });
		const roles = await Promise.all(
			user.roles.map(({ id }) => client.call('role', { role: id }, { key: 'admin' })),
		);
		const global = roles.flatMap(({ permissions, is_super_admin: isAll }) =>
			isAll ? [...permissions.global, 'administer all'] : permissions.global,
		);
		const station = roles.flatMap(({ permissions }) =>
			permissions.station.filter(({ id }) => id === number).flatMap((entry) => entry.permissions),
		);
		return { global: new Set(global), station: new Set(station) };
	} catch (error) {
		if (!(error instanceof BackendError)) throw error;
		// Reads will have to do, as for a key whose server shows its lists to nobody.
		return null;
	}
}
