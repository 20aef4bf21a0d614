import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FolderInUse, lockFolder } from '#src/media/folder-lock.ts';

test('a folder is one process’s until that gives it back', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'media-'));
	const giveBack = lockFolder(path.join(folder, 'media'));
	expect(() => lockFolder(path.join(folder, 'media'))).toThrow(FolderInUse);
	giveBack();
	lockFolder(path.join(folder, 'media'))();
	await rm(folder, { recursive: true });
});
