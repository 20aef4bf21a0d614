import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secret } from '#config/secret.ts';

/** A key that seals. Node keeps its bytes out of logs and JSON. */
export interface EncryptionKey {
	/** Tells keys apart in what they sealed, without telling anything about them. */
	id: string;
	key: KeyObject;
}

export interface EncryptionKeys {
	current: EncryptionKey;
	previous: EncryptionKey | undefined;
	/** Where a key was generated just now: somebody should keep a copy of it. */
	generatedAt: string | undefined;
	/** What the operator should know, as sentences. */
	warnings: string[];
}

export class EncryptionKeyError extends Error {
	override readonly name = 'EncryptionKeyError';
}

/**
 * The keys from the settings; without one there, the key in `<dataDir>/encryption.key`, which is generated at the first start.
 * @throws {EncryptionKeyError} if that file holds no key; a file system error if it cannot be read or written
 */
export async function loadEncryptionKeys(settings: {
	dataDir: string;
	encryptionKey: Secret | undefined;
	previousEncryptionKey: Secret | undefined;
}): Promise<EncryptionKeys> {
	const { dataDir, encryptionKey, previousEncryptionKey } = settings;
	const previous =
		previousEncryptionKey && parseKey(previousEncryptionKey.reveal(), 'ENCRYPTION_KEY_PREVIOUS');
	if (encryptionKey !== undefined) {
		const current = parseKey(encryptionKey.reveal(), 'ENCRYPTION_KEY');
		return { current, previous, generatedAt: undefined, warnings: [] };
	}
	const path = join(dataDir, 'encryption.key');
	const generatedAt = (await exists(path)) || !(await generateKeyFile(dataDir, path)) ? undefined : path;
	const current = parseKey(await readFile(path, 'utf8'), path);
	const warnings = await closeToOthers(path);
	return { current, previous, generatedAt, warnings };
}

/** Takes a key file away from everybody but its owner, as a copy or an unpacked backup may have it; what was done, as sentences. */
async function closeToOthers(path: string): Promise<string[]> {
	const mode = (await stat(path)).mode & 0o777;
	if ((mode & 0o077) === 0) return [];
	const was = `${path} could be read by other users (mode ${mode.toString(8)})`;
	try {
		await chmod(path, 0o600);
	} catch (error) {
		if (!hasCode(error, 'EPERM') && !hasCode(error, 'EROFS')) throw error;
		return [`${was}, and still can. Change it with: chmod 600 ${path}`];
	}
	return [
		`${was}; now it is for its owner alone. If somebody may have read it, take a new key: docs/operations.md`,
	];
}

function parseKey(text: string, where: string): EncryptionKey {
	const bytes = Buffer.from(text.trim(), 'base64');
	if (bytes.length !== 32 || !/^[A-Za-z0-9+/_-]{43}=?$/.test(text.trim()))
		throw new EncryptionKeyError(`${where} does not hold 32 bytes in base64`);
	return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), key: createSecretKey(bytes) };
}

/**
 * Writes a new key to `path`, whole or not at all. False if another start was faster: linking, unlike renaming, never replaces
 * a key that somebody sealed with already.
 */
async function generateKeyFile(folder: string, path: string): Promise<boolean> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
	const file = await open(draft, 'wx', 0o600);
	try {
		await file.writeFile(`${randomBytes(32).toString('base64')}\n`);
		await file.sync();
	} finally {
		await file.close();
	}
	try {
		await link(draft, path);
	} catch (error) {
		if (!hasCode(error, 'EEXIST')) throw error;
		return false;
	} finally {
		await unlink(draft);
	}
	await syncFolder(folder);
	return true;
}

/** Without this the name of the new file may be lost in a power cut, and with it every key sealed since. */
async function syncFolder(path: string): Promise<void> {
	const folder = await open(path, 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}

async function exists(path: string): Promise<boolean> {
	try {
		await stat(path);
		return true;
	} catch (error) {
		if (hasCode(error, 'ENOENT')) return false;
		throw error;
	}
}

function hasCode(error: unknown, code: string): boolean {
	return error instanceof Error && 'code' in error && error.code === code;
}
