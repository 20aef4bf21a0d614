import { createHash } from 'node:crypto';
import type { Secret } from '#config/secret.ts';
import { BackendError, type KeyName } from '#src/backends/backend-error.ts';
import { describe } from '#src/backends/read-document.ts';
import type { Endpoint } from './endpoint.ts';

/** What a header can hold. A text with line breaks would be two of them. */
const form = /^[!-~]{1,200}$/;

export interface ChosenKey {
	name: KeyName;
	secret: Secret;
}

/** The station key reads, the admin key writes; where there is one key alone it does both. */
export class Keys {
	readonly #keys: Partial<Record<KeyName, Secret>>;

	constructor(keys: Partial<Record<KeyName, Secret>>) {
		this.#keys = keys;
	}

	/** Which of them it would be, set or not. */
	nameFor(access: Endpoint['access']): KeyName {
		const [wanted, other] =
			access === 'reading' ? (['station', 'admin'] as const) : (['admin', 'station'] as const);
		if (this.#keys[wanted] !== undefined || this.#keys[other] !== undefined)
			return this.#keys[wanted] === undefined ? other : wanted;
		return 'station';
	}

	/** Throws key-missing if there is none, and key-rejected, without sending it, if it cannot be one. */
	get(name: KeyName, endpoint: Pick<Endpoint, 'method' | 'path'>, host: string): ChosenKey {
		const secret = this.#keys[name];
		if (secret === undefined)
			throw new BackendError(describe(endpoint), host, { kind: 'key-missing', key: name });
		if (!form.test(secret.reveal()))
			throw new BackendError(describe(endpoint), host, {
				kind: 'key-rejected',
				key: name,
				tail: secret.tail,
			});
		return { name, secret };
	}

	/** The names of those that are set, the reading one first. */
	get set(): KeyName[] {
		return (['station', 'admin'] as const).filter((name) => this.#keys[name] !== undefined);
	}

	secret(name: KeyName): Secret | undefined {
		return this.#keys[name];
	}
}

/** The same for equal keys, and nothing that the key could be found out from. */
export function fingerprint(secret: Secret): string {
	return createHash('sha256').update(secret.reveal()).digest('hex').slice(0, 16);
}
