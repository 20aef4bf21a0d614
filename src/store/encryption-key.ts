import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { chmod, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secret } from '#config/secret.ts';
import { dropDrafts, writeOnce } from '#src/write-once.ts';

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
	const generatedAt =
		(await exists(path)) || !(await writeOnce(path, `${randomBytes(32).toString('base64')}\n`))
			? undefined
			: path;
	// One of them may hold the key itself.
	await dropDrafts(path);
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
