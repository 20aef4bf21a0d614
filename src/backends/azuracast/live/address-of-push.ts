import type { Address } from '../address.ts';

/** Centrifugo takes what to follow from the address, and proxies cut addresses that are longer. */
export const longestAddress = 2_000;

/** Where the push of these stations is, told in its address which ones. */
export function addressOfPush(address: Address, shortNames: readonly string[]): URL {
	const subs = Object.fromEntries(shortNames.map((name) => [`station:${name}`, { recover: true }]));
	const url = new URL(`${address.base}/api/live/nowplaying/sse`);
	url.searchParams.set('cf_connect', JSON.stringify({ subs }));
	return url;
}

/** Whether the address of all these stations is short enough. */
export function fits(address: Address, shortNames: readonly string[]): boolean {
	return addressOfPush(address, shortNames).href.length < longestAddress;
}

/** AzuraCast's short names are letters, digits and `_`; anything else could follow channels that are no stations. */
export function isShortName(text: string): boolean {
	return /^[\w-]{1,100}$/.test(text);
}
