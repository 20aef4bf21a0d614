import type { Secret } from '#config/secret.ts';
import { BackendError, type KeyName, problemKind } from '#src/backends/backend-error.ts';
import {
	type BackendDependencies,
	type FoundStation,
	type RadioSystem,
	StationsNotListed,
} from '#src/backends/radio-system.ts';
import { describe } from '#src/backends/read-document.ts';
import { Address, withoutApi } from './address.ts';
import { StreamingCenterClient } from './client.ts';
import { endpointsByName } from './endpoints.ts';
import { greet } from './greeting.ts';
import { judgeKey } from './key-check.ts';
import { readAll } from './paging.ts';

/** What a panel makes: eight signs, a dot, 32 signs. Other lengths are let through: that is nowhere promised. */
const keyForm = /^[\w-]{4,64}\.[\w-]{8,128}$/;
/** What means that a panel keeps its list of stations to itself, or has none. */
const notListed = new Set([
	'key-missing',
	'not-found',
	'wrong-address',
	'unexpected-answer',
	'right-missing',
]);

/** Streaming.Center while a station of it is being set up. */
export function createStreamingCenterSystem(dependencies: BackendDependencies): RadioSystem {
	const clientFor = (url: string, keys: Partial<Record<KeyName, Secret>> = {}) => {
		const address = new Address(url);
		return { client: new StreamingCenterClient({ ...dependencies, address, keys, asItIs: true }), address };
	};
	return {
		kind: 'streaming-center',
		label: 'Streaming.Center',
		keyNames: ['station'],
		keysNeedHttps: true,
		details: ['experimental', 'timezone', 'keyExpires'],
		readAddress,
		stationIn,
		isKey: (typed) => keyForm.test(typed.trim()),
		async identify(url) {
			const { client, address } = clientFor(url);
			try {
				await greet(client, address.host);
				return { url: address.base, host: address.host, version: null };
			} catch (error) {
				// The address of one of the panel's own pages: the panel itself is mostly at the root.
				if (address.base === address.origin || problemKind(error) !== 'wrong-address') throw error;
				await greet(clientFor(address.origin).client, address.host);
				return { url: address.origin, host: address.host, version: null };
			}
		},
		async owner(url, name, key) {
			const { client, address } = clientFor(url, { [name]: key });
			const verdict = await judgeKey(client);
			if (verdict.kind === 'bad')
				throw new BackendError(describe(endpointsByName.playlists), address.host, verdict.problem);
			// A key belongs to the panel, and to nobody on it.
			return { id: address.host, name: 'API key', roles: [] };
		},
		async stations(url, keys, named) {
			const { client, address } = clientFor(url);
			const held = keys.station === undefined ? [] : (['station'] as const);
			const found = (await listed(client)).map((row): FoundStation => toFound(row.id, row.title, held));
			if (found.length > 0) return found;
			if (named === undefined) throw new StationsNotListed(`${address.base}/?server=1`);
			return [toFound(named, '', held)];
		},
	};
}

/** Empty where the panel does not tell. */
async function listed(client: StreamingCenterClient): Promise<{ id: string; title: string }[]> {
	try {
		return await readAll((page) => client.call('servers', {}, { query: { ...page } }));
	} catch (error) {
		if (notListed.has(problemKind(error) ?? '')) return [];
		throw error;
	}
}

function toFound(server: string, title: string, keys: readonly KeyName[]): FoundStation {
	return {
		remoteId: server,
		station: server,
		name: title === '' ? `#${server}` : title,
		online: null,
		isPublic: true,
		shortName: '',
		keys,
	};
}

function readAddress(typed: string): string | undefined {
	const url = parse(typed);
	if (url === undefined) return undefined;
	return url.origin + withoutApi(url.pathname);
}

/** The number in `?server=3`, as it stands in the addresses of players and of the interface. */
function stationIn(typed: string): string | undefined {
	const query = parse(typed)?.searchParams;
	const number = query?.get('server') ?? query?.get('server_id') ?? '';
	return /^\d{1,9}$/.test(number) ? String(Number(number)) : undefined;
}

function parse(typed: string): URL | undefined {
	const text = typed.trim();
	if (text === '' || /\s/.test(text)) return undefined;
	const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
	if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
	// A user name or password in an address would end up in logs and on cards.
	return url.username === '' && url.password === '' ? url : undefined;
}
