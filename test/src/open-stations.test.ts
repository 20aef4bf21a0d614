import { createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import { loadSettings, type Settings } from '#config/settings.ts';
import { SettingsError } from '#config/settings-error.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { azuraCast } from '#src/backends/azuracast/module.ts';
import { declarations } from '#src/backends/registry.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { openDeclaredStations, openStations } from '#src/open-stations.ts';
import type { StoredStation } from '#src/store/guild-document.ts';
import { GuildDocuments } from '#src/store/guild-documents.ts';
import { openStore, type Store } from '#src/store/open-store.ts';
import { Sealer, stationKeyPlace } from '#src/store/sealing.ts';

const guildId = '100000000000000001';
const adminKey = '0123456789abcdef:0123456789abcdef0123456789abcdef';

let folder: string;
let store: Store;
let lines: string[];
const clock = new ManualClock();
/** A version that knows a single radio system. */
const shared = {
	clock,
	connections: new ServerConnections({ userAgent: 'Airdeck/test', clock }),
	modules: [azuraCast],
};
const sealer = new Sealer({ id: '0000000a', key: createSecretKey(Buffer.alloc(32, 1)) });

beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'airdeck-stations-'));
	store = await openStore(new Secret(`sqlite://${path.join(folder, 'airdeck.sqlite')}`));
	lines = [];
});
afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

function declare(...stations: Record<string, unknown>[]): Settings {
	const file = path.join(folder, 'stations.json');
	const filled = stations.map((station) => ({
		guildId,
		name: 'Declared',
		backend: 'azuracast',
		url: 'https://radio.example.org',
		station: 'declared',
		...station,
	}));
	writeFileSync(file, JSON.stringify({ stations: filled }));
	return loadSettings(
		{ DISCORD_TOKEN: 'a.b.c', STATIONS_FILE: file, DATA_DIR: folder },
		folder,
		declarations,
	);
}

function stored(id: string, more: Partial<StoredStation> = {}): StoredStation {
	return {
		shortName: '',
		id,
		name: id,
		backend: 'azuracast',
		url: 'https://radio.example.org',
		station: id,
		keys: {},
		roles: { dj: [], manager: [], admin: [] },
		channels: {},
		...more,
	};
}

const open = (settings: Settings, documents: GuildDocuments) => {
	const log = pino({}, { write: (line: string) => void lines.push(line) });
	return openStations(settings, { documents, sealer, log }, { declared: shared, stored: shared });
};

describe('declared stations', () => {
	test('know where they are, who may what, and which keys they hold', () => {
		const [station] = openDeclaredStations(
			declare({ keys: { admin: adminKey }, roles: { dj: ['2001'] }, channels: { requests: '3002' } }),
			shared,
		);
		expect(station).toMatchObject({
			guildId,
			name: 'Declared',
			remote: 'declared',
			source: 'declared',
			roles: { dj: ['2001'], manager: [], admin: [] },
			channels: { requests: '3002' },
			backend: { kind: 'azuracast', label: 'AzuraCast', host: 'radio.example.org' },
		});
		expect([...(station?.keys ?? [])]).toEqual([['admin', adminKey.slice(-4)]]);
		expect(JSON.stringify(station)).not.toContain(adminKey);
	});

	test('of a radio system that is not built in are told as a wrong setting', () => {
		const settings = declare({ backend: 'icecast', station: '/live' });
		expect(() => openDeclaredStations(settings, shared)).toThrow(SettingsError);
		try {
			openDeclaredStations(settings, shared);
		} catch (error) {
			expect(error instanceof SettingsError && error.format()).toMatch(
				/^STATIONS_FILE: station "Declared": Stations of the kind "icecast" cannot be used yet/,
			);
		}
	});
});

describe('all stations', () => {
	test('are the declared ones and those set up in Discord, with their keys opened', async () => {
		const documents = new GuildDocuments(store);
		const place = stationKeyPlace(guildId, 'aaaaaaaa', 'station');
		const keys = { station: sealer.seal(new Secret(adminKey), place) };
		await documents.update(guildId, (document) => ({
			...document,
			stations: [stored('aaaaaaaa', { keys })],
		}));
		await documents.update('2', (document) => ({ ...document, stations: [stored('bbbbbbbb')] }));
		const directory = await open(declare({}), documents);
		expect(directory.of(guildId).map(({ name, source }) => [name, source])).toEqual([
			['Declared', 'declared'],
			['aaaaaaaa', 'stored'],
		]);
		expect([...(directory.find(guildId, 'aaaaaaaa')?.keys.keys() ?? [])]).toEqual(['station']);
		expect(directory.find('2', 'bbbbbbbb')?.keys.size).toBe(0);
		expect(directory.find('2', 'aaaaaaaa')).toBeUndefined();
		expect(directory.all()).toHaveLength(3);
		expect(lines).toEqual([]);
	});

	test('come without a key that cannot be opened any more, and the log says which, but not what', async () => {
		const documents = new GuildDocuments(store);
		const elsewhere = stationKeyPlace('999', 'aaaaaaaa', 'station');
		const moved = sealer.seal(new Secret(adminKey), elsewhere);
		await documents.update(guildId, (document) => ({
			...document,
			stations: [stored('aaaaaaaa', { keys: { station: moved, admin: 'v1.damaged' } })],
		}));
		const directory = await open(declare(), documents);
		expect(directory.find(guildId, 'aaaaaaaa')?.keys.size).toBe(0);
		const log = lines.join('');
		expect(log).toContain('A station key has to be entered again');
		expect(log).toContain(stationKeyPlace(guildId, 'aaaaaaaa', 'station'));
		expect(log).not.toContain(moved);
	});

	test('leave out what this version cannot use: it is one server’s trouble, not everybody’s', async () => {
		const documents = new GuildDocuments(store);
		await documents.update('1', (document) => ({
			...document,
			stations: [stored('aaaaaaaa', { backend: 'streaming-center', station: '1' }), stored('bbbbbbbb')],
		}));
		const directory = await open(declare(), documents);
		expect(directory.all().map(({ id }) => id)).toEqual(['bbbbbbbb']);
		expect(lines.join('')).toContain('A station cannot be used');
	});
});
