import keyvTestSuite, { keyvIteratorTests } from '@keyv/test-suite';
import fc from 'fast-check';
import { Keyv } from 'keyv';
import * as vitest from 'vitest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Secret } from '#config/secret.ts';
import { openStore, type Store } from '#src/store/open-store.ts';
import { PostgresKeyv } from '#src/store/postgres-keyv.ts';
import { PostgresServer } from '#src/store/postgres-server.ts';
import { RedisKeyv } from '#src/store/redis-keyv.ts';
import { RedisServer } from '#src/store/redis-server.ts';
import { StoreError, StoreUnreachable } from '#src/store/store-error.ts';
import { raceForAnEntry } from '#test/support/racing.ts';
import {
	password,
	type RealDatabase,
	startRealDatabase,
	whyNoDatabase,
} from '#test/support/real-databases.ts';

const freezeMs = 20_000;
// Its types are those of the older vitest it brings along; this much of vitest is what it uses.
const ours = z
	.custom<Parameters<typeof keyvTestSuite>[0]>(
		(value) =>
			z.looseObject({ it: z.unknown(), expect: z.unknown(), beforeEach: z.unknown() }).safeParse(value)
				.success,
	)
	.parse(vitest);

const openAdapters = {
	redis: async (url: string) => {
		const server = new RedisServer(url);
		return { create: () => new RedisKeyv(server), close: () => server.close() };
	},
	postgresql: async (url: string) => {
		const server = new PostgresServer(url);
		await server.setUp();
		return { create: () => new PostgresKeyv(server), close: () => server.close() };
	},
};

describe.each(['redis', 'postgresql'] as const)('%s', (kind) => {
	const missing = whyNoDatabase(kind);
	if (missing !== undefined) {
		test.skip(`is not tried: ${missing}`, () => {});
		return;
	}
	let database: RealDatabase;
	let adapters: Awaited<ReturnType<(typeof openAdapters)[typeof kind]>>;
	let store: Store;
	beforeAll(async () => {
		database = await startRealDatabase(kind);
		adapters = await openAdapters[kind](database.url);
		store = await openStore(new Secret(database.url));
	}, 60_000);
	afterAll(async () => {
		await adapters.close();
		await store.close();
		await database.close();
	});

	describe("passes Keyv's own tests", () => {
		keyvTestSuite(ours, Keyv, () => adapters.create());
		keyvIteratorTests(ours, Keyv, () => adapters.create());
	});

	test('clear() and iterator() keep to their namespace, whatever it is called, over many pages', async () => {
		const of = (namespace: string) => {
			const adapter = adapters.create();
			adapter.namespace = namespace;
			return adapter;
		};
		const names = ['a-b', 'axb', 'ab', 'a', 'a-b-c', 'songs', 'song', 'songs2'];
		for (const name of names) await of(name).set(`${name}:key`, name);
		const many = Array.from({ length: 1234 }, (_, index) => `songs:${index}`);
		await Promise.all(many.map((key) => of('songs').set(key, key)));
		const seen: string[] = [];
		for await (const [key] of of('songs').iterator()) {
			seen.push(key);
			if (seen.length === 5) await of('songs').delete('songs:key');
		}
		expect(seen.filter((key) => key !== 'songs:key').toSorted()).toEqual(many.toSorted());
		for (const name of ['a', 'a-b', 'songs']) await of(name).clear();
		for (const name of names)
			expect(await of(name).get(`${name}:key`)).toBe(['a', 'a-b', 'songs'].includes(name) ? undefined : name);
	});

	test('gives back any value under any key, and drops it after its time', async () => {
		const any = store.namespace('any', z.unknown());
		const keys = fc.string({ unit: 'grapheme' }).filter((key) => !key.includes('\0'));
		await fc.assert(
			fc.asyncProperty(keys, fc.jsonValue(), async (key, value) => {
				await any.set(key, value);
				expect(await any.get(key)).toEqual(JSON.parse(JSON.stringify(value)));
			}),
		);
		const brief = store.namespace('brief', z.string(), { ttlMs: 1.5 });
		await brief.set('a', 'gone soon');
		await brief.set('b', 'stays', 60_000);
		await expect.poll(() => brief.get('a')).toBeUndefined();
		expect(await brief.get('b')).toBe('stays');
		const left: string[] = [];
		for await (const { key } of brief.entries()) left.push(key);
		expect(left).toEqual(['b']);
	});

	test('a damaged value is an error, is not overwritten, and does not hide the others', async () => {
		const docs = store.namespace('docs', z.strictObject({ count: z.number() }));
		await docs.set('good', { count: 1 });
		await adapters.create().set('docs:bad', '{"value":{"count":"hid');
		await expect(docs.get('bad')).rejects.toThrow(/^docs\/bad: damaged: not JSON$/);
		await expect(docs.update('bad', () => ({ count: 0 }))).rejects.toThrow(StoreError);
		const entries: string[] = [];
		for await (const entry of docs.entries())
			entries.push('damaged' in entry ? entry.damaged.place : entry.key);
		expect(entries.toSorted()).toEqual(['docs/bad', 'good']);
	});

	test('updates are never lost, however many come at once', async () => {
		const counts = store.namespace('counts', z.number());
		await Promise.all(Array.from({ length: 200 }, () => counts.update('a', (count = 0) => count + 1)));
		expect(await counts.get('a')).toBe(200);
	});

	test('a second process sees what the first one wrote', async () => {
		const other = await openStore(new Secret(database.url));
		await store.namespace('seen', z.string()).set('a', 'by both');
		expect(await other.namespace('seen', z.string()).get('a')).toBe('by both');
		await other.close();
	});

	test('of eight that reach for an entry at once one alone has it', async () => {
		const stores = await Promise.all(Array.from({ length: 8 }, () => openStore(new Secret(database.url))));
		await raceForAnEntry(stores);
		await Promise.all(stores.map((one) => one.close()));
	});

	test('what has expired is not there for whoever reaches for the place', async () => {
		const adapter = adapters.create();
		await adapter.set('expiring', 'old', 1);
		await expect.poll(() => adapter.get('expiring')).toBeUndefined();
		expect(await adapter.swap('expiring', 'old', 'wrong')).toBe(false);
		expect(await adapter.swap('expiring', undefined, undefined)).toBe(true);
		expect(await adapter.swap('expiring', undefined, 'new')).toBe(true);
		expect(await adapter.swap('expiring', undefined, undefined)).toBe(false);
		expect(await adapter.get('expiring')).toBe('new');
		expect(await adapter.swap('expiring', 'new', undefined)).toBe(true);
	});

	test('several processes that come to an empty database at once all open it', async () => {
		const url = database.url.replace(/\/\w+$/, kind === 'redis' ? '/5' : '/template1');
		const stores = await Promise.all(Array.from({ length: 6 }, () => openStore(new Secret(url))));
		for (const [index, one] of stores.entries()) await one.namespace('n', z.number()).set(`${index}`, index);
		await Promise.all(stores.map((one) => one.close()));
	});

	test('wrong credentials are said to be refused, without the password', async () => {
		const wrong = 'hidden-secret';
		const refusal = openStore(new Secret(database.url.replace(password, wrong)));
		const error: unknown = await refusal.catch((caught: unknown) => caught);
		expect(error).toBeInstanceOf(StoreError);
		expect(error).not.toBeInstanceOf(StoreUnreachable);
		expect(String(error)).toMatch(/DATABASE_URL: 127\.0\.0\.1:\d+ refuses: /);
		const text = JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error);
		for (const secret of [wrong, password, decodeURIComponent(password)]) expect(text).not.toContain(secret);
	});

	test('one that is away is an error and not a missing value, and works again when it is back', async () => {
		const names = store.namespace('names', z.string());
		await names.set('a', 'here');
		await database.kill();
		await expect(names.get('a')).rejects.toThrow('names/a: the store failed');
		await expect(names.set('a', 'x')).rejects.toThrow('names/a: the store failed');
		await expect(names.delete('a')).rejects.toThrow('names/a: the store failed');
		await expect(names.update('new', () => 'x')).rejects.toThrow('names/new: the store failed');
		const error: unknown = await openStore(new Secret(database.url)).catch((caught: unknown) => caught);
		expect(error).toBeInstanceOf(StoreUnreachable);
		expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(password);
		await database.start();
		await expect
			.poll(() => names.get('a').catch((caught: unknown) => caught), { timeout: 10_000 })
			.toBe('here');
		await names.set('a', 'again');
		expect(await names.get('a')).toBe('again');
	}, 30_000);

	test(
		'one that is silent is an error after five seconds, and works again when it wakes',
		async () => {
			const names = store.namespace('silent', z.string());
			await names.set('a', 'here');
			database.freeze();
			// PostgreSQL answers by processes of its own, and holds only new connections up.
			const opened = openStore(new Secret(database.url)).catch((caught: unknown) => caught);
			if (kind === 'redis') await expect(names.get('a')).rejects.toThrow('silent/a: the store failed');
			expect(await opened).toBeInstanceOf(StoreUnreachable);
			database.thaw();
			await expect
				.poll(() => names.get('a').catch((caught: unknown) => caught), { timeout: 10_000 })
				.toBe('here');
		},
		freezeMs,
	);
});

test('one that is not there at all is said to be out of reach', async () => {
	for (const url of ['redis://u:hidden@127.0.0.1:9/0', 'postgresql://u:hidden@127.0.0.1:9/x']) {
		const error: unknown = await openStore(new Secret(url)).catch((caught: unknown) => caught);
		expect(error).toBeInstanceOf(StoreUnreachable);
		expect(String(error)).toMatch(/DATABASE_URL: 127\.0\.0\.1:9 cannot be reached \(.*ECONNREFUSED.*\)/);
		expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hidden');
	}
});
