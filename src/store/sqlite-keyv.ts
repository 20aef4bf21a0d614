import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type Clock, systemClock } from '#src/clock.ts';

const rowSchema = z.object({ key: z.string(), value: z.string() });
const rowsSchema = z.array(rowSchema);
const purgeEveryMs = 60_000;
const page = 500;
/** How long a call waits for another process that is writing, and how often it tries meanwhile. */
const patienceMs = 5_000;
const againMs = 20;
/** SQLITE_BUSY; what is above the lowest byte says more of it. */
const busyCode = 5;

/** One SQLite file, shared by the adapters of all namespaces. */
export class SqliteFile {
	readonly database: DatabaseSync;
	readonly #clock: Pick<Clock, 'now'>;
	#purgeAt = 0;

	/** @param path of the file, or `:memory:` */
	constructor(path: string, clock: Pick<Clock, 'now'> = systemClock) {
		// Only while it is opened: later SQLite must not hold up everything else while it waits (`whenFree`).
		this.database = new DatabaseSync(path, { timeout: patienceMs });
		this.#clock = clock;
		// What was taken out must not lie on in the file's free room: a key of a station that was removed, though sealed.
		// FULL, so that "saved" is true after a power cut too: 24 µs a write against 4 µs with NORMAL, where it was measured.
		this.database.exec(`
			pragma journal_mode = wal;
			pragma synchronous = full;
			pragma secure_delete = on;
			create table if not exists entries (key text primary key, value text not null, expires integer) without rowid;
			create index if not exists entries_by_expiry on entries (expires) where expires is not null;
		`);
		this.purge();
		this.database.exec('pragma busy_timeout = 0');
	}

	/**
	 * What `work` gives, once no other process is writing: it is tried again and again for five seconds, with everything else
	 * going on meanwhile. Rejects with SQLite's error after that, and at once with any other.
	 */
	async whenFree<R>(work: () => R): Promise<R> {
		const startedAt = performance.now();
		for (;;) {
			try {
				return work();
			} catch (error) {
				if (!isBusy(error) || performance.now() - startedAt >= patienceMs) throw error;
			}
			await pause(againMs);
		}
	}

	now(): number {
		return this.#clock.now();
	}

	/** Drops what has expired, in all namespaces. */
	purge(): void {
		this.database.prepare('delete from entries where expires <= ?').run(this.now());
		this.#purgeAt = this.now() + purgeEveryMs;
	}

	/** With the writes, so that no timer is needed. */
	purgeSometimes(): void {
		if (this.now() >= this.#purgeAt) this.purge();
	}

	close(): void {
		if (this.database.isOpen) this.database.close();
	}
}

/**
 * A storage adapter of Keyv 5 on node:sqlite. Keyv sets `namespace` and puts it before each key, with a colon between; so
 * every namespace needs an adapter of its own, over the same file.
 */
export class SqliteKeyv {
	namespace: string | undefined;
	/** Keyv gives an adapter its `iterator()` only if it finds a dialect it knows here. */
	readonly opts: Record<string, unknown> = { dialect: 'sqlite', url: 'sqlite://' };
	readonly #file: SqliteFile;
	readonly #statements: ReturnType<typeof prepareStatements>;

	constructor(file: SqliteFile) {
		this.#file = file;
		this.#statements = prepareStatements(file.database);
	}

	async get(key: string): Promise<string | undefined> {
		const row = await this.#file.whenFree(() => this.#statements.get.get(key, this.#file.now()));
		return row === undefined ? undefined : rowSchema.parse(row).value;
	}

	async getMany(keys: string[]): Promise<(string | undefined)[]> {
		const found = await this.#file.whenFree(() =>
			this.#statements.getMany.all(JSON.stringify(keys), this.#file.now()),
		);
		const values = new Map(rowsSchema.parse(found).map(({ key, value }) => [key, value]));
		return keys.map((key) => values.get(key));
	}

	/** @param ttl milliseconds to live; for ever if left out */
	async set(key: string, value: string, ttl?: number): Promise<boolean> {
		const expires = ttl === undefined ? null : Math.ceil(this.#file.now() + ttl);
		await this.#file.whenFree(() => {
			this.#file.purgeSometimes();
			this.#statements.set.run(key, value, expires);
		});
		return true;
	}

	/** Whether there was such a key. */
	async delete(key: string): Promise<boolean> {
		return (await this.#file.whenFree(() => this.#statements.delete.run(key).changes)) > 0;
	}

	/** Whether there were all of these keys. */
	async deleteMany(keys: string[]): Promise<boolean> {
		const deleted = await Promise.all(keys.map((key) => this.delete(key)));
		return deleted.every(Boolean);
	}

	async has(key: string): Promise<boolean> {
		return (await this.get(key)) !== undefined;
	}

	/** Each of these is one statement, and SQLite lets one process write at a time. */
	async swap(key: string, before: string | undefined, after: string | undefined): Promise<boolean> {
		if (before === undefined && after === undefined) return !(await this.has(key));
		const { putNew, swap, deleteSame } = this.#statements;
		return this.#file.whenFree(() => {
			const now = this.#file.now();
			if (before === undefined) return putNew.run(key, after ?? '', now).changes === 1;
			if (after === undefined) return deleteSame.run(key, before, now).changes === 1;
			return swap.run(after, key, before, now).changes === 1;
		});
	}

	/** Empties this namespace; without a namespace, the file. */
	async clear(): Promise<void> {
		await this.#file.whenFree(() => this.#statements.clear.run(...this.#bounds()));
	}

	/** Page by page after the last key, so that entries may be written and deleted meanwhile. */
	async *iterator(): AsyncGenerator<[string, string], void> {
		const [first, end] = this.#bounds();
		let from = first;
		for (;;) {
			const start = from;
			const found = await this.#file.whenFree(() =>
				this.#statements.page.all(start, end, this.#file.now(), page),
			);
			const rows = rowsSchema.parse(found);
			for (const { key, value } of rows) yield [key, value];
			const last = rows.at(-1);
			if (last === undefined) return;
			// The very next text in SQLite's order.
			from = `${last.key}\0`;
		}
	}

	async disconnect(): Promise<void> {
		this.#file.close();
	}

	/** The first key and the one after the last. A range and not LIKE, to which `_` and `%` in a name mean any text. */
	#bounds(): [string, string] {
		// `;` comes after `:`, and U+10FFFF after everything.
		return this.namespace === undefined ? ['', '\u{10ffff}'] : [`${this.namespace}:`, `${this.namespace};`];
	}
}

function isBusy(error: unknown): boolean {
	const code: unknown = error instanceof Error ? Reflect.get(error, 'errcode') : undefined;
	return typeof code === 'number' && code % 256 === busyCode;
}

function prepareStatements(database: DatabaseSync) {
	return {
		get: database.prepare(
			'select key, value from entries where key = ? and (expires is null or expires > ?)',
		),
		getMany: database.prepare(
			`select key, value from entries
			where key in (select value from json_each(?)) and (expires is null or expires > ?)`,
		),
		set: database.prepare(
			`insert into entries (key, value, expires) values (?, ?, ?)
			on conflict (key) do update set value = excluded.value, expires = excluded.expires`,
		),
		delete: database.prepare('delete from entries where key = ?'),
		putNew: database.prepare(
			`insert into entries (key, value) values (?, ?)
			on conflict (key) do update set value = excluded.value, expires = null where expires <= ?`,
		),
		swap: database.prepare(
			`update entries set value = ?, expires = null
			where key = ? and value = ? and (expires is null or expires > ?)`,
		),
		deleteSame: database.prepare(
			'delete from entries where key = ? and value = ? and (expires is null or expires > ?)',
		),
		clear: database.prepare('delete from entries where key >= ? and key < ?'),
		page: database.prepare(
			`select key, value from entries
			where key >= ? and key < ? and (expires is null or expires > ?) order by key limit ?`,
		),
	};
}
