import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What a write that was cut short may leave, and the next start removes. */
export const leftover = /\.(tmp|new)$/;

/** Every file under the folder, by its path in it. */
export async function filesIn(folder: string): Promise<string[]> {
	const all = await readdir(folder, { recursive: true, withFileTypes: true });
	return all
		.filter((one) => one.isFile())
		.map((one) => path.relative(folder, path.join(one.parentPath, one.name)));
}

/** What is wrong with the files of a data folder whose process is gone: each is whole, or a {@link leftover}. */
export async function damageIn(folder: string): Promise<string[]> {
	const found: string[] = [];
	for (const file of await filesIn(folder)) {
		if (leftover.test(file)) continue;
		const problem = await problemOf(folder, file).catch((error: unknown) => String(error));
		if (problem !== undefined) found.push(`${file}: ${problem}`);
	}
	return found;
}

async function problemOf(folder: string, file: string): Promise<string | undefined> {
	const at = path.join(folder, file);
	if (file.endsWith('.sqlite')) return integrityOf(folder, file);
	// They belong to a database beside them and are looked at with it.
	if (/(^|\/)lock(-journal)?$|\.sqlite-(wal|shm|journal)$/.test(file)) return undefined;
	const text = await readFile(at, 'utf8');
	if (file.endsWith('.jsonl')) return libraryProblem(text);
	// A page that was cut short is read again.
	if (file.endsWith('.part')) return partProblem(text);
	if (file.endsWith('.counts') || file.endsWith('.json')) return void JSON.parse(text);
	if (file === 'instance') return /^[\da-f-]{36}\n$/.test(text) ? undefined : `holds ${JSON.stringify(text)}`;
	if (file === 'encryption.key')
		return Buffer.from(text.trim(), 'base64').length === 32 ? undefined : 'holds no key';
	return 'is a file that nobody knows';
}

/** Every line but the last is whole. */
function partProblem(text: string): undefined {
	for (const line of text.split('\n').slice(0, -1)) JSON.parse(line);
}

/** The last line is the hash of all before it. */
function libraryProblem(text: string): string | undefined {
	const end = text.lastIndexOf('\n', text.length - 2) + 1;
	const last = JSON.parse(text.slice(end)) as { sha256?: string };
	for (const line of text.trimEnd().split('\n')) JSON.parse(line);
	const hash = createHash('sha256').update(text.slice(0, end)).digest('hex');
	return last.sha256 === hash ? undefined : 'does not have the hash that it says';
}

/** Looked at in a copy: opening it would mend what a start has to mend. */
async function integrityOf(folder: string, file: string): Promise<string | undefined> {
	const copy = await mkdtemp(path.join(tmpdir(), 'airdeck-copy-'));
	try {
		for (const end of ['', '-wal']) {
			const from = path.join(folder, `${file}${end}`);
			await cp(from, path.join(copy, `copy.sqlite${end}`)).catch((error: unknown) => {
				if (end === '') throw error;
			});
		}
		const database = new DatabaseSync(path.join(copy, 'copy.sqlite'));
		const [answer] = database.prepare('PRAGMA integrity_check').all();
		database.close();
		return answer?.['integrity_check'] === 'ok' ? undefined : JSON.stringify(answer);
	} finally {
		await rm(copy, { recursive: true, force: true });
	}
}
