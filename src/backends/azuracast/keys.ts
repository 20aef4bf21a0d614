import type { Secret } from '#config/secret.ts';
import { BackendError, type KeyName } from '#src/backends/backend-error.ts';

/** Two halves with a colon. AzuraCast takes anything else for no key at all, and text with line breaks is no header. */
const form = /^[\w-]{1,100}:[\w-]{1,100}$/;

export interface ChosenKey {
	name: KeyName;
	secret: Secret;
}

/** The keys of one station. They leave only towards the server that they belong to. */
export class Keys {
	readonly #keys: Partial<Record<KeyName, Secret>>;

	constructor(keys: Partial<Record<KeyName, Secret>>) {
		this.#keys = keys;
	}

	has(name: KeyName): boolean {
		return this.#keys[name] !== undefined;
	}

	/** Throws key-missing if there is none, and key-rejected, without sending it, if AzuraCast could not have made it. */
	get(name: KeyName, asked: string, host: string): ChosenKey {
		const secret = this.#keys[name];
		if (secret === undefined) throw new BackendError(asked, host, { kind: 'key-missing', key: name });
		if (!form.test(secret.reveal())) {
			throw new BackendError(asked, host, { kind: 'key-rejected', key: name, tail: secret.tail });
		}
		return { name, secret };
	}
}
