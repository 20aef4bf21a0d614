import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { dropDrafts, writeOnce } from './write-once.ts';

/**
 * What tells this data folder on this machine from all others: a random name in a file of it, and the machine's, so that a copy
 * of the folder on another machine is another one.
 */
export async function folderId(dataDir: string): Promise<string> {
	const file = path.join(dataDir, 'instance');
	const name = (await read(file)) ?? (await give(file));
	await dropDrafts(file);
	return `${name}@${hostname()}`;
}

/** Undefined if there is none, or nothing that could tell it from others. */
async function read(file: string): Promise<string | undefined> {
	try {
		const name = (await readFile(file, 'utf8')).trim();
		return /^[\da-f-]{36}$/.test(name) ? name : undefined;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		throw error;
	}
}

async function give(file: string): Promise<string> {
	// A file that was cut short would give every such folder the same name.
	if (!(await writeOnce(file, `${randomUUID()}\n`)) && (await read(file)) === undefined) {
		await rm(file, { force: true });
		await writeOnce(file, `${randomUUID()}\n`);
	}
	const name = await read(file);
	if (name === undefined) throw new Error(`${file} could not be written`);
	return name;
}
