/** Where the IPv4 address stands in an IPv6 one: how its groups begin, and which group is the address's first. */
const forms: { begins: readonly number[]; at: number }[] = [
	// IPv4-mapped, ::ffff:0:0/96.
	{ begins: [0, 0, 0, 0, 0, 0xffff], at: 6 },
	// IPv4-translated, ::ffff:0:0:0/96.
	{ begins: [0, 0, 0, 0, 0xffff, 0], at: 6 },
	// IPv4-compatible, ::/96.
	{ begins: [0, 0, 0, 0, 0, 0], at: 6 },
	// NAT64, 64:ff9b::/96.
	{ begins: [0x64, 0xff9b, 0, 0, 0, 0], at: 6 },
	// 6to4, 2002::/16.
	{ begins: [0x2002], at: 1 },
];

/** The IPv4 address that an IPv6 address stands for; null if it stands for itself. */
export function embeddedAddress(address: string): string | null {
	const groups = groupsOf(address);
	// `::` and `::1` look like IPv4-compatible ones and are not.
	if (groups.slice(0, 7).every((group) => group === 0)) return null;
	const form = forms.find(({ begins }) => begins.every((group, i) => groups[i] === group));
	if (form === undefined) return null;
	const [high = 0, low = 0] = groups.slice(form.at, form.at + 2);
	return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

/** The eight groups of an IPv6 address in any of its spellings. */
function groupsOf(address: string): number[] {
	const [bare = ''] = address.split('%', 1);
	// The URL parser writes them all in hexadecimal, the dotted end included.
	const { hostname } = new URL(`http://[${bare}]`);
	const [head = '', tail] = hostname.slice(1, -1).split('::');
	const read = (part: string) =>
		part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
	if (tail === undefined) return read(head);
	const [front, back] = [read(head), read(tail)];
	const gap = Array.from({ length: 8 - front.length - back.length }, () => 0);
	return [...front, ...gap, ...back];
}
