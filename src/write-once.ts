import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a small file that is never changed afterwards, for its owner alone: at each moment it is there as a whole or not at all.
 * False if there is one already, also if another process was faster: linking, unlike renaming, never replaces anything.
 */
export async function writeOnce(file: string, text: string): Promise<boolean> {
	const folder = path.dirname(file);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const draft = `${file}.${randomBytes(6).toString('hex')}.new`;
	const handle = await open(draft, 'wx', 0o600);
	try {
		await handle.writeFile(text);
		await handle.sync();
	} finally {
		await handle.close();
	}
	try {
		await link(draft, file);
	} catch (error) {
		// The draft is gone when another process found its own file there, and tidied up.
		if (!hasCode(error, 'EEXIST') && !hasCode(error, 'ENOENT')) throw error;
		return false;
	} finally {
		await rm(draft, { force: true });
	}
	await syncFolder(folder);
	return true;
}

/** Removes what {@link writeOnce} left beside a file that is there, where a process was killed in it. */
export async function dropDrafts(file: string): Promise<void> {
	const [folder, name] = [path.dirname(file), path.basename(file)];
	for (const one of await readdir(folder))
		if (one.startsWith(`${name}.`) && /\.[\da-f]{12}\.new$/.test(one))
			await rm(path.join(folder, one), { force: true });
}

/** Without this the name of the new file may be lost in a power cut. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

function hasCode(error: unknown, code: string): boolean {
	return error instanceof Error && 'code' in error && error.code === code;
}
