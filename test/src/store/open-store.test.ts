import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Secret } from '#config/secret.ts';
import { openStore, type Store } from '#src/store/open-store.ts';
import { StoreError } from '#src/store/store-error.ts';

let folder: string;
let path: string;
let store: Store;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'airdeck-store-'));
	path = join(folder, 'data/airdeck.sqlite');
	store = await reopen();
});
afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true });
});

const reopen = () => openStore(new Secret(`sqlite://${path}`));

/** Writes the database behind the store's back. */
function tamper(key: string, value: string): void {
	const database = new DatabaseSync(path);
	database.prepare('insert or replace into entries (key, value) values (?, ?)').run(key, value);
	database.close();
}

describe('opening', () => {
	test('creates the folder and the file for this user only', () => {
		expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
		for (const name of [path, `${path}-wal`]) expect(statSync(name).mode & 0o777).toBe(0o600);
	});

	test('keeps what was stored before', async () => {
		await store.namespace('numbers', z.number()).set('a', 1);
		await store.close();
		store = await reopen();
		expect(await store.namespace('numbers', z.number()).get('a')).toBe(1);
	});

	test('of something else is an error that says why', async () => {
		writeFileSync(
			join(folder, 'text'),
			'not a database, but long enough to be read as the header of one'.repeat(9),
		);
		await expect(openStore(new Secret(`sqlite:${folder}/text`))).rejects.toThrow(/not a database/);
		mkdirSync(join(folder, 'dir'));
		await expect(openStore(new Secret(`sqlite:${folder}/dir`))).rejects.toThrow(/EISDIR/);
	});

	test('of another kind of database is refused without showing its password', async () => {
		const refusal = openStore(new Secret('mysql://user:hidden@host'));
		await expect(refusal).rejects.toThrow('DATABASE_URL: this build stores in sqlite, redis,');
		await expect(refusal).rejects.not.toThrow('hidden');
	});
});

describe('namespaces', () => {
	test('do not see each other', async () => {
		const songs = store.namespace('songs', z.string());
		const song = store.namespace('song', z.string());
		await songs.set('a', 'in songs');
		await song.set('a', 'in song');
		expect(await songs.get('a')).toBe('in songs');
		expect(await song.delete('a')).toBe(true);
		expect(await song.delete('a')).toBe(false);
		expect(await songs.get('a')).toBe('in songs');
	});

	test.each(['', 'a:b', 'A', 'a_b'])('cannot be called "%s"', (name) => {
		expect(() => store.namespace(name, z.string())).toThrow(RangeError);
	});

	test('are opened once: two would lose updates', () => {
		store.namespace('twice', z.string());
		expect(() => store.namespace('twice', z.string())).toThrow(/already open/);
	});

	test('give back any value under any key', async () => {
		const any = store.namespace('any', z.unknown());
		await fc.assert(
			fc.asyncProperty(fc.string(), fc.jsonValue(), async (key, value) => {
				await any.set(key, value);
				expect(await any.get(key)).toEqual(JSON.parse(JSON.stringify(value)));
			}),
		);
		// Keyv takes a key that begins with the namespace for one that already has it.
		await any.set('x', 'plain');
		await any.set('any:x', 'prefixed');
		expect(await any.get('x')).toBe('plain');
		expect(await any.get('any:x')).toBe('prefixed');
	});

	test('forget values after their time', async () => {
		const brief = store.namespace('brief', z.string(), { ttlMs: 1 });
		await brief.set('a', 'gone soon');
		await brief.set('b', 'stays', 60_000);
		await expect.poll(() => brief.get('a')).toBeUndefined();
		expect(await brief.get('b')).toBe('stays');
	});
});

describe('a damaged value', () => {
	const documents = () => store.namespace('docs', z.strictObject({ name: z.string(), count: z.number() }));

	test.each([
		['{"value":{"name":"hidden","co', /^docs\/a: damaged: not JSON$/],
		['', /^docs\/a: damaged: not JSON$/],
		['null', /^docs\/a: damaged: /],
		['{}', /^docs\/a: damaged: /],
		['42', /^docs\/a: damaged: /],
		['"hidden"', /^docs\/a: damaged: /],
		['{"value":null}', /^docs\/a: damaged: /],
		['{"value":{"name":"hidden","count":"hidden"}}', /^docs\/a: damaged: count: /],
	])('is an error that names the place and nothing else: %s', async (stored, message) => {
		const docs = documents();
		tamper('docs:a', stored);
		const error: unknown = await docs.get('a').catch((caught: unknown) => caught);
		expect(error).toBeInstanceOf(StoreError);
		expect(String(error instanceof Error && error.message)).toMatch(message);
		expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hidden');
	});

	test('is not overwritten by an update, and does not hide the others', async () => {
		const docs = documents();
		await docs.set('good', { name: 'good', count: 1 });
		tamper('docs:bad', 'x');
		await expect(docs.update('bad', () => ({ name: 'fresh', count: 0 }))).rejects.toThrow(
			'docs/bad: damaged',
		);
		await expect(docs.get('bad')).rejects.toThrow('docs/bad: damaged');
		const entries: unknown[] = [];
		for await (const entry of docs.entries()) entries.push('damaged' in entry ? entry.damaged.place : entry);
		expect(entries).toEqual(['docs/bad', { key: 'good', value: { name: 'good', count: 1 } }]);
	});

	test('is not stored in the first place', async () => {
		const numbers = store.namespace('numbers', z.number().max(10));
		await numbers.set('a', 10);
		await expect(numbers.set('a', 11)).rejects.toThrow('numbers/a: not stored');
		expect(await numbers.get('a')).toBe(10);
	});
});

describe('updates', () => {
	test('are never lost, however many come at once', async () => {
		const counts = store.namespace('counts', z.number());
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), slow: fc.boolean(), fails: fc.boolean() })),
				async (changes) => {
					await Promise.all(['a', 'b', 'c'].map((key) => counts.delete(key)));
					await Promise.allSettled(
						changes.map(({ key, slow, fails }) =>
							counts.update(key, async (count = 0) => {
								if (slow) await new Promise((resolve) => setImmediate(resolve));
								if (fails) throw new Error('changed its mind');
								return count + 1;
							}),
						),
					);
					for (const key of ['a', 'b', 'c']) {
						const expected = changes.filter((change) => change.key === key && !change.fails).length;
						expect((await counts.get(key)) ?? 0).toBe(expected);
					}
				},
			),
			{ numRuns: 50 },
		);
	});

	test('give the new value, and reject when they fail', async () => {
		const names = store.namespace('names', z.string());
		expect(await names.update('a', (name = 'nobody') => `${name}!`)).toBe('nobody!');
		await expect(names.update('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
		expect(await names.get('a')).toBe('nobody!');
	});

	test('under way are finished before the store closes', async () => {
		const names = store.namespace('names', z.string());
		const update = names.update('a', async () => {
			await new Promise((resolve) => setImmediate(resolve));
			return 'finished';
		});
		await store.close();
		expect(await update).toBe('finished');
		store = await reopen();
		expect(await store.namespace('names', z.string()).get('a')).toBe('finished');
	});
});

test('a store that fails is an error and not a missing value', async () => {
	const names = store.namespace('names', z.string());
	await names.set('a', 'here');
	await store.close();
	await expect(names.get('a')).rejects.toThrow('names/a: the store failed');
	await expect(names.set('a', 'x')).rejects.toThrow('names/a: the store failed');
	await expect(names.delete('a')).rejects.toThrow('names/a: the store failed');
	expect(existsSync(path)).toBe(true);
});
