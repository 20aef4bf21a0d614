import type { Secret } from '#config/secret.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import type { Query } from './address.ts';
import type { Endpoint } from './endpoint.ts';
import { type EndpointName, endpointsByName, type Params, type Results } from './endpoints.ts';
import { AutoPodHttp, type HttpOptions } from './http.ts';
import { Keys } from './keys.ts';

export interface ClientOptions extends HttpOptions {
	keys: Partial<Record<KeyName, Secret>>;
}

export interface CallOptions {
	query?: Query;
	/** Sent as JSON. */
	body?: unknown;
	/** Names the attempt: see {@link file://./http.ts}. */
	attempt?: string;
	/** Instead of the row's key: to find out what it may. */
	key?: KeyName;
	/** Sent a single time, whatever happens. */
	once?: boolean;
	signal?: AbortSignal;
}

/** One station at AutoPod, which its keys name: asks by the names of the table, each time with the weaker key that will do. */
export class AutoPodClient {
	readonly #http: AutoPodHttp;
	readonly keys: Keys;
	readonly host: string;

	constructor(options: ClientOptions) {
		this.#http = new AutoPodHttp(options);
		this.keys = new Keys(options.keys);
		this.host = options.address.host;
	}

	/** Calls a row of the table. Throws a BackendError for whatever is not its result. */
	async call<Name extends EndpointName>(
		name: Name,
		params: Params<Name>,
		{ key: wanted, ...options }: CallOptions = {},
	): Promise<Results[Name]> {
		const endpoint: Endpoint<Results[Name]> = endpointsByName[name];
		const key = this.keys.get(wanted ?? this.keys.nameFor(endpoint.access), endpoint, this.host);
		return this.#http.call(name, endpoint, { ...options, params, key });
	}

	/** As {@link call}, without any key. */
	async callOpenly<Name extends EndpointName>(name: Name, params: Params<Name>): Promise<Results[Name]> {
		const endpoint: Endpoint<Results[Name]> = endpointsByName[name];
		return this.#http.call(name, endpoint, { params, key: null });
	}
}
