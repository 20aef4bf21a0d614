import type { StorageAdapter } from './namespace.ts';

/** What a kind of database does for the store. */
export interface Database {
	/** An adapter for one namespace. */
	createAdapter(): StorageAdapter;
	close(): Promise<void>;
}

/** One call to a database on another machine takes this long at most; then it is an error, and may have been done all the same. */
export const deadlineMs = 5_000;

/** Where a database is, for people: host and port, and never the user name and password of the address. */
export function placeOf(url: string): string {
	const { host, hostname, searchParams } = new URL(url);
	return (hostname === '' ? searchParams.get('host') : host) ?? 'localhost';
}
