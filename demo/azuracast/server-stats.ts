import { isAtLeast } from './version.ts';

const gigabyte = 1024 ** 3;

/** The machine's numbers, nearly all of them as text; they move a little from minute to minute. */
export function serverStats(version: string, now: number, isFull = false) {
	const wave = Math.sin(now / 60_000);
	const memory = {
		total: 8 * gigabyte,
		free: Math.round((3 + wave / 2) * gigabyte),
		buffers: Math.round(0.2 * gigabyte),
		cached: 2 * gigabyte,
		sReclaimable: Math.round(0.3 * gigabyte),
		shmem: Math.round(0.1 * gigabyte),
		used: Math.round((2.4 - wave / 2) * gigabyte),
	};
	const swap = { total: 0, free: 0, used: 0 };
	const free = isFull ? 0 : 97;
	const disk = { total: 160 * gigabyte, free: free * gigabyte, used: (160 - free) * gigabyte };
	const amounts = isAtLeast(version, '0.21.0') ? flat : nested;
	return {
		cpu: {
			total: section('total', 12 + wave * 4),
			cores: [section('cpu0', 14 + wave * 4), section('cpu1', 10 + wave * 4)],
			load: [0.86767578125 + wave / 4, 0.9619140625, 1.21044921875],
		},
		memory: amounts(memory),
		swap: amounts(swap),
		disk: amounts(disk),
		network: [networkCard('lo', 75_463), networkCard('eth0', 240_117)],
	};
}

function section(name: string, usage: number) {
	return {
		name,
		usage: usage.toFixed(2),
		idle: (100 - usage).toFixed(2),
		io_wait: '0.00',
		steal: '0.00',
	};
}

function flat(amounts: Readonly<Record<string, number>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(amounts).flatMap(([name, bytes]) => [
			[`${name}_bytes`, String(bytes)],
			[`${name}_readable`, readable(bytes)],
		]),
	);
}

/** The form before 0.21. */
function nested(amounts: Readonly<Record<string, number>>) {
	const entries = Object.entries(amounts);
	return {
		bytes: Object.fromEntries(entries.map(([name, bytes]) => [name, String(bytes)])),
		readable: Object.fromEntries(entries.map(([name, bytes]) => [name, readable(bytes)])),
	};
}

function networkCard(name: string, bytes: number) {
	const counters = { packets: '197', errs: '0', drop: '0', fifo: '0', frame: '0' };
	const speed = { speed_bytes: String(bytes), speed_readable: `${(bytes / 1024).toFixed(1)} KB` };
	return {
		interface_name: name,
		received: { ...speed, ...counters, compressed: '0', multicast: '0' },
		transmitted: { ...speed, ...counters, carrier: '0', compressed: '0' },
	};
}

function readable(bytes: number): string {
	return bytes === 0 ? '0.00 B' : `${(bytes / gigabyte).toFixed(2)} GB`;
}
