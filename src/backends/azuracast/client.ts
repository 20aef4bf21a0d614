import type { Secret } from '#config/secret.ts';
import { BackendError, type KeyName, problemKind } from '#src/backends/backend-error.ts';
import type { EncodedForm } from '#src/backends/multipart-form.ts';
import { describe } from '#src/backends/read-document.ts';
import type { Query } from './address.ts';
import { type Endpoint, isPublicStationEndpoint } from './endpoint.ts';
import { type EndpointName, endpointsByName, type Params, type Results } from './endpoints.ts';
import { AzuraCastHttp, type HttpOptions } from './http.ts';
import { type ChosenKey, Keys } from './keys.ts';

export interface AzuraCastClientOptions extends HttpOptions {
	/** Short name or number. */
	station: string;
	keys: Partial<Record<KeyName, Secret>>;
}

export interface CallOptions {
	query?: Query;
	/** Sent as JSON. */
	body?: unknown;
	/** Sent as it comes, instead of a body; only for actions, which are sent once. */
	form?: EncodedForm;
	/** Instead of the row's key: to ask whose key it is, or which stations it sees. */
	key?: KeyName;
	signal?: AbortSignal;
	/** Instead of the row's deadline. */
	deadlineMs?: number;
}

/** One station of an AzuraCast with its two keys: asks by the names of the table, each time with the weakest key that will do. */
export class AzuraCastClient {
	readonly #http: AzuraCastHttp;
	readonly #keys: Keys;
	readonly #station: string;
	readonly #host: string;
	/** The station hides its public endpoints from everybody without a key. */
	#isHidden = false;

	constructor({ station, keys, ...options }: AzuraCastClientOptions) {
		this.#http = new AzuraCastHttp(options);
		this.#keys = new Keys(keys);
		this.#station = station;
		this.#host = options.address.host;
	}

	hasKey(name: KeyName): boolean {
		return this.#keys.has(name);
	}

	/** The station turned out to be public: from now on no key goes to its public endpoints. */
	noticePublic(): void {
		this.#isHidden = false;
	}

	/** Calls a row of the table. Throws a BackendError for whatever is not its result. */
	async call<Name extends EndpointName>(
		name: Name,
		params: Params<Name>,
		options: CallOptions = {},
	): Promise<Results[Name]> {
		const endpoint: Endpoint<Results[Name]> = endpointsByName[name];
		const send = (key: ChosenKey | null) => {
			const { key: _, ...rest } = options;
			return this.#http.call(name, endpoint, { ...rest, params: { ...params, station: this.#station }, key });
		};
		const key = this.#keyFor(endpoint, options.key);
		try {
			return await send(key);
		} catch (error) {
			if (isUnknownStation(error) && isPublicStationEndpoint(endpoint)) {
				if (key !== null) throw await this.#behindTheMask(name, endpoint, error);
				if (endpoint.repeatable && this.#keys.has('station'))
					return this.#withStationKey(name, endpoint, send);
			}
			if (key !== null && problemKind(error) === 'right-missing' && endpoint.path.startsWith('/admin/')) {
				throw await this.#orWrongKey(error, key.name);
			}
			throw error;
		}
	}

	#keyFor(endpoint: Endpoint, wanted: KeyName | undefined): ChosenKey | null {
		const get = (name: KeyName) => this.#keys.get(name, describe(endpoint), this.#host);
		if (wanted !== undefined) return get(wanted);
		if (endpoint.key === 'none') {
			return this.#isHidden && isPublicStationEndpoint(endpoint) ? get('station') : null;
		}
		return endpoint.keyOptional && !this.#keys.has(endpoint.key) ? null : get(endpoint.key);
	}

	/** To those without a key a private station looks exactly like one that does not exist. */
	async #withStationKey<Result>(
		name: EndpointName,
		endpoint: Endpoint<Result>,
		send: (key: ChosenKey) => Promise<Result>,
	): Promise<Result> {
		const key = this.#keys.get('station', describe(endpoint), this.#host);
		try {
			const result = await send(key);
			this.#isHidden = true;
			return result;
		} catch (error) {
			if (isUnknownStation(error)) throw await this.#behindTheMask(name, endpoint, error);
			if (error instanceof BackendError && error.problem.kind !== 'unreachable') this.#isHidden = true;
			throw error;
		}
	}

	/**
	 * What "Station not found." means in answer to a key: the key is wrong, the station does not exist, or it is private; for
	 * then AzuraCast puts these words in the place of every other error.
	 */
	async #behindTheMask(name: EndpointName, endpoint: Endpoint, error: unknown): Promise<unknown> {
		const wrongKey = await this.#orWrongKey(error, 'station');
		if (wrongKey !== error || name === 'nowPlaying') return wrongKey;
		if (!this.#isHidden && !(await this.#exists())) return error;
		return new BackendError(describe(endpoint), this.#host, {
			kind: 'refused',
			reason: 'private-station',
			words: '',
		});
	}

	async #exists(): Promise<boolean> {
		const endpoint = endpointsByName.nowPlaying;
		const key = this.#keys.get('station', describe(endpoint), this.#host);
		try {
			await this.#http.call('nowPlaying', endpoint, { params: { station: this.#station }, key });
			return true;
		} catch (error) {
			// A station that has not played yet is there, but has no record of what is on.
			return (
				error instanceof BackendError && error.problem.kind === 'not-found' && error.problem.what === 'record'
			);
		}
	}

	/** `error`, or that the key is wrong: private stations hide that, and AzuraCast before 0.22 calls it a missing right. */
	async #orWrongKey(error: unknown, key: KeyName): Promise<unknown> {
		try {
			await this.call('account', {}, { key });
			return error;
		} catch (accountError) {
			return problemKind(accountError) === 'key-rejected' ? accountError : error;
		}
	}
}

function isUnknownStation(error: unknown): boolean {
	return (
		error instanceof BackendError && error.problem.kind === 'not-found' && error.problem.what === 'station'
	);
}
