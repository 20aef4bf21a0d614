import { isIP } from 'node:net';

/** Which private networks station addresses may lie in. */
export interface PrivateNetworks {
	all: boolean;
	/** Ranges such as `10.0.0.0/8` or `fd00::/8`. */
	cidrs: string[];
}

/** Whether `text` is a network range in CIDR form. */
export function isNetworkRange(text: string): boolean {
	const match = /^([^/%]+)\/(\d{1,3})$/.exec(text);
	if (match === null) return false;
	const family = isIP(match[1] ?? '');
	return family !== 0 && Number(match[2]) <= (family === 4 ? 32 : 128);
}
