import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '#test/support/app.ts';

let folder: string;
let app: TestApp;
let database: DatabaseSync;

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'airdeck-gone-'));
	const file = path.join(folder, 'elsewhere.sqlite');
	app = await startTestApp({ environment: { DATABASE_URL: `sqlite://${file}` } });
	database = new DatabaseSync(file);
});
afterEach(async () => {
	database.close();
	await app.close();
	await rm(folder, { recursive: true, force: true });
});

test('a store that is gone is said in one sentence, costs nothing else, and is used again when it is back', async () => {
	database.exec('alter table entries rename to gone');
	const refused = await app.run('admin', 'audit');
	expect(refused.plain).toContain('What Airdeck keeps cannot be read or written at the moment.');
	expect(refused.isPrivate).toBe(true);
	expect(refused.plain).not.toContain('Airdeck made a mistake');
	// What needs no store is answered, and time goes on over all that is done by itself.
	expect((await app.run('listener', 'nowplaying')).plain).toContain('Lanternlight FM');
	await app.clock.advance(120_000);
	expect((await app.run('listener', 'nowplaying')).plain).toContain('Lanternlight FM');
	expect(app.refusals).toEqual([]);

	database.exec('alter table gone rename to entries');
	expect((await app.run('admin', 'audit')).plain).not.toContain('cannot be read');
});
