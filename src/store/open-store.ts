import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Keyv } from 'keyv';
import type { z } from 'zod';
import type { Secret } from '#config/secret.ts';
import { type StoreScheme, storeSchemes } from '#config/variables.ts';
import type { Database } from './database.ts';
import { Namespace } from './namespace.ts';
import { SqliteFile, SqliteKeyv } from './sqlite-keyv.ts';
import { StoreError } from './store-error.ts';

const redis = async (url: string) => (await import('./redis-server.ts')).openRedis(url);
const postgres = async (url: string) => (await import('./postgres-server.ts')).openPostgres(url);

/**
 * One line for each kind of store; its scheme also belongs into `storeSchemes`, so that the settings accept it. What is not
 * asked for is not loaded.
 */
const openers: Record<StoreScheme, (url: string) => Promise<Database>> = {
	sqlite: openSqlite,
	redis,
	rediss: redis,
	postgresql: postgres,
	postgres,
};

/** Where the bot keeps what must outlive it. */
export class Store {
	readonly #database: Database;
	readonly #namespaces = new Map<string, { settled(): Promise<void> }>();

	constructor(database: Database) {
		this.#database = database;
	}

	/**
	 * @param options.ttlMs how long values live if they are not given a time of their own; for ever if left out
	 * @param options.listed whether a key is among `entries()`: where the work is shared, those of other processes are not
	 */
	namespace<T>(
		name: string,
		schema: z.ZodType<T>,
		options: { ttlMs?: number; listed?: ((key: string) => boolean) | undefined } = {},
	): Namespace<T> {
		// Keyv puts the name before each key with a colon, and splits there again.
		if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new RangeError(`"${name}" cannot be a namespace`);
		// Two would not wait for each other's updates.
		if (this.#namespaces.has(name)) throw new RangeError(`The namespace ${name} is already open`);
		const adapter = this.#database.createAdapter();
		const ttl = options.ttlMs === undefined ? {} : { ttl: options.ttlMs };
		const keyv = new Keyv({ store: adapter, namespace: name, throwOnErrors: true, ...ttl });
		const namespace = new Namespace(name, schema, keyv, adapter, options.listed);
		this.#namespaces.set(name, namespace);
		return namespace;
	}

	/** Waits for the writes under way and closes the database. */
	async close(): Promise<void> {
		await Promise.all(Array.from(this.#namespaces.values(), (namespace) => namespace.settled()));
		await this.#database.close();
	}
}

/**
 * Opens the store that `DATABASE_URL` names. A relative SQLite path starts at the working directory.
 * @throws {StoreUnreachable} if it is on another machine and does not answer; {StoreError} if it cannot be opened as it is set
 */
export async function openStore(databaseUrl: Secret): Promise<Store> {
	const url = databaseUrl.reveal();
	const scheme = storeSchemes.find((known) => url.startsWith(`${known}:`));
	if (scheme === undefined)
		throw new StoreError('DATABASE_URL', `this build stores in ${storeSchemes.join(', ')} only`);
	return new Store(await openers[scheme](url));
}

async function openSqlite(url: string): Promise<Database> {
	const path = resolve(url.replace(/^sqlite:(\/\/)?/, ''));
	try {
		// The folder is the operator's own if it exists already; what is created is for this user only, as are SQLite's side files,
		// which take over the mode of the file.
		mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
		closeSync(openSync(path, 'a', 0o600));
		chmodSync(path, 0o600);
		const file = new SqliteFile(path);
		return { createAdapter: () => new SqliteKeyv(file), close: async () => file.close() };
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : 'unknown';
		throw new StoreError('DATABASE_URL', `cannot open ${path} (${reason})`, { cause });
	}
}
