import { z } from 'zod';
import type { PostgresServer } from './postgres-server.ts';

const rowsSchema = z.array(z.object({ key: z.string(), value: z.string() }));
const page = 500;
const alive = '(expires is null or expires > $1)';

/** A storage adapter of Keyv 5 on PostgreSQL. What has expired is gone for readers at once, and leaves the table with a later write. */
export class PostgresKeyv {
	namespace: string | undefined;
	/** Keyv gives an adapter its `iterator()` only if it finds a dialect it knows here. */
	readonly opts: Record<string, unknown> = { dialect: 'postgres', url: 'postgresql://' };
	readonly #server: PostgresServer;

	constructor(server: PostgresServer) {
		this.#server = server;
	}

	async get(key: string): Promise<string | undefined> {
		const [value] = await this.getMany([key]);
		return value;
	}

	async getMany(keys: string[]): Promise<(string | undefined)[]> {
		const sql = `select key, value from airdeck_entries where key = any($2) and ${alive}`;
		const found = new Map((await this.#read(sql, keys)).map(({ key, value }) => [key, value]));
		return keys.map((key) => found.get(key));
	}

	/** @param ttl milliseconds to live; for ever if left out */
	async set(key: string, value: string, ttl?: number): Promise<boolean> {
		await this.#server.purgeSometimes();
		await this.#server.query(
			`insert into airdeck_entries (key, value, expires) values ($1, $2, $3)
			on conflict (key) do update set value = excluded.value, expires = excluded.expires`,
			[key, value, ttl === undefined ? null : Math.ceil(this.#server.now() + ttl)],
		);
		return true;
	}

	/** Whether there was such a key. */
	async delete(key: string): Promise<boolean> {
		return this.deleteMany([key]);
	}

	/** Whether there were all of these keys. */
	async deleteMany(keys: string[]): Promise<boolean> {
		const sql = 'delete from airdeck_entries where key = any($1)';
		return (await this.#server.query(sql, [keys])).count === keys.length;
	}

	async has(key: string): Promise<boolean> {
		return (await this.get(key)) !== undefined;
	}

	/** Each of these is one statement, and PostgreSQL looks at the row again once whoever changed it first is done. */
	async swap(key: string, before: string | undefined, after: string | undefined): Promise<boolean> {
		if (before === undefined && after === undefined) return !(await this.has(key));
		const now = this.#server.now();
		const { count } =
			before === undefined
				? await this.#server.query(
						`insert into airdeck_entries (key, value) values ($2, $3)
						on conflict (key) do update set value = excluded.value, expires = null
						where airdeck_entries.expires <= $1`,
						[now, key, after],
					)
				: after === undefined
					? await this.#server.query(
							`delete from airdeck_entries where key = $2 and value = $3 and ${alive}`,
							[now, key, before],
						)
					: await this.#server.query(
							`update airdeck_entries set value = $4, expires = null where key = $2 and value = $3 and ${alive}`,
							[now, key, before, after],
						);
		return count === 1;
	}

	/** Empties this namespace; without a namespace, the table. */
	async clear(): Promise<void> {
		await this.#server.query('delete from airdeck_entries where key >= $1 and key < $2', this.#bounds());
	}

	/** Page by page after the last key, so that entries may be written and deleted meanwhile. */
	async *iterator(): AsyncGenerator<[string, string], void> {
		const [first, end] = this.#bounds();
		let bounds: { sql: string; from: string } = { sql: 'key >= $2', from: first };
		for (;;) {
			const sql = `select key, value from airdeck_entries where ${bounds.sql} and key < $3 and ${alive} order by key limit ${page}`;
			const rows = await this.#read(sql, bounds.from, end);
			for (const { key, value } of rows) yield [key, value];
			const last = rows.at(-1);
			if (last === undefined) return;
			bounds = { sql: 'key > $2', from: last.key };
		}
	}

	async disconnect(): Promise<void> {
		await this.#server.close();
	}

	async #read(sql: string, ...values: unknown[]) {
		return rowsSchema.parse((await this.#server.query(sql, [this.#server.now(), ...values])).rows);
	}

	/** The first key and the one after the last, in the order of bytes. */
	#bounds(): [string, string] {
		// `;` comes after `:`, and U+10FFFF after everything.
		return this.namespace === undefined ? ['', '\u{10ffff}'] : [`${this.namespace}:`, `${this.namespace};`];
	}
}
