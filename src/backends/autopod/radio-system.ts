import { parseBaseAddress } from '#config/base-address.ts';
import type { Secret } from '#config/secret.ts';
import { BackendError, type KeyName, problemKind } from '#src/backends/backend-error.ts';
import type { BackendDependencies, FoundStation, KeyOwner, RadioSystem } from '#src/backends/radio-system.ts';
import { describe } from '#src/backends/read-document.ts';
import { Address } from './address.ts';
import { AutoPodClient } from './client.ts';
import { endpointsByName } from './endpoints.ts';
import { fingerprint } from './keys.ts';

const usualAddress = 'https://api.autopod.xyz/v1';
/** What people type for it, and the pages that they copy the address of. */
const names = new Set(['autopod', 'autopod.xyz', 'www.autopod.xyz', 'api.autopod.xyz', 'docs.autopod.xyz']);
/** Shown once, when the key is made. */
const keyForm = /^apk_[!-~]{8,150}$/;

/** AutoPod while a station of it is being set up. */
export function createAutoPodSystem(dependencies: BackendDependencies): RadioSystem {
	const clientFor = (url: string, keys: Partial<Record<KeyName, Secret>> = {}) =>
		new AutoPodClient({ ...dependencies, address: new Address(url), keys });
	return {
		kind: 'autopod',
		label: 'AutoPod',
		keyNames: ['station', 'admin'],
		usualAddress,
		needsKey: true,
		keysNeedHttps: true,
		details: ['timezone', 'keyExpires'],
		readAddress,
		isKey: (typed) => keyForm.test(typed.trim()),
		async identify(url) {
			const address = new Address(url);
			await greet(clientFor(url));
			return { url: address.base, host: address.host, version: null };
		},
		async owner(url, name, key) {
			return ownerOf(await aboutKey(clientFor(url, { [name]: key }), name));
		},
		async stations(url, keys) {
			return findStations(clientFor(url, keys), keys);
		},
	};
}

/** One address for all stations; another one only where it is written out to its `/v1`. */
function readAddress(typed: string): string | undefined {
	const text = typed.trim().toLowerCase();
	const host = text.replace(/^https?:\/\//, '').replace(/[/?#].*$/, '');
	if (names.has(host)) return usualAddress;
	const base = parseBaseAddress(typed.trim());
	return base !== undefined && new URL(base).pathname.endsWith('/v1') ? base : undefined;
}

/** Whether AutoPod answers there: without a key it says what is missing, in its own words. Throws what answers instead. */
async function greet(client: AutoPodClient): Promise<void> {
	try {
		await client.callOpenly('station', {});
	} catch (error) {
		if (problemKind(error) === 'key-missing') return;
		const { problem } = error instanceof BackendError ? error : {};
		if (problem === undefined || !['refused', 'not-found', 'unexpected-answer'].includes(problem.kind))
			throw error;
	}
	throw new BackendError(describe(endpointsByName.station), client.host, { kind: 'wrong-address' });
}

/** The station that a key is for; null for a live key that may not read it. */
async function aboutKey(client: AutoPodClient, key: KeyName): Promise<{ id: string; name: string } | null> {
	try {
		return await client.call('station', {}, { key });
	} catch (error) {
		if (problemKind(error) === 'right-missing') return null;
		throw error;
	}
}

/** AutoPod's keys belong to a station and not to people. */
function ownerOf(about: { id: string; name: string } | null): KeyOwner {
	return { id: about?.id ?? '', name: about?.name ?? '', roles: [] };
}

/** A key is for one station; two keys mostly for the same. */
async function findStations(
	client: AutoPodClient,
	keys: Partial<Record<KeyName, Secret>>,
): Promise<FoundStation[]> {
	const seen: { key: KeyName; about: { id: string; name: string } | null }[] = [];
	for (const key of client.keys.set) seen.push({ key, about: await aboutKey(client, key) });
	const known = new Map(
		seen.flatMap(({ about }) => (about === null ? [] : [[about.id, about.name] as const])),
	);
	const silent = seen.filter(({ about }) => about === null).map(({ key }) => key);
	const [first] = silent;
	if (known.size === 0) {
		const secret = first === undefined ? undefined : keys[first];
		return secret === undefined ? [] : [foundStation(fingerprint(secret), 'AutoPod', silent)];
	}
	return [...known].map(([id, name]) =>
		// Nobody can tell of a key that may not read its station which one that is: it is taken for the one that is known.
		foundStation(id, name, [
			...seen.filter(({ about }) => about?.id === id).map(({ key }) => key),
			...(known.size === 1 ? silent : []),
		]),
	);
}

function foundStation(id: string, name: string, keys: KeyName[]): FoundStation {
	return { remoteId: id, station: id, name, online: null, isPublic: true, shortName: id, keys };
}
