import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import keyvTestSuite, { keyvIteratorTests } from '@keyv/test-suite';
import fc from 'fast-check';
import { Keyv } from 'keyv';
import * as vitest from 'vitest';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Secret } from '#config/secret.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { openStore } from '#src/store/open-store.ts';
import { SqliteFile, SqliteKeyv } from '#src/store/sqlite-keyv.ts';
import { raceForAnEntry } from '#test/support/racing.ts';

const folder = mkdtempSync(join(tmpdir(), 'airdeck-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe("Keyv's own tests", () => {
	const file = new SqliteFile(join(folder, 'suite.sqlite'));
	const store = () => new SqliteKeyv(file);
	// Its types are those of the older vitest it brings along; this much of vitest is what it uses.
	const ours = z
		.custom<Parameters<typeof keyvTestSuite>[0]>(
			(value) =>
				z.looseObject({ it: z.unknown(), expect: z.unknown(), beforeEach: z.unknown() }).safeParse(value)
					.success,
		)
		.parse(vitest);
	keyvTestSuite(ours, Keyv, store);
	keyvIteratorTests(ours, Keyv, store);
});

async function collect(adapter: SqliteKeyv): Promise<[string, string][]> {
	const entries: [string, string][] = [];
	for await (const entry of adapter.iterator()) entries.push(entry);
	return entries;
}

function open(clock = new ManualClock()): { file: SqliteFile; of: (namespace: string) => SqliteKeyv } {
	const file = new SqliteFile(':memory:', clock);
	return {
		file,
		of: (namespace) => {
			const adapter = new SqliteKeyv(file);
			adapter.namespace = namespace;
			return adapter;
		},
	};
}

describe('namespaces', () => {
	test('clear() leaves the others alone, whatever they are called', async () => {
		const { of } = open();
		const names = ['a_b', 'axb', 'a%', 'ab', 'a', 'A_B', 'a-b', 'a;', ''];
		for (const name of names) await of(name).set(`${name}:key`, name);
		await of('a_b').clear();
		await of('a%').clear();
		await of('a').clear();
		for (const name of names)
			expect(await of(name).get(`${name}:key`)).toBe(['a_b', 'a%', 'a'].includes(name) ? undefined : name);
	});

	test('iterator() gives every entry of its own once, over many pages, also while entries go', async () => {
		const { of } = open();
		const adapter = of('songs');
		await of('song').set('song:other', 'x');
		await of('songs2').set('songs2:other', 'x');
		const keys = Array.from({ length: 1234 }, (_, index) => `songs:${index}`);
		for (const key of [...keys, 'songs:']) await adapter.set(key, key);
		const seen: string[] = [];
		for await (const [key, value] of adapter.iterator()) {
			expect(value).toBe(key);
			seen.push(key);
			await adapter.delete(key);
		}
		expect(new Set(seen)).toEqual(new Set([...keys, 'songs:']));
		expect(seen).toHaveLength(1235);
		expect(await collect(adapter)).toEqual([]);
	});

	test('any keys and values live beside each other', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })),
				async (values) => {
					const { of } = open();
					const adapter = of('n');
					for (const [key, value] of Object.entries(values)) await adapter.set(`n:${key}`, value);
					expect(new Map(await collect(adapter))).toEqual(
						new Map(Object.entries(values).map(([key, value]) => [`n:${key}`, value])),
					);
				},
			),
		);
	});
});

test('nothing is left in the file of what was taken out or written over', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.tuple(fc.nat(60), fc.nat(3_000)), { maxLength: 150 }), async (writes) => {
			const path = join(mkdtempSync(join(folder, 'gone-')), 'gone.sqlite');
			const file = new SqliteFile(path);
			const adapter = new SqliteKeyv(file);
			adapter.namespace = 'guilds';
			const places = new Set<number>();
			for (const [place, length] of writes) {
				await adapter.set(`guilds:${place}`, `a secret thing ${'x'.repeat(length)}`);
				places.add(place);
				// In between something else grows and shrinks, as the audit does.
				await adapter.set('guilds:other', 'y'.repeat(length * 2));
			}
			for (const place of places)
				if (place % 2 === 0) await adapter.delete(`guilds:${place}`);
				else await adapter.set(`guilds:${place}`, 'nothing');
			file.close();
			expect(readFileSync(path, 'latin1')).not.toContain('a secret thing');
		}),
		{ numRuns: 20 },
	);
});

describe('time to live', () => {
	test('an entry is gone when its time is up, everywhere', async () => {
		const clock = new ManualClock();
		const adapter = open(clock).of('n');
		await adapter.set('n:short', 'v', 1000);
		await adapter.set('n:long', 'v');
		await clock.advance(999);
		expect(await adapter.get('n:short')).toBe('v');
		await clock.advance(1);
		expect(await adapter.get('n:short')).toBeUndefined();
		expect(await adapter.has('n:short')).toBe(false);
		expect(await adapter.getMany(['n:short', 'n:long'])).toEqual([undefined, 'v']);
		expect(await collect(adapter)).toEqual([['n:long', 'v']]);
	});

	test('what has expired leaves the file with a later write', async () => {
		const clock = new ManualClock();
		const { file, of } = open(clock);
		const rows = () => file.database.prepare('select key from entries').all();
		await of('n').set('n:short', 'v', 1000);
		await clock.advance(2000);
		await of('m').set('m:a', 'v');
		expect(rows()).toHaveLength(2);
		await clock.advance(60_000);
		await of('m').set('m:a', 'v');
		expect(rows()).toEqual([{ key: 'm:a' }]);
	});

	test('writing an entry again without a time keeps it', async () => {
		const clock = new ManualClock();
		const adapter = open(clock).of('n');
		await adapter.set('n:a', 'old', 1000);
		await adapter.set('n:a', 'new');
		await clock.advance(5000);
		expect(await adapter.get('n:a')).toBe('new');
	});
});

describe('another process that is writing', () => {
	const place = join(folder, 'shared.sqlite');
	const other = new DatabaseSync(place, { timeout: 0 });
	const own = new SqliteFile(place);
	afterAll(() => {
		other.close();
		own.close();
	});

	test('is waited for, without holding up anything else', async () => {
		const adapter = new SqliteKeyv(own);
		await adapter.set('a', 'before');
		other.exec('begin immediate');
		let isDone = false;
		const writing = adapter.set('a', 'after').then(() => {
			isDone = true;
		});
		const startedAt = performance.now();
		// What is read meanwhile is read at once, and so does everything else go on.
		expect(await adapter.get('a')).toBe('before');
		await new Promise(setImmediate);
		expect(performance.now() - startedAt).toBeLessThan(1_000);
		expect(isDone).toBe(false);
		other.exec('commit');
		await writing;
		expect(await adapter.get('a')).toBe('after');
	});

	test('does not hide a failure of another kind', async () => {
		const adapter = new SqliteKeyv(own);
		await expect(own.whenFree(() => own.database.exec('select * from nowhere'))).rejects.toThrow(
			'no such table',
		);
		expect(await adapter.get('a')).toBe('after');
	});
});

test('of eight that reach for an entry at once one alone has it', async () => {
	const url = new Secret(`sqlite://${join(folder, 'race.sqlite')}`);
	const stores = await Promise.all(Array.from({ length: 8 }, () => openStore(url)));
	await raceForAnEntry(stores);
	await Promise.all(stores.map((one) => one.close()));
});

test('what has expired is not there for whoever reaches for the place', async () => {
	const clock = new ManualClock();
	const adapter = open(clock).of('n');
	await adapter.set('n:a', 'old', 1_000);
	await clock.advance(2_000);
	expect(await adapter.swap('n:a', 'old', 'wrong')).toBe(false);
	expect(await adapter.swap('n:a', undefined, undefined)).toBe(true);
	expect(await adapter.swap('n:a', undefined, 'new')).toBe(true);
	expect(await adapter.swap('n:a', undefined, 'newer')).toBe(false);
	expect(await adapter.get('n:a')).toBe('new');
	expect(await adapter.swap('n:a', 'new', undefined)).toBe(true);
	expect(await adapter.get('n:a')).toBeUndefined();
});
