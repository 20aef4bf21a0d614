import type { ReceivedFile } from './received-file.ts';

/** AzuraCast keeps what its file browser found for five minutes. */
const keepListingsMs = 300_000;

/** What lies on a station's disk besides its songs, and what the file browser remembers of it. */
export class MediaDisk {
	/** Files that AzuraCast could not process, by path, and why. */
	readonly unprocessable = new Map<string, string>();
	/** Uploads under way in chunks, by their identifier and the chunk's number. */
	readonly chunks = new Map<string, Map<number, ReceivedFile>>();
	readonly #listings = new Map<string, { at: number; rows: readonly unknown[] }>();

	/** The rows as they were found within the last five minutes, or found anew. */
	listing(name: string, now: number, flush: boolean, find: () => readonly unknown[]): readonly unknown[] {
		const kept = this.#listings.get(name);
		if (!flush && kept !== undefined && now - kept.at < keepListingsMs) return kept.rows;
		const rows = find();
		this.#listings.set(name, { at: now, rows });
		return rows;
	}
}
