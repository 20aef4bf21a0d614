import { BackendError, problemKind } from '#src/backends/backend-error.ts';
import { describe } from '#src/backends/read-document.ts';
import type { Address } from './address.ts';
import type { AzuraCastClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { readAll } from './paging.ts';

/** Now-playing does not tell: a station that is switched off, was never started, or hides from this key. */
const notToldByNowPlaying = new Set(['not-found', 'key-missing', 'key-rejected', 'refused']);
const stationsPerRead = 50;

/**
 * The number of a station that is known by its short name: the administration takes nothing else. It is kept, as a number never
 * changes; but a station can be deleted and another one made under its name, and then the number leads to nothing any more.
 */
export class StationNumber {
	readonly #client: AzuraCastClient;
	readonly #address: Address;
	readonly #station: string;
	#known: string | undefined;

	constructor(client: AzuraCastClient, address: Address, station: string) {
		this.#client = client;
		this.#address = address;
		this.#station = station;
	}

	/** Throws not-found if there is no such station. */
	async find(): Promise<string> {
		// AzuraCast takes whatever consists of digits for a number.
		if (/^\d+$/.test(this.#station)) return this.#station;
		this.#known ??= (await this.#fromNowPlaying()) ?? (await this.#fromAdministration());
		return this.#known;
	}

	/** The next {@link find} asks again. */
	forget(): void {
		this.#known = undefined;
	}

	/** Whether a record that was found by the number still bears the station's name. */
	fits(record: { id: string; short_name: string }): boolean {
		return record.short_name === this.#station || record.id === this.#station;
	}

	async #fromNowPlaying(): Promise<string | undefined> {
		try {
			const { station } = await this.#client.call('nowPlaying', {});
			return station.id;
		} catch (error) {
			if (notToldByNowPlaying.has(problemKind(error) ?? '')) return undefined;
			throw error;
		}
	}

	async #fromAdministration(): Promise<string> {
		// AzuraCast searches for a part of names and short names, so other stations come along.
		const rows = readAll(stationsPerRead, (query) =>
			this.#client.call('allStations', {}, { query: { ...query, searchPhrase: this.#station } }),
		);
		for await (const row of rows) if (row.short_name === this.#station) return row.id;
		const nothing = { kind: 'not-found', what: 'station' } as const;
		throw new BackendError(describe(endpoints.allStations), this.#address.host, nothing);
	}
}
