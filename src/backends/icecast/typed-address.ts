import { parseBaseAddress } from '#config/base-address.ts';
import { streamPath } from './shoutcast-2.ts';

/** Pages of servers: what people copy from the address bar. */
const pages = new Set([
	'status-json.xsl',
	'status.xsl',
	'server_version.xsl',
	'auth.xsl',
	'index.html',
	'index.php',
	'home.html',
	'7.html',
	'7.xsl',
	'stats',
	'statistics',
	'played',
	'played.html',
	'currentsong',
	'nextsong',
	'listen.pls',
	'listen.m3u',
	'admin.cgi',
]);

/**
 * An address as typed in its one form, with the mount if it names one: `https://radio.example.org:8000/live.mp3`. Undefined if
 * it is none. Without http:// or https:// a port of its own means http, as such servers mostly have it.
 */
export function readTyped(typed: string): string | undefined {
	const text = typed.trim();
	if (text === '' || /\s/.test(text)) return undefined;
	const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `${usualScheme(text)}://${text}`);
	if (url === null || parseBaseAddress(url.origin) === undefined) return undefined;
	if (url.username !== '' || url.password !== '') return undefined;
	const sid = url.searchParams.get('sid');
	if (sid !== null && /^\d{1,9}$/.test(sid)) return url.origin + streamPath(Number(sid));
	const parts = url.pathname.replace(/\.(?:m3u|xspf|vclt)$/i, '').split('/');
	const own = parts.findIndex((part) => pages.has(part.toLowerCase()) || part === 'admin');
	const path = own < 0 ? parts.join('/') : parts.slice(0, own).join('/');
	return url.origin + (path === '/' ? '' : path);
}

/** The mount in an address as typed, as the server's own base is its origin; undefined if it names none. */
export function mountIn(typed: string): string | undefined {
	const address = readTyped(typed);
	if (address === undefined) return undefined;
	const path = address.slice(new URL(address).origin.length);
	return path === '' ? undefined : path;
}

/** The mount without the path below which the server lives; undefined if that is all there is. */
export function mountBelow(base: string, mount: string | undefined): string | undefined {
	if (mount === undefined) return undefined;
	const prefix = new URL(base).pathname.replace(/\/+$/, '');
	const rest = prefix !== '' && `${mount}/`.startsWith(`${prefix}/`) ? mount.slice(prefix.length) : mount;
	return rest === '' || rest === '/' ? undefined : rest;
}

function usualScheme(text: string): 'http' | 'https' {
	const port = /^[^/?#]*:(\d+)(?:[/?#]|$)/.exec(text)?.[1];
	return port === undefined || port.endsWith('443') ? 'https' : 'http';
}
