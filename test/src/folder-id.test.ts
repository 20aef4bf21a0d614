import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderId } from '#src/folder-id.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'airdeck-id-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a folder keeps its name, and no other has it', async () => {
	const first = await folderId(path.join(folder, 'a'));
	expect(first).toMatch(/^[\da-f-]{36}@./);
	expect(await folderId(path.join(folder, 'a'))).toBe(first);
	expect(await folderId(path.join(folder, 'b'))).not.toBe(first);
	expect(await readdir(path.join(folder, 'a'))).toEqual(['instance']);
});

test('starts that race agree on one name', async () => {
	const names = await Promise.all(Array.from({ length: 20 }, () => folderId(folder)));
	expect(new Set(names).size).toBe(1);
});

test.each(['', '3f1a', 'not a name at all\n'])(
	'a file that was cut short (%j) gives no two folders the same name',
	async (text) => {
		await writeFile(path.join(folder, 'instance'), text);
		const name = await folderId(folder);
		expect(name).toMatch(/^[\da-f-]{36}@./);
		expect(await folderId(folder)).toBe(name);
	},
);

test('what a start left that was killed while it wrote is removed', async () => {
	await writeFile(path.join(folder, 'instance.0123456789ab.new'), 'half');
	await folderId(folder);
	expect(await readdir(folder)).toEqual(['instance']);
});
