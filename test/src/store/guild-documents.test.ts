import { Keyv } from 'keyv';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { migrating, type StoredStation } from '#src/store/guild-document.ts';
import { GuildDocuments } from '#src/store/guild-documents.ts';
import { Store } from '#src/store/open-store.ts';
import { SqliteFile, SqliteKeyv } from '#src/store/sqlite-keyv.ts';

const guildId = '100000000000000001';
const station: StoredStation = {
	id: 'abcd1234',
	name: 'Test Radio',
	backend: 'azuracast',
	url: 'https://radio.example.org',
	station: 'test_radio',
	shortName: 'test_radio',
	keys: { admin: 'v1.sealed' },
	roles: { dj: ['2001'], manager: [], admin: [] },
	channels: { nowPlaying: '3001' },
};
/** What came after the first two versions, as it begins. */
const fresh = { posts: [], voting: {}, alerts: [], events: [], offPeak: {}, details: {} };
let file: SqliteFile;
let documents: GuildDocuments;

beforeEach(() => {
	file = new SqliteFile(':memory:');
	documents = new GuildDocuments(
		new Store({ createAdapter: () => new SqliteKeyv(file), close: async () => file.close() }),
	);
});
afterEach(() => file.close());

/** Writes what another version of the bot could have left behind. */
async function leave(id: string, document: unknown): Promise<void> {
	await new Keyv({ store: new SqliteKeyv(file), namespace: 'guilds' }).set(id, document);
}

test('a server without settings has an empty document', async () => {
	expect(await documents.load(guildId)).toEqual({
		version: 7,
		stations: [],
		...fresh,
		settings: { auditDays: 90, language: null },
	});
	expect(await documents.remove(guildId)).toBe(false);
});

test('changes are kept, one after another', async () => {
	await Promise.all(
		['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].map((id) =>
			documents.update(guildId, (document) => ({
				...document,
				stations: [...document.stations, { ...station, id }],
			})),
		),
	);
	const { stations } = await documents.load(guildId);
	expect(stations).toEqual(['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].map((id) => ({ ...station, id })));
	expect(await documents.load('2')).toMatchObject({ stations: [] });
	expect(await documents.remove(guildId)).toBe(true);
	expect(await documents.load(guildId)).toMatchObject({ stations: [] });
});

test('a document of version 1 gets what came later, and keeps its stations', async () => {
	const { shortName: _, ...older } = station;
	await leave(guildId, { version: 1, stations: [older], settings: {} });
	expect(await documents.load(guildId)).toEqual({
		version: 7,
		...fresh,
		stations: [{ ...station, shortName: '' }],
		settings: { auditDays: 90, language: null },
	});
});

test('a document from before the language of public posts keeps its settings, and has none chosen', async () => {
	await leave(guildId, { version: 6, stations: [station], ...fresh, settings: { auditDays: 7 } });
	expect(await documents.load(guildId)).toEqual({
		version: 7,
		stations: [station],
		...fresh,
		settings: { auditDays: 7, language: null },
	});
});

test.each([
	['a newer version', { version: 8, stations: [], settings: {} }, /written by a newer version of Airdeck/],
	['a field nobody knows', { version: 1, stations: [], settings: {}, x: 1 }, /"x"/],
	['no version', { stations: [], settings: {} }, /version/],
	[
		'a damaged station',
		{ version: 1, stations: [{ ...station, backend: '' }], settings: {} },
		/stations\.0\.backend/,
	],
])('a document with %s is an error and is not written over', async (_, document, message) => {
	await leave(guildId, document);
	await documents.update('2', (empty) => ({ ...empty, stations: [station] }));
	await expect(documents.load(guildId)).rejects.toThrow(message);
	await expect(documents.update(guildId, (old) => old)).rejects.toThrow(`guilds/${guildId}: damaged`);
	const all: unknown[] = [];
	for await (const entry of documents.all()) all.push('damaged' in entry ? entry.damaged.place : entry.key);
	expect(new Set(all)).toEqual(new Set([`guilds/${guildId}`, '2']));
});

describe('migrations', () => {
	const schema = migrating(
		[
			({ name, ...rest }) => ({ ...rest, names: [name] }),
			({ names, ...rest }) => ({ ...rest, names, count: Array.isArray(names) ? names.length : 0 }),
		],
		z.strictObject({ version: z.literal(3), names: z.array(z.string()), count: z.number() }),
	);
	const newest = { version: 3, names: ['a'], count: 1 };

	test.each([[{ version: 1, name: 'a' }], [{ version: 2, names: ['a'] }], [newest]])(
		'bring %j to the newest version, step by step',
		(document) => {
			expect(schema.parse(document)).toEqual(newest);
		},
	);

	test.each([
		{ ...newest, version: 4 },
		{ ...newest, version: 0 },
		{ ...newest, version: 1.5 },
		{ names: [] },
		null,
	])('refuse %j', (document) => {
		expect(schema.safeParse(document).success).toBe(false);
	});
});
