import type { Secret } from '#config/secret.ts';
import { BackendError, type KeyName, problemKind } from '#src/backends/backend-error.ts';
import type { EncodedForm } from '#src/backends/multipart-form.ts';
import { describe } from '#src/backends/read-document.ts';
import type { Query } from './address.ts';
import type { Endpoint } from './endpoint.ts';
import { type EndpointName, endpointsByName, type Params, type Results } from './endpoints.ts';
import { type HttpOptions, StreamingCenterHttp } from './http.ts';

export interface ClientOptions extends HttpOptions {
	keys: Partial<Record<KeyName, Secret>>;
	/** Ends all calls. */
	signal?: AbortSignal;
	/** Every call is sent a single time and has this long. */
	onceWithin?: number;
	/** A refusal is the answer, and nothing else is asked to explain it. */
	asItIs?: boolean;
}

export interface CallOptions {
	query?: Query;
	/** Sent as JSON. */
	body?: unknown;
	/** Sent as it comes, instead of a body. */
	form?: EncodedForm;
	/** Instead of the row's deadline; the call is then sent a single time. */
	onceWithin?: number;
}

/** What a header can hold. A text with line breaks would be two of them. */
const form = /^[!-~]{1,200}$/;

/** One panel with a station's key: asks by the names of the table, and sends the key only where the table says so. */
export class StreamingCenterClient {
	readonly #http: StreamingCenterHttp;
	readonly #options: ClientOptions;
	#calls = 0;

	constructor(options: ClientOptions) {
		this.#http = new StreamingCenterHttp(options);
		this.#options = options;
	}

	get keys(): ClientOptions['keys'] {
		return this.#options.keys;
	}

	/** How many calls were sent. */
	get calls(): number {
		return this.#calls;
	}

	/** Calls a row of the table. Throws a BackendError for whatever is not its result. */
	async call<Name extends EndpointName>(
		name: Name,
		params: Params<Name>,
		options: CallOptions = {},
	): Promise<Results[Name]> {
		const endpoint: Endpoint<Results[Name]> = endpointsByName[name];
		try {
			return await this.#send(name, endpoint, params, options);
		} catch (error) {
			if (problemKind(error) !== 'right-missing' || this.#options.asItIs === true) throw error;
			throw await this.#orWrongKey(error);
		}
	}

	#send<Result>(
		name: EndpointName,
		endpoint: Endpoint<Result>,
		params: Record<string, string>,
		options: CallOptions,
	): Promise<Result> {
		const key = endpoint.key === 'none' ? null : this.#key(endpoint);
		const { signal, onceWithin } = this.#options;
		this.#calls += 1;
		return this.#http.call(name, endpoint, { onceWithin, ...options, params, key, signal });
	}

	/** Throws key-missing if there is none, and key-rejected, without sending it, if no panel could have made it. */
	#key(endpoint: Endpoint): { name: KeyName; secret: Secret } {
		const { host } = this.#options.address;
		const secret = this.#options.keys.station;
		if (secret === undefined)
			throw new BackendError(describe(endpoint), host, { kind: 'key-missing', key: 'station' });
		if (!form.test(secret.reveal()))
			throw new BackendError(describe(endpoint), host, {
				kind: 'key-rejected',
				key: 'station',
				tail: secret.tail,
			});
		return { name: 'station', secret };
	}

	/** A refusal in one area does not prove the key bad: some panels refuse good keys there. The playlists tell. */
	async #orWrongKey(error: unknown): Promise<unknown> {
		try {
			await this.#send('playlists', endpointsByName.playlists, {}, { query: { limit: 1, offset: 0 } });
			return error;
		} catch (other) {
			return problemKind(other) === 'key-rejected' ? other : error;
		}
	}
}
