import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockFolder } from '#src/media/folder-lock.ts';
import { loadEncryptionKeys } from '#src/store/encryption-key.ts';
import { Sealer } from '#src/store/sealing.ts';
import { whyNoDatabase } from '#test/support/real-databases.ts';
import { bothKeys, foreignKey, newKey, oldKey, rotating } from './rotating.ts';

describe.each(['sqlite', 'redis', 'postgresql'] as const)('npm run rotate-keys over %s', (kind) => {
	const missing = kind === 'sqlite' ? undefined : whyNoDatabase(kind);
	if (missing !== undefined) {
		test.skip(`is not tried: ${missing}`, () => {});
		return;
	}
	const { rotate, fill, openedBy, sealerOf } = rotating(kind);

	test('seals everything with the new key, reads it back, and says that the old one can go', async () => {
		await fill(await sealerOf(oldKey), 3);
		const { code, said } = await rotate(bothKeys).ended;
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
		const servers = 300;
		await fill(await sealerOf(oldKey), servers);
		const first = rotate(bothKeys);
		await expect.poll(first.said, { timeout: 20_000, interval: 1 }).toContain('100 Discord servers so far');
		first.child.kill('SIGKILL');
		expect((await first.ended).code).not.toBe(0);
		const [done, left] = [await openedBy(newKey), await openedBy(oldKey)];
		expect(done).toBeGreaterThanOrEqual(100);
		expect(done + left).toBe(servers);
		const second = await rotate(bothKeys).ended;
		expect(second.said).toContain(`Opened with the current key alone: ${servers} station keys.`);
		expect(second.code).toBe(0);
		expect(await openedBy(newKey)).toBe(servers);
	});
});

describe('npm run rotate-keys', () => {
	const { rotate, fill, openedBy, sealerOf, dataDir } = rotating();

	test('names what cannot be opened, and ends with 1', async () => {
		await fill(await sealerOf(foreignKey), 1);
		const { code, said } = await rotate(bothKeys).ended;
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
		const database = new DatabaseSync(path.join(dataDir(), 'airdeck.sqlite'));
		const [table] = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
		database.exec(`UPDATE "${String(table?.['name'])}" SET value = '{"value":{}}' WHERE key LIKE '%:2'`);
		database.close();
		const { code, said } = await rotate(bothKeys).ended;
		expect(said).toContain('Cannot be read: guilds/2: damaged');
		expect(said).toContain('Keep the old key');
		expect(said).not.toContain('no longer needed');
		expect(code).toBe(1);
	});

	test('takes over from a key that the bot generated', async () => {
		const generated = await loadEncryptionKeys({
			dataDir: dataDir(),
			encryptionKey: undefined,
			previousEncryptionKey: undefined,
		});
		await fill(new Sealer(generated.current), 1);
		const file = path.join(dataDir(), 'encryption.key');
		const { code } = await rotate({ ENCRYPTION_KEY: newKey, ENCRYPTION_KEY_PREVIOUS_FILE: file }).ended;
		expect(code).toBe(0);
		expect(await openedBy(newKey)).toBe(1);
	});

	test('changes nothing while the bot is at work, or with words it does not know', async () => {
		await fill(await sealerOf(oldKey), 1);
		const giveBack = lockFolder(path.join(dataDir(), 'media'));
		const busy = await rotate(bothKeys).ended;
		giveBack();
		expect(busy.code).toBe(78);
		expect(busy.said).toContain('Another process');
		expect(await rotate(bothKeys, '--now').ended).toMatchObject({ code: 78 });
		expect(await openedBy(oldKey)).toBe(1);
	});

	test.each([
		['without a key', {}, 'ENCRYPTION_KEY'],
		[
			'with one key twice',
			{ ENCRYPTION_KEY: oldKey, ENCRYPTION_KEY_PREVIOUS: oldKey },
			'is the same key as ENCRYPTION_KEY',
		],
		['with half a key', { ENCRYPTION_KEY: 'short' }, 'is not 32 bytes in base64'],
	])('changes nothing %s', async (_what, variables, words) => {
		await fill(await sealerOf(oldKey), 1);
		const { code, said } = await rotate(variables).ended;
		expect(code).toBe(78);
		expect(said).toContain(words);
		await expect(stat(path.join(dataDir(), 'encryption.key'))).rejects.toThrow('ENOENT');
		expect(await openedBy(oldKey)).toBe(1);
	});

	test('leaves a key file as it is that holds none', async () => {
		await writeFile(path.join(dataDir(), 'encryption.key'), 'no key');
		expect(await rotate({}).ended).toMatchObject({ code: 78 });
		expect(await readFile(path.join(dataDir(), 'encryption.key'), 'utf8')).toBe('no key');
	});

	test('says with --help what to do, and looks at nothing', async () => {
		const { code, said } = await rotate({ ENCRYPTION_KEY: 'short' }, '--help').ended;
		expect(code).toBe(0);
		for (const part of ['ENCRYPTION_KEY_PREVIOUS', 'openssl rand -base64 32', 'Exit codes'])
			expect(said).toContain(part);
	});
});
