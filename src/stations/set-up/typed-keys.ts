import { Secret } from '#config/secret.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import type { KeyOwner, RadioSystem } from '#src/backends/radio-system.ts';
import type { SetUpProblem } from './problems.ts';

/** Keys as they were typed; '' or left out for none. */
export type TypedKeys = Partial<Record<KeyName, string>>;

/** The keys that were typed, if all of them have the form of this system's keys. Nothing is sent anywhere. */
export function readKeys(
	system: RadioSystem,
	typed: TypedKeys,
	/** Where they are to go, and whether the operator lets keys go out unencrypted. */
	{ url, plainKeys }: { url: string; plainKeys: boolean },
): { keys: Partial<Record<KeyName, Secret>> } | SetUpProblem {
	const keys: Partial<Record<KeyName, Secret>> = {};
	for (const key of system.keyNames) {
		const text = typed[key]?.trim() ?? '';
		if (text === '') continue;
		if (!system.isKey(text)) return { kind: 'not-a-key', key };
		keys[key] = new Secret(text);
	}
	const isOpen = system.keysNeedHttps === true && url.startsWith('http:') && !plainKeys;
	return isOpen && Object.keys(keys).length > 0 ? { kind: 'needs-https' } : { keys };
}

/** Whose keys they are. Throws key-rejected for a key that this server does not know. */
export async function readOwners(
	system: RadioSystem,
	url: string,
	keys: Partial<Record<KeyName, Secret>>,
): Promise<Partial<Record<KeyName, KeyOwner>>> {
	const owners: Partial<Record<KeyName, KeyOwner>> = {};
	for (const key of system.keyNames) {
		const secret = keys[key];
		if (secret !== undefined) owners[key] = await system.owner(url, key, secret);
	}
	return owners;
}
