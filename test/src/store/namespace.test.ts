import { EventEmitter } from 'node:events';
import { Keyv } from 'keyv';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Namespace } from '#src/store/namespace.ts';

/** Behaves as the adapters of network stores do: a failure is an event, and the answer "no such key". */
class FlakyAdapter extends EventEmitter {
	readonly opts = { dialect: 'redis', url: 'redis://' };
	readonly values = new Map<string, string>();
	down = false;

	async get(key: string): Promise<string | undefined> {
		await Promise.resolve();
		if (!this.down) return this.values.get(key);
		this.emit('error', new Error('connection lost'));
		return undefined;
	}

	async getMany(keys: string[]): Promise<(string | undefined)[]> {
		return Promise.all(keys.map((key) => this.get(key)));
	}

	async set(key: string, value: string): Promise<boolean> {
		this.values.set(key, value);
		return true;
	}

	async delete(key: string): Promise<boolean> {
		return this.values.delete(key);
	}

	async clear(): Promise<void> {
		this.values.clear();
	}

	async has(key: string): Promise<boolean> {
		return !this.down && this.values.has(key);
	}

	async swap(key: string, before: string | undefined, after: string | undefined): Promise<boolean> {
		if ((await this.get(key)) !== before) return false;
		if (after === undefined) this.values.delete(key);
		else this.values.set(key, after);
		return true;
	}

	async *iterator(): AsyncGenerator<[string, string], void> {
		yield* this.values;
	}
}

function open(): { adapter: FlakyAdapter; names: Namespace<string> } {
	const adapter = new FlakyAdapter();
	const keyv = new Keyv({ store: adapter, namespace: 'names', throwOnErrors: true });
	return { adapter, names: new Namespace('names', z.string(), keyv, adapter) };
}

test('a read that failed with an event only is an error, and the value is not overwritten by a default', async () => {
	const { adapter, names } = open();
	await names.set('a', 'kept');
	adapter.down = true;
	await expect(names.get('a')).rejects.toThrow('names/a: the store failed');
	await expect(names.update('a', (name = 'default') => name)).rejects.toThrow('the store failed');
	adapter.down = false;
	expect(await names.get('a')).toBe('kept');
});

test('every read under way during a failure is an error', async () => {
	const { adapter, names } = open();
	adapter.down = true;
	const reads = await Promise.allSettled([names.get('a'), names.get('b'), names.get('c')]);
	expect(reads.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
});

test('a failure between calls is told by the next call, once', async () => {
	const { adapter, names } = open();
	await names.set('a', 'here');
	adapter.emit('error', new Error('connection lost'));
	await expect(names.get('a')).rejects.toMatchObject({ cause: new Error('connection lost') });
	expect(await names.get('a')).toBe('here');
});

test('what Keyv writes in its own way is replaced and read as it was given', async () => {
	const { names } = open();
	await names.set('a', ':colon');
	expect(await names.replace('a', ':colon', '::two')).toBe(true);
	expect(await names.get('a')).toBe('::two');
});

test('a value is replaced only by whoever knows it', async () => {
	const { adapter, names } = open();
	expect(await names.replace('a', undefined, 'first')).toBe(true);
	expect(await names.get('a')).toBe('first');
	expect(await names.replace('a', undefined, 'second')).toBe(false);
	expect(await names.replace('a', 'other', 'second')).toBe(false);
	expect(await names.get('a')).toBe('first');
	// Somebody comes in between.
	const read = adapter.get.bind(adapter);
	adapter.get = async (key) => {
		const found = await read(key);
		adapter.get = read;
		await adapter.set(key, '{"value":"theirs"}');
		return found;
	};
	expect(await names.replace('a', 'first', 'second')).toBe(false);
	expect(await names.get('a')).toBe('theirs');
	expect(await names.replace('a', 'theirs', undefined)).toBe(true);
	expect(await names.get('a')).toBeUndefined();
	expect(await names.replace('a', undefined, undefined)).toBe(true);
	adapter.values.set('names:a', '{"val');
	await expect(names.replace('a', undefined, 'x')).rejects.toThrow('names/a: damaged: not JSON');
	adapter.down = true;
	await expect(names.replace('a', undefined, 'x')).rejects.toThrow('names/a: the store failed');
});

test('several values come in the order of their keys', async () => {
	const { adapter, names } = open();
	await names.set('a', 'first');
	await names.set('c', ':third');
	expect(await names.getMany(['c', 'b', 'a'])).toEqual([':third', undefined, 'first']);
	expect(await names.getMany([])).toEqual([]);
	adapter.values.set('names:b', 'null');
	await expect(names.getMany(['a', 'b'])).rejects.toThrow('names/b: damaged: no value');
	adapter.down = true;
	await expect(names.getMany(['a'])).rejects.toThrow('names/a: the store failed');
});
