import { bulkhead } from 'cockatiel';
import type { Secret } from '#config/secret.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import { describe } from '#src/backends/read-document.ts';
import type { Query } from './address.ts';
import type { Endpoint } from './endpoint.ts';
import { type EndpointName, endpointsByName, type Params, type Results } from './endpoints.ts';
import { AzuraCastHttp, type HttpOptions } from './http.ts';
import { Keys } from './keys.ts';

export interface DirectClientOptions extends HttpOptions {
	keys: Partial<Record<KeyName, Secret>>;
	/** Short name or number, where rows of a station are asked. */
	station?: string;
	/** Ends all calls. */
	signal?: AbortSignal;
	/** Every call is sent a single time and has this long. */
	once?: { deadlineMs: number };
}

interface DirectCall {
	key: KeyName | null;
	query?: Query | undefined;
}

/** At a time, so that a small server goes on serving its listeners. */
const mostAtOnce = 3;

/**
 * Asks an AzuraCast by the names of the table, with exactly the key that it is told to take: for looking at keys and servers
 * themselves. A call is one read and nothing else is asked to explain its failure.
 */
export class DirectClient {
	readonly #http: AzuraCastHttp;
	readonly #options: DirectClientOptions;
	readonly #keys: Keys;
	readonly #turns = bulkhead(mostAtOnce, Number.POSITIVE_INFINITY);
	#reads = 0;

	constructor(options: DirectClientOptions) {
		this.#http = new AzuraCastHttp(options);
		this.#options = options;
		this.#keys = new Keys(options.keys);
	}

	/** How many calls were sent. */
	get reads(): number {
		return this.#reads;
	}

	/** Throws a BackendError; key-rejected, without sending it, for a key that AzuraCast could not have made. */
	call<Name extends EndpointName>(
		name: Name,
		params: Params<Name>,
		{ key, query }: DirectCall,
	): Promise<Results[Name]> {
		const endpoint: Endpoint<Results[Name]> = endpointsByName[name];
		const { station, signal, once, address } = this.#options;
		return this.#turns.execute(async () => {
			const chosen = key === null ? null : this.#keys.get(key, describe(endpoint), address.host);
			this.#reads += 1;
			return this.#http.call(name, endpoint, {
				params: station === undefined ? params : { ...params, station },
				query,
				key: chosen,
				signal,
				once: once !== undefined,
				deadlineMs: once?.deadlineMs,
			});
		});
	}
}
