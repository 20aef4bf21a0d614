import { createHash } from 'node:crypto';

/** Rights by AzuraCast's own names: on the whole instance, and by station number. */
export interface Rights {
	global?: readonly string[];
	stations?: Readonly<Record<number, readonly string[]>>;
}

export interface Role {
	readonly id: number;
	name: string;
	global: string[];
	stations: Map<number, string[]>;
}

/** A user with the one API key the simulation gives each. */
export interface Account {
	readonly id: number;
	/** How the log of calls names the key. */
	readonly user: string;
	readonly keyId: string;
	readonly roles: Role[];
}

export interface NewKey extends Rights {
	user: string;
	/** Name of the role that holds the rights. */
	roles?: string;
}

/** Users, roles and keys. A key is `identifier:verifier`, 16 and 32 hexadecimal digits; the server keeps only a hash. */
export class KeyRing {
	readonly #accounts = new Map<string, Account>();
	readonly #verifiers = new Map<string, string>();
	readonly #revoked = new Map<string, Account>();
	readonly #seed: number;
	#lastUser = 0;
	#lastRole = 0;

	constructor(seed: number) {
		this.#seed = seed;
	}

	/** A new user with a new key, which is returned in clear this once. */
	add({ user, roles, ...rights }: NewKey): string {
		this.#lastUser += 1;
		const text = digest(`${this.#seed}/${this.#lastUser}/${user}`);
		const [identifier, verifier] = [text.slice(0, 16), text.slice(16, 48)];
		const role = this.#roleFor(roles ?? `${user} role`, rights);
		this.#accounts.set(identifier, {
			id: this.#lastUser,
			user,
			keyId: identifier,
			roles: role === undefined ? [] : [role],
		});
		this.#verifiers.set(identifier, digest(verifier));
		return `${identifier}:${verifier}`;
	}

	revoke(key: string): void {
		const account = this.find(key);
		if (account !== null) this.#revoked.set(account.keyId, account);
		this.#accounts.delete(identifierOf(key));
		this.#verifiers.delete(identifierOf(key));
	}

	/** Takes a revocation back, which AzuraCast itself has no way to do. */
	restore(key: string): void {
		const account = this.#revoked.get(identifierOf(key));
		if (account === undefined) throw new Error(`No key that starts with ${identifierOf(key)} was revoked`);
		this.#revoked.delete(account.keyId);
		this.#accounts.set(account.keyId, account);
		this.#verifiers.set(account.keyId, digest(key.slice(account.keyId.length + 1)));
	}

	/** Gives the key's user exactly these rights. */
	setRights(key: string, rights: Rights): void {
		const account = this.#accounts.get(identifierOf(key));
		if (account === undefined) throw new Error(`No key starts with ${identifierOf(key)}`);
		const name = account.roles[0]?.name ?? `${account.user} role`;
		const role = this.#roleFor(name, rights);
		account.roles.splice(0, account.roles.length, ...(role === undefined ? [] : [role]));
	}

	/** The owner of a complete, valid key. */
	find(key: string): Account | null {
		const identifier = identifierOf(key);
		const right = this.#verifiers.get(identifier);
		if (right === undefined || right !== digest(key.slice(identifier.length + 1))) return null;
		return this.#accounts.get(identifier) ?? null;
	}

	get accounts(): Account[] {
		return [...this.#accounts.values()];
	}

	#roleFor(name: string, { global = [], stations = {} }: Rights): Role | undefined {
		if (global.length === 0 && Object.keys(stations).length === 0) return undefined;
		this.#lastRole += 1;
		return {
			id: this.#lastRole,
			name,
			global: [...global],
			stations: new Map(Object.entries(stations).map(([id, rights]) => [Number(id), [...rights]])),
		};
	}
}

/** Whether the account holds an instance-wide right. */
export function mayGlobally(account: Account, permission: string): boolean {
	const held = account.roles.flatMap((role) => role.global);
	return held.includes('administer all') || held.includes(permission);
}

/** Whether the account holds a right on one station, by itself or through a wider one. */
export function mayOnStation(account: Account, stationId: number, permission: string): boolean {
	if (mayGlobally(account, 'administer stations')) return true;
	const held = account.roles.flatMap((role) => role.stations.get(stationId) ?? []);
	return held.includes('administer all') || held.includes(permission);
}

function identifierOf(key: string): string {
	return key.split(':', 1)[0] ?? '';
}

function digest(text: string): string {
	return createHash('sha512').update(text).digest('hex');
}
