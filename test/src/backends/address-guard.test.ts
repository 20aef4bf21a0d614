import type { LookupAddress } from 'node:dns';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { AddressGuard, type LookUpAll } from '#src/backends/address-guard.ts';
import { createBackend } from '#src/backends/registry.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { failure, replay, startServer } from './azuracast/loopback.ts';

const none = { all: false, cidrs: [] };

/** A resolver that knows these names; of the others it says that there are none. */
function names(known: Record<string, string[]>): LookUpAll {
	return (hostname, _, callback) => {
		const found = known[hostname];
		if (found === undefined) callback(Object.assign(new Error(hostname), { code: 'ENOTFOUND' }), []);
		else
			callback(
				null,
				found.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
			);
	};
}

function backendAt(url: string, guard?: AddressGuard) {
	const clock = new ManualClock();
	const connections = new ServerConnections({ userAgent: 'Airdeck/0', clock });
	onTestFinished(() => connections.close());
	const used = guard === undefined ? connections : connections.guardedBy(guard);
	return createBackend('azuracast', { url, station: '1', keys: {} }, { connections: used, clock });
}

describe('AddressGuard', () => {
	it.each([
		[{ all: true, cidrs: [] }, ['10.0.0.1', '127.0.0.1', '::1', '::ffff:10.0.0.1']],
		[{ all: false, cidrs: ['10.1.0.0/16', 'fd00:1::/32'] }, ['10.1.2.3', 'fd00:1::5']],
		[none, []],
	])('opened, lets through nothing but what the operator opened: %j', (networks, open) => {
		const guard = new AddressGuard(networks).opened();
		const all = ['10.0.0.1', '127.0.0.1', '::1', '10.1.2.3', 'fd00:1::5', '::ffff:10.0.0.1'];
		const elsewhere = ['93.184.216.34', '2606:2800:220:1::1', '169.254.169.254', '::ffff:93.184.216.34'];
		for (const address of open) expect([address, guard.allows(address)]).toEqual([address, true]);
		for (const address of elsewhere) expect([address, guard.allows(address)]).toEqual([address, false]);
		if (!networks.all)
			for (const address of all.filter((one) => !open.includes(one)))
				expect([address, guard.allows(address)]).toEqual([address, false]);
	});

	it.each([
		'10.0.0.1',
		'127.0.0.1',
		'127.8.8.8',
		'0.0.0.0',
		'100.64.0.1',
		'100.100.100.200',
		'169.254.169.254',
		'172.16.0.1',
		'172.31.255.255',
		'192.168.1.1',
		'192.0.2.7',
		'198.18.0.1',
		'198.51.100.1',
		'203.0.113.9',
		'224.0.0.1',
		'255.255.255.255',
		'::',
		'::1',
		'::ffff:10.0.0.1',
		'::ffff:7f00:1',
		'::ffff:0:127.0.0.1',
		'::10.0.0.1',
		'64:ff9b::a9fe:a9fe',
		'64:ff9b:1::1',
		'2001:0:5ef5::1',
		'2001:db8::1',
		'2002:a00:1::',
		'fc00::1',
		'fd00:ec2::254',
		'fe80::1',
		'fe80::1%eth0',
		'fec0::1',
		'ff02::1',
	])('bars %s', (address) => {
		expect(new AddressGuard(none).allows(address)).toBe(false);
	});

	it.each([
		'1.1.1.1',
		'100.63.255.255',
		'100.128.0.1',
		'172.32.0.1',
		'192.167.255.255',
		'2606:4700::1111',
		'::ffff:1.1.1.1',
		'64:ff9b::101:101',
		'2002:101:101::1',
	])('allows %s', (address) => {
		expect(new AddressGuard(none).allows(address)).toBe(true);
	});

	it('opens what the operator opened', () => {
		const home = new AddressGuard({ all: false, cidrs: ['10.1.0.0/16', 'fd12::/16'] });
		expect(['10.1.2.3', '::ffff:10.1.2.3', 'fd12::9'].map((one) => home.allows(one))).toEqual([
			true,
			true,
			true,
		]);
		expect(['10.2.0.1', '127.0.0.1', 'fd13::1'].map((one) => home.allows(one))).toEqual([
			false,
			false,
			false,
		]);
		const all = new AddressGuard({ all: true, cidrs: [] });
		expect(['10.2.0.1', '127.0.0.1', '::1', 'fd13::1'].every((one) => all.allows(one))).toBe(true);
		// Not a network of anybody's, but where cloud machines keep their passwords.
		expect(
			['169.254.169.254', 'fd00:ec2::254', '::ffff:169.254.169.254'].map((one) => all.allows(one)),
		).toEqual([false, false, false]);
		const named = new AddressGuard({ all: true, cidrs: ['169.254.0.0/16'] });
		expect(named.allows('169.254.1.1')).toBe(true);
	});

	it('looks at every address of a name, for both ways of asking', async () => {
		const guard = new AddressGuard(
			none,
			names({ good: ['1.1.1.1', '2606:4700::1111'], mixed: ['1.1.1.1', '10.0.0.1'], empty: [] }),
		);
		const look = (name: string, all: boolean) =>
			new Promise((resolve) => {
				guard.lookup(name, { all }, (error, address) => resolve(error?.code ?? address));
			});
		expect(await look('good', false)).toBe('1.1.1.1');
		expect(await look('good', true)).toEqual([
			{ address: '1.1.1.1', family: 4 },
			{ address: '2606:4700::1111', family: 6 },
		]);
		expect(await look('mixed', true)).toBe('ERR_ADDRESS_BARRED');
		expect(await look('mixed', false)).toBe('ERR_ADDRESS_BARRED');
		expect(await look('empty', true)).toBe('ERR_ADDRESS_BARRED');
		expect(await look('radio.example.org', true)).toBe('ENOTFOUND');
		// Which names there are inside is not for strangers to find out.
		expect(await look('redis', true)).toBe('ERR_ADDRESS_BARRED');
		expect(await look('db.internal', true)).toBe('ERR_ADDRESS_BARRED');
	});
});

describe('guarded connections', () => {
	it('refuse literals in every spelling, and names that lead inside, whether something listens there or not', async () => {
		const server = await startServer((_, response) => replay(response, 'nowplaying_1'));
		const guard = new AddressGuard(none, names({ 'radio.example.org': ['127.0.0.1'] }));
		const hosts = [
			'127.0.0.1',
			'0x7f.1',
			'2130706433',
			'[::1]',
			'[::ffff:127.0.0.1]',
			'radio.example.org',
			'redis',
		];
		for (const host of hosts) {
			for (const port of [server.port, 9]) {
				const error = await failure(backendAt(`http://${host}:${port}`, guard).onAir.read());
				expect(error.problem).toEqual({ kind: 'address-barred' });
			}
		}
		expect(server.hits).toEqual([]);
	});

	it('look at a name anew when it leads elsewhere later', async () => {
		const server = await startServer((_, response) => {
			response.shouldKeepAlive = false;
			replay(response, 'nowplaying_1');
		});
		const leadsTo = { 'radio.example.org': ['127.0.0.1'] };
		const guard = new AddressGuard({ all: false, cidrs: ['127.0.0.1/32'] }, names(leadsTo));
		const backend = backendAt(`http://radio.example.org:${server.port}`, guard);
		await backend.onAir.read();
		leadsTo['radio.example.org'] = ['169.254.169.254'];
		expect((await failure(backend.onAir.read())).problem).toEqual({ kind: 'address-barred' });
		expect(server.hits.length).toBe(1);
	});

	it('leave the operator’s own stations alone, and share the rate window with them', async () => {
		const server = await startServer((_, response) => replay(response, 'nowplaying_1'));
		await backendAt(server.url).onAir.read();
		expect(server.hits.length).toBe(1);
		const connections = new ServerConnections({ userAgent: 'Airdeck/0', clock: new ManualClock() });
		const guarded = connections.guardedBy(new AddressGuard(none));
		const options = { turns: 2, perMs: 5_000, maxWaitMs: 1_000 };
		const window = connections.rateWindow('https://radio.example.org', options);
		expect(guarded.rateWindow('https://radio.example.org', options)).toBe(window);
		await connections.close();
	});
});
