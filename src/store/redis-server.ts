import { setTimeout as pause } from 'node:timers/promises';
import { createClient, ErrorReply } from '@redis/client';
import { type Database, deadlineMs, placeOf } from './database.ts';
import { RedisKeyv } from './redis-keyv.ts';
import { StoreError, StoreUnreachable } from './store-error.ts';

const connectMs = 3_000;

/** Answers to the connection that pass by themselves. */
const passing = /^(LOADING|MASTERDOWN|BUSY|TRYAGAIN)\b/;

function createConnection(url: string) {
	return createClient({
		url,
		// A call while nobody is there is an error now, and not a promise to hang on. The next call connects anew.
		disableOfflineQueue: true,
		socket: { connectTimeout: connectMs, reconnectStrategy: false },
	});
}
export type RedisClient = ReturnType<typeof createConnection>;

/** One connection to a Redis or Valkey server, shared by the adapters of all namespaces. It is made when it is needed, and anew after trouble. */
export class RedisServer {
	readonly #url: string;
	#client: RedisClient | undefined;
	/** Everybody who comes meanwhile waits for the same connection. */
	#connecting: Promise<RedisClient> | undefined;
	#closed = false;

	constructor(url: string) {
		this.#url = url;
	}

	/** Rejects with what went wrong, also if that takes longer than five seconds. */
	async use<R>(work: (client: RedisClient) => Promise<R>): Promise<R> {
		if (this.#closed) throw new Error('The store is closed');
		this.#connecting ??= this.#client === undefined ? this.#connect() : undefined;
		const client = this.#client ?? (await this.#connecting);
		if (client === undefined) throw new Error('There is no connection');
		try {
			return await inTime(work(client));
		} catch (error) {
			// A server that is silent may be behind a network that lost the connection without a word.
			if (error instanceof TimeUp) this.#drop(client);
			throw error;
		}
	}

	async close(): Promise<void> {
		this.#closed = true;
		await this.#connecting?.catch(() => undefined);
		if (this.#client !== undefined) this.#drop(this.#client);
	}

	async #connect(): Promise<RedisClient> {
		const client = createConnection(this.#url);
		// Whoever is waiting for an answer hears of it by the call.
		client.on('error', () => this.#drop(client));
		try {
			await inTime(client.connect());
			this.#client = client;
			return client;
		} catch (error) {
			this.#drop(client);
			throw error;
		} finally {
			this.#connecting = undefined;
		}
	}

	#drop(client: RedisClient): void {
		if (this.#client === client) this.#client = undefined;
		if (client.isOpen) client.destroy();
	}
}

class TimeUp extends Error {
	override readonly name = 'TimeUp';
}

/** Rejects with TimeUp if `work` takes too long. The work itself goes on. */
async function inTime<R>(work: Promise<R>): Promise<R> {
	const over = new AbortController();
	const timeUp = pause(deadlineMs, undefined, { signal: over.signal, ref: false }).then(
		() => Promise.reject(new TimeUp(`no answer within ${deadlineMs / 1000} seconds`)),
		// It was in time: this loses the race, which is over.
		() => work,
	);
	try {
		return await Promise.race([work, timeUp]);
	} finally {
		over.abort();
	}
}

/**
 * Connects to the server that a `redis:` or `rediss:` address names.
 * @throws {StoreUnreachable} if it is not there; {StoreError} if it does not take the user name, the password or the database
 */
export async function openRedis(url: string): Promise<Database> {
	const server = new RedisServer(url);
	try {
		await server.use((client) => client.ping());
	} catch (cause) {
		await server.close();
		const where = placeOf(url);
		if (cause instanceof ErrorReply && !passing.test(cause.message))
			throw new StoreError('DATABASE_URL', `${where} refuses: ${cause.message}`);
		const reason = cause instanceof Error ? cause.message || cause.name : 'unknown';
		throw new StoreUnreachable('DATABASE_URL', `${where} cannot be reached (${reason})`, { cause });
	}
	return { createAdapter: () => new RedisKeyv(server), close: () => server.close() };
}
