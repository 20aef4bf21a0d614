import {
	chmodSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import { EncryptionKeyError, loadEncryptionKeys } from '#src/store/encryption-key.ts';

const given = Buffer.alloc(32, 7).toString('base64');
let dataDir: string;
let path: string;

beforeEach(() => {
	dataDir = join(mkdtempSync(join(tmpdir(), 'airdeck-key-')), 'data');
	path = join(dataDir, 'encryption.key');
});
afterEach(() => rmSync(join(dataDir, '..'), { recursive: true }));

function load(encryptionKey?: string, previousEncryptionKey?: string) {
	const toSecret = (text: string | undefined) => (text === undefined ? undefined : new Secret(text));
	return loadEncryptionKeys({
		dataDir,
		encryptionKey: toSecret(encryptionKey),
		previousEncryptionKey: toSecret(previousEncryptionKey),
	});
}

test('the first start generates a key for this user only, and later ones keep it', async () => {
	const first = await load();
	expect(first.generatedAt).toBe(path);
	expect(first.warnings).toEqual([]);
	expect(statSync(path).mode & 0o777).toBe(0o600);
	expect(Buffer.from(readFileSync(path, 'utf8'), 'base64')).toHaveLength(32);
	const second = await load();
	expect(second.generatedAt).toBeUndefined();
	expect(second.current.id).toBe(first.current.id);
	expect(second.current.key.equals(first.current.key)).toBe(true);
	expect(readdirSync(dataDir)).toEqual(['encryption.key']);
});

test('starts that race agree on one key', async () => {
	const loaded = await Promise.all(Array.from({ length: 20 }, () => load()));
	expect(new Set(loaded.map(({ current }) => current.id)).size).toBe(1);
	expect(loaded.filter(({ generatedAt }) => generatedAt !== undefined)).toHaveLength(1);
	expect(readdirSync(dataDir)).toEqual(['encryption.key']);
});

test('a key from the settings is used and no file is written', async () => {
	const { current, previous } = await load(given, Buffer.alloc(32, 8).toString('base64'));
	expect(current.key.export().equals(Buffer.alloc(32, 7))).toBe(true);
	expect(previous?.key.export().equals(Buffer.alloc(32, 8))).toBe(true);
	expect(existsSync(path)).toBe(false);
});

test('the generated key can be followed by one from the settings', async () => {
	const generated = await load();
	const { previous } = await load(given, readFileSync(path, 'utf8').trim());
	expect(previous?.id).toBe(generated.current.id);
});

test.each([0o644, 0o640, 0o604, 0o777, 0o666])(
	'a file that others can read (mode %o) is taken away from them, and that is said once',
	async (mode) => {
		const { current } = await load();
		chmodSync(path, mode);
		const mended = await load();
		expect(mended.warnings).toEqual([
			`${path} could be read by other users (mode ${mode.toString(8)}); now it is for its owner alone. If somebody may have read it, take a new key: docs/operations.md`,
		]);
		expect(mended.current.id).toBe(current.id);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect((await load()).warnings).toEqual([]);
	},
);

test.each(['', 'short', Buffer.alloc(31).toString('base64'), `${given}\n${given}`])(
	'a file without a key in it stops the start, and stays as it is (%#)',
	async (text) => {
		await load();
		writeFileSync(path, text);
		await expect(load()).rejects.toThrow(EncryptionKeyError);
		await expect(load()).rejects.toThrow(`${path} does not hold 32 bytes in base64`);
		expect(readFileSync(path, 'utf8')).toBe(text);
	},
);

test('what a start left that was killed while it wrote the key is removed, since it may be the key itself', async () => {
	const first = await load();
	writeFileSync(`${path}.0123456789ab.new`, readFileSync(path));
	expect((await load()).current.id).toBe(first.current.id);
	expect(readdirSync(dataDir)).toEqual(['encryption.key']);
});
