import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process works with this folder. */
export class FolderInUse extends Error {
	override readonly name = 'FolderInUse';

	constructor(folder: string) {
		super(`Another process of Airdeck works with ${folder}: end it, or give this one a DATA_DIR of its own.`);
	}
}

/**
 * Takes the folder for this process until the returned function is called or the process ends, however it does. The operating
 * system holds the lock, by way of SQLite: a number of a process in a file would be the same in every container. Throws
 * {@link FolderInUse}.
 */
export function lockFolder(folder: string): () => void {
	mkdirSync(folder, { recursive: true });
	const database = new DatabaseSync(path.join(folder, 'lock'), { timeout: 0 });
	try {
		database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
	} catch (error) {
		database.close();
		const isBusy = error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
		throw isBusy ? new FolderInUse(folder) : error;
	}
	return () => database.close();
}

const sqliteBusy = 5;
