import pg from 'pg';
import { type Clock, systemClock } from '#src/clock.ts';
import { type Database, deadlineMs, placeOf } from './database.ts';
import { PostgresKeyv } from './postgres-keyv.ts';
import { StoreError, StoreUnreachable } from './store-error.ts';

/** Few, since every process has its own: PostgreSQL takes 100 altogether unless it is told otherwise. */
const mostConnections = 4;
const purgeEveryMs = 60_000;
/** Any number will do that nothing else in this database locks with. */
const setUpLock = 4_171_119;

/** Keys are compared by their bytes, so that a namespace is a range of keys. */
const setUp = `
	create table if not exists airdeck_entries (key text collate "C" primary key, value text not null, expires bigint);
	create index if not exists airdeck_entries_by_expiry on airdeck_entries (expires) where expires is not null;
`;

/** A PostgreSQL database, shared by the adapters of all namespaces. Connections are made when they are needed, and anew after trouble. */
export class PostgresServer {
	readonly #pool: pg.Pool;
	readonly #clock: Pick<Clock, 'now'>;
	#purgeAt = 0;

	constructor(url: string, clock: Pick<Clock, 'now'> = systemClock) {
		this.#clock = clock;
		this.#pool = new pg.Pool({
			connectionString: url,
			max: mostConnections,
			connectionTimeoutMillis: deadlineMs,
			query_timeout: deadlineMs,
			keepAlive: true,
			application_name: 'airdeck',
		});
		// An idle connection that breaks is replaced by the next call; without a listener it would end the process.
		this.#pool.on('error', () => {});
	}

	now(): number {
		return this.#clock.now();
	}

	/** The rows, unchecked, and how many were read or changed. Rejects with what went wrong, also after five seconds. */
	async query(sql: string, values: unknown[]): Promise<{ rows: unknown[]; count: number }> {
		const { rows, rowCount } = await this.#pool.query<Record<string, unknown>>(sql, values);
		return { rows, count: rowCount ?? 0 };
	}

	/** Creates what is not there yet: whoever may not create tables can be given one. */
	async setUp(): Promise<void> {
		const { rows } = await this.query(`select 1 where to_regclass('airdeck_entries') is not null`, []);
		if (rows.length > 0) return;
		const client = await this.#pool.connect();
		try {
			// Of several processes that come at once, one creates.
			await client.query(`begin; select pg_advisory_xact_lock(${setUpLock}); ${setUp} commit;`);
			client.release();
		} catch (error) {
			client.release(true);
			throw error;
		}
	}

	/** Drops what has expired, with a write now and then, so that no timer is needed. */
	async purgeSometimes(): Promise<void> {
		if (this.now() < this.#purgeAt) return;
		this.#purgeAt = this.now() + purgeEveryMs;
		await this.query('delete from airdeck_entries where expires <= $1', [this.now()]);
	}

	async close(): Promise<void> {
		if (!this.#pool.ended) await this.#pool.end();
	}
}

/**
 * Opens the database that a `postgresql:` address names.
 * @throws {StoreUnreachable} if it is not there; {StoreError} if it does not take the user name, the password or the database
 */
export async function openPostgres(url: string): Promise<Database> {
	const server = new PostgresServer(url);
	try {
		await server.setUp();
	} catch (cause) {
		await server.close();
		const where = placeOf(url);
		const reason = cause instanceof Error ? cause.message || codeOf(cause) : 'unknown';
		if (isRefusal(cause)) throw new StoreError('DATABASE_URL', `${where} refuses: ${reason}`);
		throw new StoreUnreachable('DATABASE_URL', `${where} cannot be reached (${reason})`, { cause });
	}
	return { createAdapter: () => new PostgresKeyv(server), close: () => server.close() };
}

/** Wrong credentials (class 28), no such database (3D), no right to create the table (42), or a certificate that is not taken. */
function isRefusal(error: unknown): boolean {
	if (error instanceof pg.DatabaseError) return /^(28|3D|42)/.test(error.code ?? '');
	if (!(error instanceof Error)) return false;
	return /CERT|TLS|SELF_SIGNED/.test(codeOf(error)) || /does not support SSL/.test(error.message);
}

function codeOf(error: Error): string {
	return 'code' in error ? String(error.code) : error.name;
}
