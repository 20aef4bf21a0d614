import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

/**
 * What tells this data folder on this machine from all others: a random name in a file of it, and the machine's, so that a copy
 * of the folder on another machine is another one.
 */
export async function folderId(dataDir: string): Promise<string> {
	const file = path.join(dataDir, 'instance');
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	try {
		await writeFile(file, `${randomUUID()}\n`, { flag: 'wx', mode: 0o600 });
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
	}
	return `${(await readFile(file, 'utf8')).trim()}@${hostname()}`;
}
