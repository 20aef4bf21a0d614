import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { Secret } from '#config/secret.ts';
import { loadEncryptionKeys } from '#src/store/encryption-key.ts';
import type { StoredStation } from '#src/store/guild-document.ts';
import { GuildDocuments } from '#src/store/guild-documents.ts';
import { openStore, type Store } from '#src/store/open-store.ts';
import { Sealer, stationKeyPlace } from '#src/store/sealing.ts';
import { type RealDatabase, startRealDatabase } from '#test/support/real-databases.ts';

const keyOf = (fill: number) => Buffer.alloc(32, fill).toString('base64');
export const [oldKey, newKey, foreignKey] = [keyOf(1), keyOf(2), keyOf(9)];
export const bothKeys = { ENCRYPTION_KEY: newKey, ENCRYPTION_KEY_PREVIOUS: oldKey };
const canary = 'f00dfeed00000000:c0ffee00c0ffee00c0ffee00c0ffee00';

/** `npm run rotate-keys` in an empty data folder for each test, over a store of this kind; call it once in a `describe`. */
export function rotating(kind: 'sqlite' | 'redis' | 'postgresql' = 'sqlite') {
	let dataDir: string;
	let database: RealDatabase | undefined;
	const url = () => database?.url ?? `sqlite://${dataDir}/airdeck.sqlite`;

	beforeAll(async () => {
		if (kind !== 'sqlite') database = await startRealDatabase(kind);
	}, 60_000);
	afterAll(() => database?.close());
	beforeEach(async () => {
		dataDir = await mkdtemp(path.join(tmpdir(), 'airdeck-rotate-'));
	});
	afterEach(async () => {
		await withDocuments(async (documents) => {
			for await (const { key } of documents.all()) await documents.remove(key);
		});
		await rm(dataDir, { recursive: true, force: true });
	});

	const withStore = async <T>(use: (store: Store) => Promise<T>): Promise<T> => {
		const store = await openStore(new Secret(url()));
		try {
			return await use(store);
		} finally {
			await store.close();
		}
	};
	const withDocuments = <T>(use: (documents: GuildDocuments) => Promise<T>) =>
		withStore((store) => use(new GuildDocuments(store)));
	const sealerOf = async (key: string) => {
		const settings = { dataDir, encryptionKey: new Secret(key), previousEncryptionKey: undefined };
		return new Sealer((await loadEncryptionKeys(settings)).current);
	};

	return {
		dataDir: () => dataDir,
		withStore,
		sealerOf,
		rotate: (variables: Record<string, string>, ...args: string[]) =>
			start({ DATA_DIR: dataDir, DATABASE_URL: url(), ...variables }, dataDir, args),
		/** Discord servers with one station each, whose key was sealed by `sealer`. */
		fill: (sealer: Sealer, servers: number) =>
			withDocuments(async (documents) => {
				for (let guild = 1; guild <= servers; guild++) {
					const place = stationKeyPlace(String(guild), 'aaaaaaaa', 'station');
					const keys = { station: sealer.seal(new Secret(canary), place) };
					await documents.update(String(guild), (before) => ({ ...before, stations: [station(keys)] }));
				}
			}),
		/** How many servers' keys the key opens by itself. */
		openedBy: async (key: string) => {
			const sealer = await sealerOf(key);
			return withDocuments((documents) => countOpened(documents, sealer));
		},
	};
}

function start(env: Record<string, string>, cwd: string, args: readonly string[]) {
	const program = path.join(import.meta.dirname, '../../src/rotate-keys.ts');
	const child: ChildProcess = spawn(process.execPath, [program, ...args], { cwd, env });
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream?.on('data', (chunk: Buffer) => {
			said += chunk.toString();
		});
	const ended = new Promise<{ code: number | null; said: string }>((resolve) => {
		child.on('close', (code) => {
			for (const secret of [oldKey, newKey, canary]) expect(said).not.toContain(secret);
			resolve({ code, said });
		});
	});
	return { child, ended, said: () => said };
}

async function countOpened(documents: GuildDocuments, sealer: Sealer): Promise<number> {
	let opened = 0;
	for await (const entry of documents.all()) {
		if ('damaged' in entry) continue;
		for (const { id, keys } of entry.value.stations) {
			try {
				const text = sealer.open(keys.station ?? '', stationKeyPlace(entry.key, id, 'station')).reveal();
				expect(text).toBe(canary);
				opened += 1;
			} catch (error) {
				expect(error).toHaveProperty('reason', 'unknown-key');
			}
		}
	}
	return opened;
}

const station = (keys: StoredStation['keys']): StoredStation => ({
	id: 'aaaaaaaa',
	name: 'Radio',
	backend: 'azuracast',
	url: 'https://radio.example.org',
	station: '1',
	shortName: '',
	keys,
	roles: { dj: [], manager: [], admin: [] },
	channels: {},
});
