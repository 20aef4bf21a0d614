import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import { lockFolder } from '#src/media/folder-lock.ts';
import { loadEncryptionKeys } from '#src/store/encryption-key.ts';
import type { StoredStation } from '#src/store/guild-document.ts';
import { GuildDocuments } from '#src/store/guild-documents.ts';
import { openStore } from '#src/store/open-store.ts';
import { Sealer, stationKeyPlace } from '#src/store/sealing.ts';

const [oldKey, newKey] = [1, 2].map((fill) => Buffer.alloc(32, fill).toString('base64')) as [string, string];
const canary = 'f00dfeed00000000:c0ffee00c0ffee00c0ffee00c0ffee00';
let dataDir: string;

beforeEach(async () => {
	dataDir = await mkdtemp(path.join(tmpdir(), 'airdeck-rotate-'));
	onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
});

function rotate(variables: Record<string, string | undefined>, ...args: string[]) {
	const child: ChildProcess = spawn(
		process.execPath,
		[path.join(import.meta.dirname, '../../src/rotate-keys.ts'), ...args],
		{ cwd: dataDir, env: { DATA_DIR: dataDir, ...variables } },
	);
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

async function withDocuments<T>(use: (documents: GuildDocuments) => Promise<T>): Promise<T> {
	const store = await openStore(new Secret(`sqlite://${dataDir}/airdeck.sqlite`));
	try {
		return await use(new GuildDocuments(store));
	} finally {
		await store.close();
	}
}

async function sealerOf(key: string): Promise<Sealer> {
	const settings = { dataDir, encryptionKey: new Secret(key), previousEncryptionKey: undefined };
	return new Sealer((await loadEncryptionKeys(settings)).current);
}

const station = (id: string, keys: StoredStation['keys']): StoredStation => ({
	id,
	name: 'Radio',
	backend: 'azuracast',
	url: 'https://radio.example.org',
	station: '1',
	shortName: '',
	keys,
	roles: { dj: [], manager: [], admin: [] },
	channels: {},
});

/** Discord servers with one station each, whose key was sealed by `sealer`. */
async function fill(sealer: Sealer, servers: number): Promise<void> {
	await withDocuments(async (documents) => {
		for (let guild = 1; guild <= servers; guild++) {
			const place = stationKeyPlace(String(guild), 'aaaaaaaa', 'station');
			const keys = { station: sealer.seal(new Secret(canary), place) };
			await documents.update(String(guild), (before) => ({
				...before,
				stations: [station('aaaaaaaa', keys)],
			}));
		}
	});
}

/** How many servers' keys the key opens by itself. */
async function openedBy(key: string): Promise<number> {
	const sealer = await sealerOf(key);
	return withDocuments(async (documents) => {
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
	});
}

const both = { ENCRYPTION_KEY: newKey, ENCRYPTION_KEY_PREVIOUS: oldKey };

describe('npm run rotate-keys', () => {
	test('seals everything with the new key, reads it back, and says that the old one can go', async () => {
		await fill(await sealerOf(oldKey), 3);
		const { code, said } = await rotate(both).ended;
		expect(said).toBe(
			'Sealed with the new key: 3 station keys of 3 Discord servers.\nOpened with the current key alone: 3 station keys.\nENCRYPTION_KEY_PREVIOUS is no longer needed: take it out of the settings.\n',
		);
		expect(code).toBe(0);
		expect([await openedBy(newKey), await openedBy(oldKey)]).toEqual([3, 0]);
		expect(await rotate({ ENCRYPTION_KEY: newKey }).ended).toEqual({
			code: 0,
			said: 'Opened with the current key alone: 3 station keys.\n',
		});
	});

	test('goes on where it was killed, and loses nothing', { timeout: 60_000 }, async () => {
		const servers = 400;
		await fill(await sealerOf(oldKey), servers);
		const first = rotate(both);
		await expect.poll(first.said, { timeout: 20_000, interval: 1 }).toContain('100 Discord servers so far');
		first.child.kill('SIGKILL');
		expect((await first.ended).code).not.toBe(0);
		const [done, left] = [await openedBy(newKey), await openedBy(oldKey)];
		expect(done).toBeGreaterThanOrEqual(100);
		expect(done + left).toBe(servers);
		const second = await rotate(both).ended;
		expect(second.said).toContain(`Opened with the current key alone: ${servers} station keys.`);
		expect(second.code).toBe(0);
		expect(await openedBy(newKey)).toBe(servers);
	});

	test('names what cannot be opened, and ends with 1', async () => {
		await fill(await sealerOf(Buffer.alloc(32, 9).toString('base64')), 1);
		const { code, said } = await rotate(both).ended;
		expect(said).toContain(
			'Cannot be opened: guild:1/station:aaaaaaaa/key:station was sealed with another encryption key. The key has to be entered again.',
		);
		// It was not the old one either, which is therefore of no more use.
		expect(said).toContain('ENCRYPTION_KEY_PREVIOUS is no longer needed');
		expect(code).toBe(1);
	});

	test('a document that cannot be read keeps the old key needed', async () => {
		await fill(await sealerOf(oldKey), 2);
		const { DatabaseSync } = await import('node:sqlite');
		const database = new DatabaseSync(path.join(dataDir, 'airdeck.sqlite'));
		const [table] = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
		database.exec(`UPDATE "${String(table?.['name'])}" SET value = '{"value":{}}' WHERE key LIKE '%:2'`);
		database.close();
		const { code, said } = await rotate(both).ended;
		expect(said).toContain('Cannot be read: guilds/2: damaged');
		expect(said).toContain('Keep the old key');
		expect(said).not.toContain('no longer needed');
		expect(code).toBe(1);
	});

	test('takes over from a key that the bot generated', async () => {
		const generated = await loadEncryptionKeys({
			dataDir,
			encryptionKey: undefined,
			previousEncryptionKey: undefined,
		});
		await fill(new Sealer(generated.current), 1);
		const file = path.join(dataDir, 'encryption.key');
		const { code } = await rotate({ ENCRYPTION_KEY: newKey, ENCRYPTION_KEY_PREVIOUS_FILE: file }).ended;
		expect(code).toBe(0);
		expect(await openedBy(newKey)).toBe(1);
	});

	test('changes nothing while the bot is at work, without a key, with one key twice, or with words it does not know', async () => {
		await fill(await sealerOf(oldKey), 1);
		const giveBack = lockFolder(path.join(dataDir, 'media'));
		const busy = await rotate(both).ended;
		expect(busy.code).toBe(78);
		expect(busy.said).toContain('Another process');
		giveBack();
		const wrong = [
			[{}, 'ENCRYPTION_KEY'],
			[{ ENCRYPTION_KEY: oldKey, ENCRYPTION_KEY_PREVIOUS: oldKey }, 'is the same key as ENCRYPTION_KEY'],
			[{ ENCRYPTION_KEY: 'short' }, 'is not 32 bytes in base64'],
		] as const;
		for (const [variables, words] of wrong) {
			const refused = await rotate(variables).ended;
			expect(refused.code).toBe(78);
			expect(refused.said).toContain(words);
		}
		await expect(stat(path.join(dataDir, 'encryption.key'))).rejects.toThrow('ENOENT');
		expect(await rotate(both, '--now').ended).toMatchObject({ code: 78 });
		expect(await openedBy(oldKey)).toBe(1);
		await writeFile(path.join(dataDir, 'encryption.key'), 'no key');
		expect(await rotate({}).ended).toMatchObject({ code: 78 });
		expect(await readFile(path.join(dataDir, 'encryption.key'), 'utf8')).toBe('no key');
	});

	test('says with --help what to do, and looks at nothing', async () => {
		const { code, said } = await rotate({ ENCRYPTION_KEY: 'short' }, '--help').ended;
		expect(code).toBe(0);
		for (const part of ['ENCRYPTION_KEY_PREVIOUS', 'openssl rand -base64 32', 'Exit codes'])
			expect(said).toContain(part);
	});
});
