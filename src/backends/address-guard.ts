import { type LookupAddress, type LookupAllOptions, lookup as lookUp } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { PrivateNetworks } from '#config/network-range.ts';
import { embeddedAddress } from './embedded-address.ts';

/** The `code` of the error with which a connection to a barred address ends. */
export const barredCode = 'ERR_ADDRESS_BARRED';

/** What `ALLOW_PRIVATE_NETWORKS=true` opens: networks in which people run servers. */
const privateRanges = [
	'10.0.0.0/8',
	'100.64.0.0/10',
	'127.0.0.0/8',
	'172.16.0.0/12',
	'192.168.0.0/16',
	'::1/128',
	'fc00::/7',
];
/**
 * No place for a radio server, and one for the metadata of cloud machines with their passwords (link-local): opened only by
 * naming the range.
 */
const strangeRanges = [
	'0.0.0.0/8',
	'169.254.0.0/16',
	'192.0.0.0/24',
	'192.0.2.0/24',
	'192.88.99.0/24',
	'198.18.0.0/15',
	'198.51.100.0/24',
	'203.0.113.0/24',
	'224.0.0.0/3',
	'::/128',
	'64:ff9b:1::/48',
	'100::/64',
	'2001::/32',
	'2001:db8::/32',
	'3fff::/20',
	'5f00::/16',
	'fe80::/10',
	'fec0::/10',
	'ff00::/8',
];
/** Also metadata of a cloud, in a range that is otherwise harmless. */
const metadata = ['fd00:ec2::254/128', '100.100.100.200/32', '192.0.0.192/32'];

/** Names that only an inner network knows; that one of them is not found there is its own business too. */
const innerName =
	/^[^.]*\.?$|\.(?:local|localhost|localdomain|internal|intranet|lan|home|corp|private|home\.arpa)\.?$/i;

export type LookUpAll = (
	hostname: string,
	options: LookupAllOptions,
	callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Keeps requests to addresses that strangers typed out of the operator's own networks. It looks at what a name leads to at the
 * moment of connecting, so that a name cannot lead elsewhere later; a refusal is the same whether something listens there or not.
 */
export class AddressGuard {
	readonly #barred: BlockList;
	readonly #allowed: BlockList;
	readonly #lookUpAll: LookUpAll;
	readonly #networks: PrivateNetworks;

	constructor(networks: PrivateNetworks, lookUpAll: LookUpAll = lookUp) {
		this.#networks = networks;
		const open = networks.all ? [] : privateRanges;
		this.#barred = blockListOf([...open, ...strangeRanges, ...metadata]);
		this.#allowed = blockListOf(networks.cidrs);
		this.#lookUpAll = lookUpAll;
	}

	/** One that lets through nothing but what the operator opened. */
	opened(): AddressGuard {
		const { all, cidrs } = this.#networks;
		const open = new AddressGuard(
			{ all: false, cidrs: [...(all ? privateRanges : []), ...cidrs] },
			this.#lookUpAll,
		);
		for (const family of ['0.0.0.0/0', '::/0']) addRange(open.#barred, family);
		return open;
	}

	/** Whether requests may be sent to `hostname`, as a URL holds it. Names are looked at when they are looked up. */
	allowsHost(hostname: string): boolean {
		const literal = hostname.replace(/^\[(.*)\]$/, '$1');
		return isIP(literal) === 0 || this.allows(literal);
	}

	/** Whether an IP address may be connected to. */
	allows(address: string): boolean {
		const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
		if (this.#allowed.check(address, family)) return true;
		if (this.#barred.check(address, family)) return false;
		// An IPv6 address that stands for an IPv4 one leads there.
		const inner = family === 'ipv6' ? embeddedAddress(address) : null;
		return inner === null || this.allows(inner);
	}

	/** For undici's and Node's `connect`: fails with {@link barredCode} if any address of the name is barred. */
	readonly lookup: LookupFunction = (hostname, options, callback) => {
		this.#lookUpAll(hostname, { ...options, all: true }, (error, addresses) => {
			if (error !== null) {
				callback(innerName.test(hostname) ? barred() : error, '');
				return;
			}
			const [first] = addresses;
			if (first === undefined || !addresses.every(({ address }) => this.allows(address))) {
				callback(barred(), '');
			} else if (options.all === true) callback(null, addresses);
			else callback(null, first.address, first.family);
		});
	};
}

function barred(): NodeJS.ErrnoException {
	return Object.assign(new Error('The address is barred'), { code: barredCode });
}

function blockListOf(ranges: readonly string[]): BlockList {
	const list = new BlockList();
	for (const range of ranges) addRange(list, range);
	return list;
}

function addRange(list: BlockList, range: string): void {
	const [network = '', bits = ''] = range.split('/');
	list.addSubnet(network, Number(bits), isIP(network) === 6 ? 'ipv6' : 'ipv4');
}
