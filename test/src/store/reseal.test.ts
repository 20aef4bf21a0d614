import { createSecretKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import type { StoredStation } from '#src/store/guild-document.ts';
import { GuildDocuments } from '#src/store/guild-documents.ts';
import { Store } from '#src/store/open-store.ts';
import { resealStationKeys } from '#src/store/reseal.ts';
import { Sealer, stationKeyPlace } from '#src/store/sealing.ts';
import { SqliteFile, SqliteKeyv } from '#src/store/sqlite-keyv.ts';

const makeKey = (id: string, fill: number) => ({ id, key: createSecretKey(Buffer.alloc(32, fill)) });
const oldKey = makeKey('0000000a', 1);
const newKey = makeKey('0000000b', 2);

function makeStation(id: string, keys: StoredStation['keys']): StoredStation {
	const roles = { dj: [], manager: [], admin: [] };
	return {
		id,
		name: id,
		backend: 'azuracast',
		url: 'https://r.example.org',
		station: '1',
		shortName: '',
		keys,
		roles,
		channels: {},
	};
}

test('after a start with both keys the new one alone opens everything that could be opened', async () => {
	const file = new SqliteFile(':memory:');
	const documents = new GuildDocuments(
		new Store({ createAdapter: () => new SqliteKeyv(file), close: async () => file.close() }),
	);
	const [first, second] = [
		stationKeyPlace('1', 'aaaaaaaa', 'admin'),
		stationKeyPlace('1', 'bbbbbbbb', 'station'),
	];
	const seal = (key: typeof oldKey, place: string) => new Sealer(key).seal(new Secret(place), place);
	await documents.update('1', (document) => ({
		...document,
		stations: [
			makeStation('aaaaaaaa', { admin: seal(oldKey, first), station: 'v1.damaged' }),
			makeStation('bbbbbbbb', { station: seal(newKey, second) }),
		],
	}));
	const untouched = (await documents.load('1')).stations[1];

	const { resealed, failed } = await resealStationKeys(documents, new Sealer(newKey, oldKey));
	expect(resealed).toBe(1);
	expect(failed.map(({ place }) => place)).toEqual([stationKeyPlace('1', 'aaaaaaaa', 'station')]);

	const { stations } = await documents.load('1');
	expect(stations[1]).toEqual(untouched);
	expect(new Sealer(newKey).open(stations[0]?.keys.admin ?? '', first).reveal()).toBe(first);
	expect(stations[0]?.keys.station).toBe('v1.damaged');
	expect((await resealStationKeys(documents, new Sealer(newKey, oldKey))).resealed).toBe(0);
	file.close();
});
