import { createSecretKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import type { DeclaredStation } from '#config/stations-file.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { openDeclared, toStation } from '#src/open-stations.ts';
import { StationBook } from '#src/station-book.ts';
import type { NewStation } from '#src/stations/saved-stations.ts';
import { StationDirectory } from '#src/stations/station-directory.ts';
import { GuildDocuments } from '#src/store/guild-documents.ts';
import { openStore, type Store } from '#src/store/open-store.ts';
import { Sealer } from '#src/store/sealing.ts';

const guildId = '100000000000000001';
const stationKey = `${'1'.repeat(16)}:${'a'.repeat(32)}`;
const adminKey = `${'2'.repeat(16)}:${'b'.repeat(32)}`;
const clock = new ManualClock();
const backends = { clock, connections: new ServerConnections({ userAgent: 'Airdeck/test', clock }) };
const sealer = new Sealer({ id: '0000000a', key: createSecretKey(Buffer.alloc(32, 1)) });
const log = pino({ level: 'silent' });
const declaredStation: DeclaredStation = {
	id: 'declare9',
	guildId,
	name: 'Declared',
	backend: 'azuracast',
	url: 'https://radio.example.org',
	station: '9',
	keys: { station: new Secret(stationKey) },
	roles: { dj: [], manager: [], admin: [] },
	channels: {},
};

let folder: string;
let store: Store;
let documents: GuildDocuments;
let directory: StationDirectory;
let removed: string[];
let book: StationBook;

beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'airdeck-book-'));
	store = await openStore(new Secret(`sqlite://${path.join(folder, 'airdeck.sqlite')}`));
	documents = new GuildDocuments(store);
	directory = new StationDirectory();
	removed = [];
	const onRemoved = async (id: string) => void removed.push(id);
	const declared = { stations: [declaredStation], backends };
	book = new StationBook({ documents, sealer, directory, backends, declared, log, onRemoved });
});
afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

function station(number: number, more: Partial<NewStation> = {}): NewStation {
	return {
		name: `Station ${number}`,
		kind: 'azuracast',
		url: 'https://radio.example.org',
		station: String(number),
		shortName: `station_${number}`,
		keys: { station: new Secret(stationKey), admin: new Secret(adminKey) },
		roles: { dj: ['2001'], manager: [], admin: [] },
		channels: { alerts: '3001' },
		...more,
	};
}
const declare = (number: number) =>
	directory.put(
		toStation(
			guildId,
			'declared',
			{
				id: `declare${number}`,
				name: 'Declared',
				backend: 'azuracast',
				url: 'https://radio.example.org',
				station: `station_${number}`,
				roles: { dj: [], manager: [], admin: [] },
				channels: {},
			},
			{},
			backends,
		),
	);

describe('stations that are set up', () => {
	test('are at work at once, and stored with keys that nobody can read', async () => {
		const [one] = await book.add(guildId, [station(1)]);
		expect(directory.find(guildId, one?.id ?? '')).toBe(one);
		expect([...(one?.keys ?? [])]).toEqual([
			['admin', 'bbbb'],
			['station', 'aaaa'],
		]);
		const bytes = readFileSync(path.join(folder, 'airdeck.sqlite'), 'latin1');
		const wal = readFileSync(path.join(folder, 'airdeck.sqlite-wal'), 'latin1');
		expect(bytes + wal).toContain('Station 1');
		expect(bytes + wal).not.toContain('a'.repeat(32));
		expect(await book.shortNameOf(guildId, one?.id ?? '')).toBe('station_1');
		expect(await book.shortNameOf(guildId, 'gone')).toBe('');
	});

	test('are stored all or none: not twice, and not more than 25', async () => {
		await book.add(guildId, [station(1)]);
		declare(2);
		for (const there of [1, 2])
			await expect(book.add(guildId, [station(3), station(there)])).rejects.toMatchObject({
				reason: 'already-there',
			});
		const many = Array.from({ length: 24 }, (_, i) => station(i + 10));
		await expect(book.add(guildId, many)).rejects.toMatchObject({ reason: 'too-many' });
		expect((await documents.load(guildId)).stations).toHaveLength(1);
		expect(directory.of(guildId)).toHaveLength(2);
		// Another radio server may have a station of the same number.
		await book.add(guildId, [station(1, { url: 'https://other.example.org' })]);
	});

	test('set up by two at once end up there once', async () => {
		const both = await Promise.allSettled([book.add(guildId, [station(1)]), book.add(guildId, [station(1)])]);
		expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		expect(directory.of(guildId)).toHaveLength(1);
	});
});

describe('a change', () => {
	test('changes what it names and nothing else', async () => {
		const [one] = await book.add(guildId, [station(1)]);
		const id = one?.id ?? '';
		const changed = await book.change(guildId, id, { name: 'Renamed', keys: { admin: null } });
		expect(changed).toMatchObject({
			name: 'Renamed',
			url: 'https://radio.example.org',
			channels: { alerts: '3001' },
		});
		expect([...changed.keys.keys()]).toEqual(['station']);
		const fresh = `${'3'.repeat(16)}:${'c'.repeat(32)}`;
		const again = await book.change(guildId, id, { keys: { station: new Secret(fresh) } });
		expect(again.keys.get('station')).toBe('cccc');
		expect(directory.find(guildId, id)).toBe(again);
	});

	test('can be looked at without being made', async () => {
		const [one] = await book.add(guildId, [station(1)]);
		const id = one?.id ?? '';
		const preview = await book.preview(guildId, id, {
			url: 'https://new.example.org',
			keys: { station: null },
		});
		expect(preview.url).toBe('https://new.example.org');
		expect([...preview.keys.keys()]).toEqual(['admin']);
		expect(directory.find(guildId, id)?.url).toBe('https://radio.example.org');
	});

	test('of a declared station or one that is gone is refused', async () => {
		declare(1);
		for (const what of [
			book.change(guildId, 'declare1', { name: 'x' }),
			book.preview(guildId, 'declare1', { name: 'x' }),
			book.remove(guildId, 'declare1'),
		])
			await expect(what).rejects.toMatchObject({ reason: 'declared' });
		await expect(book.change(guildId, 'gone', { name: 'x' })).rejects.toMatchObject({ reason: 'gone' });
		await expect(book.remove(guildId, 'gone')).rejects.toMatchObject({ reason: 'gone' });
	});
});

test('removing forgets the station, its keys and what else is known of it', async () => {
	const [one, two] = await book.add(guildId, [station(1), station(2)]);
	await book.remove(guildId, one?.id ?? '');
	expect(removed).toEqual([one?.id]);
	expect(directory.of(guildId)).toEqual([two]);
	const { stations } = await documents.load(guildId);
	expect(stations.map(({ id }) => id)).toEqual([two?.id]);
});

test('settings of the Discord server are kept beside the stations', async () => {
	await book.add(guildId, [station(1)]);
	expect(await book.settings(guildId)).toEqual({ auditDays: 90, language: null });
	expect(await book.changeSettings(guildId, { auditDays: 7 })).toEqual({ auditDays: 7, language: null });
	expect((await documents.load(guildId)).stations).toHaveLength(1);
});

describe('what a radio system does not tell', () => {
	const details = { experimental: true, timezone: 'Europe/Vienna', keyExpires: { station: '2027-01-31' } };

	test('is kept for stations of either source, at work at once, and gone with the station', async () => {
		const [one] = await book.add(guildId, [station(1)]);
		directory.put(openDeclared(declaredStation, backends));
		for (const before of directory.of(guildId)) {
			const after = await book.changeDetails(before, details);
			expect(after).toMatchObject({ id: before.id, details, keys: before.keys });
			expect(directory.find(guildId, before.id)).toBe(after);
		}
		const renamed = await book.change(guildId, one?.id ?? '', { name: 'Other' });
		expect(renamed.details).toEqual(details);
		await book.changeDetails(renamed, { timezone: undefined });
		expect(directory.find(guildId, renamed.id)?.details).toEqual({ ...details, timezone: undefined });
		await book.remove(guildId, renamed.id);
		expect(Object.keys((await documents.load(guildId)).details)).toEqual([declaredStation.id]);
	});

	test('is not kept for a station that is gone', async () => {
		const [one] = await book.add(guildId, [station(1)]);
		if (one === undefined) throw new Error('There is no station');
		await book.remove(guildId, one.id);
		await expect(book.changeDetails(one, details)).rejects.toMatchObject({ reason: 'gone' });
		expect((await documents.load(guildId)).details).toEqual({});
	});
});
