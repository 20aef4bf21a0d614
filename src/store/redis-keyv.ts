import type { RedisServer } from './redis-server.ts';

/** Before every key, so that the database may be shared with others. */
const prefix = 'airdeck:';
/** Looked at in one step of a walk over all keys; Redis serves nobody else meanwhile. */
const stepSize = 1_000;

const setIfSame =
	"if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end redis.call('SET', KEYS[1], ARGV[2]) return 1";
const deleteIfSame =
	"if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end return redis.call('DEL', KEYS[1])";

/** A storage adapter of Keyv 5 on Redis and Valkey. Expiry is the server's own. */
export class RedisKeyv {
	namespace: string | undefined;
	/** Keyv gives an adapter its `iterator()` only if it finds a dialect it knows here. */
	readonly opts: Record<string, unknown> = { dialect: 'redis', url: 'redis://' };
	readonly #server: Pick<RedisServer, 'use' | 'close'>;

	constructor(server: Pick<RedisServer, 'use' | 'close'>) {
		this.#server = server;
	}

	async get(key: string): Promise<string | undefined> {
		return (await this.#server.use((client) => client.get(prefix + key))) ?? undefined;
	}

	async getMany(keys: string[]): Promise<(string | undefined)[]> {
		if (keys.length === 0) return [];
		const values = await this.#server.use((client) => client.mGet(keys.map((key) => prefix + key)));
		return values.map((value) => value ?? undefined);
	}

	/** @param ttl milliseconds to live; for ever if left out */
	async set(key: string, value: string, ttl?: number): Promise<boolean> {
		const expiry = ttl === undefined ? {} : { PX: Math.max(1, Math.ceil(ttl)) };
		await this.#server.use((client) => client.set(prefix + key, value, expiry));
		return true;
	}

	/** Whether there was such a key. */
	async delete(key: string): Promise<boolean> {
		return (await this.#server.use((client) => client.unlink(prefix + key))) > 0;
	}

	/** Whether there were all of these keys. */
	async deleteMany(keys: string[]): Promise<boolean> {
		const gone = await this.#server.use((client) => client.unlink(keys.map((key) => prefix + key)));
		return gone === keys.length;
	}

	async has(key: string): Promise<boolean> {
		return (await this.#server.use((client) => client.exists(prefix + key))) > 0;
	}

	/** One step of the server's, which serves nobody else meanwhile. */
	async swap(key: string, before: string | undefined, after: string | undefined): Promise<boolean> {
		const place = prefix + key;
		if (before === undefined) {
			if (after === undefined) return !(await this.has(key));
			const put = await this.#server.use((client) => client.set(place, after, { condition: 'NX' }));
			return put !== null;
		}
		const [script, given] = after === undefined ? [deleteIfSame, [before]] : [setIfSame, [before, after]];
		const done = await this.#server.use((client) => client.eval(script, { keys: [place], arguments: given }));
		return done === 1;
	}

	/** Empties this namespace; without a namespace, all that is the bot's. */
	async clear(): Promise<void> {
		for await (const keys of this.#walk())
			if (keys.length > 0) await this.#server.use((client) => client.unlink(keys));
	}

	/** Step by step, so that entries may be written and deleted meanwhile. What was there all the time is given exactly once. */
	async *iterator(): AsyncGenerator<[string, string], void> {
		// A walk of Redis may come by the same key twice.
		const given = new Set<string>();
		for await (const found of this.#walk()) {
			const keys = found.filter((key) => !given.has(key));
			if (keys.length === 0) continue;
			const values = await this.#server.use((client) => client.mGet(keys));
			for (const [index, key] of keys.entries()) {
				given.add(key);
				const value = values[index];
				if (typeof value === 'string') yield [key.slice(prefix.length), value];
			}
		}
	}

	async disconnect(): Promise<void> {
		await this.#server.close();
	}

	async *#walk(): AsyncGenerator<string[], void> {
		// Names of namespaces hold nothing that means anything in a pattern of Redis.
		const pattern = this.namespace === undefined ? `${prefix}*` : `${prefix}${this.namespace}:*`;
		let cursor = '0';
		do {
			const from = cursor;
			const step = await this.#server.use((client) =>
				client.scan(from, { MATCH: pattern, COUNT: stepSize, TYPE: 'string' }),
			);
			cursor = String(step.cursor);
			yield [...new Set(step.keys)];
		} while (cursor !== '0');
	}
}
