import { parseBaseAddress } from '#config/base-address.ts';
import type { Secret } from '#config/secret.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import type { BackendDependencies, FoundStation, RadioSystem } from '#src/backends/radio-system.ts';
import { Address } from './address.ts';
import { keyForm } from './declaration.ts';
import { DirectClient } from './direct-client.ts';
import { findStations } from './find-stations.ts';
import { greet, readVersion } from './greeting.ts';
import { ownerOf } from './owner.ts';

/** Where AzuraCast's own pages begin: what people copy from the address bar. */
const ownPages = new Set([
	'account',
	'admin',
	'api',
	'dashboard',
	'docs',
	'forgot',
	'listen',
	'login',
	'logout',
	'podcasts',
	'profile',
	'public',
	'setup',
	'station',
	'stations',
]);

/** AzuraCast while a station of it is being set up. */
export function createAzuraCastSystem(dependencies: BackendDependencies): RadioSystem {
	const clientFor = (url: string, keys: Partial<Record<KeyName, Secret>> = {}) => {
		const address = new Address(url);
		return { client: new DirectClient({ ...dependencies, address, keys }), address };
	};
	return {
		kind: 'azuracast',
		label: 'AzuraCast',
		keyNames: ['station', 'admin'],
		readAddress,
		isKey: (typed) => keyForm.test(typed.trim()),
		async identify(url) {
			const { client, address } = clientFor(url);
			await greet(client, address.host);
			return { url: address.base, host: address.host, version: await readVersion(client, address.host) };
		},
		async owner(url, name, key) {
			return ownerOf(await clientFor(url, { [name]: key }).client.call('account', {}, { key: name }));
		},
		async stations(url, keys): Promise<FoundStation[]> {
			return findStations(clientFor(url, keys).client, keys);
		},
	};
}

function readAddress(typed: string): string | undefined {
	const text = typed.trim();
	if (text === '' || /\s/.test(text)) return undefined;
	const base = parseBaseAddress(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
	if (base === undefined) return undefined;
	const { origin, pathname } = new URL(base);
	const parts = pathname.split('/').filter((part) => part !== '');
	const own = parts.findIndex((part) => ownPages.has(part.toLowerCase()));
	return [origin, ...(own < 0 ? parts : parts.slice(0, own))].join('/');
}
