import { isDeepStrictEqual } from 'node:util';
import type { Keyv } from 'keyv';
import { z } from 'zod';
import { StoreError } from './store-error.ts';
import { Turns } from './turns.ts';

/** What Keyv puts around each value. */
const envelopeSchema = z.object({ value: z.unknown() });

/** The part of a storage adapter of Keyv that is used directly. */
export interface StorageAdapter {
	get(key: string): Promise<string | undefined>;
	/** In the order of the keys. */
	getMany(keys: string[]): Promise<(string | undefined)[]>;
	/**
	 * Puts `after` in the place of `before` in one step, for whichever process comes first; `undefined` is no entry. Whether it
	 * did: false, with nothing changed, if something else was there. What is put there does not expire.
	 */
	swap(key: string, before: string | undefined, after: string | undefined): Promise<boolean>;
	iterator(namespace?: string): AsyncGenerator<[string, unknown], void>;
}

export type Entry<T> = { key: string; value: T } | { key: string; damaged: StoreError };

/**
 * The values of one kind, each checked against its schema on the way in and out. A damaged value is an error and never looks
 * like a missing one: a default written over it would be the end of somebody's settings.
 */
export class Namespace<T> {
	readonly #name: string;
	readonly #schema: z.ZodType<T>;
	readonly #keyv: Keyv;
	readonly #adapter: StorageAdapter;
	readonly #listed: (key: string) => boolean;
	readonly #turns = new Turns();
	readonly #failures = { count: 0, running: 0, idle: false, cause: undefined as unknown };

	/**
	 * @param schema must also take what it gives, since values are checked in both directions
	 * @param listed whether a key is for this process to go through; all of them if left out
	 */
	constructor(
		name: string,
		schema: z.ZodType<T>,
		keyv: Keyv,
		adapter: StorageAdapter,
		listed: (key: string) => boolean = () => true,
	) {
		this.#name = name;
		this.#schema = schema;
		this.#keyv = keyv;
		this.#adapter = adapter;
		this.#listed = listed;
		// Adapters report a lost connection as an event, and then say that there is no such key.
		keyv.on('error', (cause: unknown) => {
			this.#failures.count += 1;
			this.#failures.cause = cause;
			this.#failures.idle = this.#failures.running === 0;
		});
	}

	/** @throws {StoreError} if the value is damaged or the store fails */
	get(key: string): Promise<T | undefined> {
		return this.#call(key, async () => this.#unwrap(key, await this.#adapter.get(this.#fullKey(key))));
	}

	/**
	 * The values of several keys, in their order, with one question to the store.
	 * @throws {StoreError} if one of them is damaged or the store fails
	 */
	async getMany(keys: readonly string[]): Promise<(T | undefined)[]> {
		const [first] = keys;
		if (first === undefined) return [];
		return this.#call(first, async () => {
			const texts = await this.#adapter.getMany(keys.map((key) => this.#fullKey(key)));
			return Promise.all(keys.map((key, place) => this.#unwrap(key, texts[place])));
		});
	}

	/** @param ttlMs after which the value is gone; as long as the namespace says if left out */
	set(key: string, value: T, ttlMs?: number): Promise<void> {
		return this.#turns.take(key, () => this.#write(key, value, ttlMs));
	}

	/** Whether there was a value. */
	delete(key: string): Promise<boolean> {
		return this.#turns.take(key, () => this.#call(key, () => this.#keyv.delete(this.#fullKey(key))));
	}

	/**
	 * Changes a value, one change at a time for each key in this process, so that none is lost. If `change` throws, nothing is
	 * written. It must not write the same key by other means: it would wait for itself.
	 */
	update(key: string, change: (value: T | undefined) => T | Promise<T>, ttlMs?: number): Promise<T> {
		return this.#turns.take(key, async () => {
			const value = await change(await this.get(key));
			await this.#write(key, value, ttlMs);
			return value;
		});
	}

	/**
	 * Puts `after` in the place of `before`, `undefined` being no value, if that is what is there: also against other processes, of
	 * which one alone gets true. What is put there does not expire.
	 */
	replace(key: string, before: T | undefined, after: T | undefined): Promise<boolean> {
		return this.#turns.take(key, async () => {
			const next = after === undefined ? undefined : await this.#wrap(key, after);
			return this.#call(key, async () => {
				const fullKey = this.#fullKey(key);
				const text = await this.#adapter.get(fullKey);
				if (!isDeepStrictEqual(await this.#unwrap(key, text), before)) return false;
				return this.#adapter.swap(fullKey, text, next);
			});
		});
	}

	/** All values that are listed here, in no particular order; a damaged one does not hide the others. */
	async *entries(): AsyncGenerator<Entry<T>, void> {
		for await (const [fullKey] of this.#adapter.iterator(this.#name)) {
			const key = fullKey.slice(this.#name.length + 1);
			if (!this.#listed(key)) continue;
			try {
				const value = await this.get(key);
				if (value !== undefined) yield { key, value };
			} catch (error) {
				if (!(error instanceof StoreError)) throw error;
				yield { key, damaged: error };
			}
		}
	}

	/** Resolves when the writes given so far are done. */
	settled(): Promise<void> {
		return this.#turns.settled();
	}

	async #write(key: string, value: T, ttlMs: number | undefined): Promise<void> {
		const checked = this.#check(key, value, 'not stored');
		await this.#call(key, () => this.#keyv.set(this.#fullKey(key), checked, ttlMs));
	}

	/** What is given to an adapter, as Keyv would write it. */
	async #wrap(key: string, value: T): Promise<string> {
		const text = await this.#keyv.serializeData({ value: this.#check(key, value, 'not stored') });
		if (typeof text !== 'string') throw new StoreError(this.#place(key), 'not stored: no text came of it');
		return text;
	}

	/** What an adapter gave. Keyv would take an entry that holds `null` for none, and read the store once more for each that is not there. */
	async #unwrap(key: string, text: string | undefined): Promise<T | undefined> {
		if (text === undefined) return undefined;
		const found = envelopeSchema.safeParse(await this.#keyv.deserializeData<unknown>(text));
		if (!found.success) throw new StoreError(this.#place(key), 'damaged: no value');
		return this.#check(key, found.data.value, 'damaged');
	}

	#check(key: string, value: unknown, what: string): T {
		const parsed = this.#schema.safeParse(value);
		if (parsed.success) return parsed.data;
		const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
		throw new StoreError(this.#place(key), `${what}: ${problems.join('; ')}`);
	}

	/** Runs `work`; fails if it fails, and also if the store reported a failure meanwhile or since the last call. */
	async #call<R>(key: string, work: () => Promise<R>): Promise<R> {
		const failures = this.#failures;
		if (failures.idle) {
			failures.idle = false;
			throw this.#failed(key, failures.cause);
		}
		const before = failures.count;
		failures.running += 1;
		try {
			const result = await work();
			if (failures.count !== before) throw this.#failed(key, failures.cause);
			return result;
		} catch (error) {
			if (error instanceof StoreError) throw error;
			// The parser's own words quote the value.
			if (error instanceof SyntaxError) throw new StoreError(this.#place(key), 'damaged: not JSON');
			throw this.#failed(key, error);
		} finally {
			failures.running -= 1;
		}
	}

	#failed(key: string, cause: unknown): StoreError {
		return new StoreError(this.#place(key), 'the store failed', { cause });
	}

	#place(key: string): string {
		return `${this.#name}/${key}`;
	}

	/** Keyv adds the namespace to a key only if the key does not begin with it already, so it is always added here. */
	#fullKey(key: string): string {
		return `${this.#name}:${key}`;
	}
}
