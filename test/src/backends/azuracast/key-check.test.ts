import { describe, expect, it, onTestFinished } from 'vitest';
import { Secret } from '#config/secret.ts';
import type { AzuraCastVersion } from '#demo/azuracast/version.ts';
import { endpointsByName } from '#src/backends/azuracast/endpoints.ts';
import { globalProbes, stationProbes } from '#src/backends/azuracast/key-check/right-probes.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import { createBackend } from '#src/backends/registry.ts';
import type { KeyReport, RightReport } from '#src/backends/roles/key-check.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { systemClock } from '#src/clock.ts';
import { type Simulation, simulate } from '../../../demo/azuracast/simulation.ts';
import { failure, sendHtml, startServer } from './loopback.ts';

type Keys = Partial<Record<KeyName, string>>;

function backendOf(url: string, keys: Keys, station: string) {
	const connections = new ServerConnections({ userAgent: 'Airdeck/0', clock: systemClock });
	onTestFinished(() => connections.close());
	const secrets = Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, new Secret(key)]));
	return createBackend('azuracast', { url, station, keys: secrets }, { connections, clock: systemClock });
}

async function check(azuracast: Simulation, keys: Keys, station = '1') {
	const before = azuracast.requests.length;
	const result = await backendOf(azuracast.url, keys, station).keyCheck!.check();
	return { result, calls: azuracast.requests.slice(before) };
}

const named = (reports: RightReport[], state: RightReport['state']) =>
	reports.filter((report) => report.state === state).map(({ right }) => right.id);

const reportOf = (keys: KeyReport[], key: KeyName) => keys.find((report) => report.key === key)!;

const versions: AzuraCastVersion[] = ['0.19.7', '0.20.4', '0.21.0', '0.22.1', '0.23.7'];

describe('the probes', () => {
	it('are reads that need exactly their right', () => {
		const probes = [
			...Object.entries(globalProbes).map(([id, probe]) => ({ scope: 'global', id, probe })),
			...Object.entries(stationProbes).map(([id, probe]) => ({ scope: 'station', id, probe })),
		];
		for (const { scope, id, probe } of probes) {
			if (probe === null) continue;
			const row = endpointsByName[probe.endpoint];
			expect(row).toMatchObject({ method: 'GET', rateLimited: false });
			expect(row.permissions.map((right) => `${right.scope} ${right.id}`)).toEqual([
				...(probe.needs === undefined ? [] : [`global ${probe.needs}`]),
				`${scope} ${id}`,
			]);
		}
		expect(probes.filter(({ probe }) => probe === null).map(({ id }) => id)).toEqual([
			'administer all',
			'delete station media',
			'manage station automation',
		]);
	});
});

describe.each(versions)('AzuraCast %s', (version) => {
	it('tells the rights of a scoped key for each scope', async () => {
		const azuracast = await simulate({ version });
		const { bot } = azuracast.keys;
		const { result, calls } = await check(azuracast, { admin: bot, station: bot });
		expect(result.version).toBe(version);
		const admin = reportOf(result.keys, 'admin');
		expect(admin).toMatchObject({ problem: null, source: 'reads', tail: bot.slice(-4) });
		expect(admin.owner).toMatchObject({ name: 'Bot', roles: ['Bot role (scoped)'] });
		expect(named(admin.rights, 'granted')).toEqual(['view administration', 'view system logs']);
		expect(named(admin.rights, 'missing').length).toBe(7);
		const station = reportOf(result.keys, 'station');
		expect(named(station.rights, 'granted').slice(0, 5)).toEqual([
			'view station management',
			'view station reports',
			'view station logs',
			'manage station broadcasting',
			'manage station media',
		]);
		const old = ['0.19.7', '0.20.4', '0.21.0'].includes(version);
		const deleting = station.rights.find(({ right }) => right.id === 'delete station media')!;
		if (old) expect(deleting).toMatchObject({ state: 'granted', through: { id: 'manage station media' } });
		else expect(deleting).toMatchObject({ state: 'unproven', unproven: 'no-test' });
		expect(named(station.rights, 'missing')).toContain('administer all');
		expect(station.rights.map(({ right }) => right.id)).not.toContain('manage station automation');
		expect(calls.every(({ method }) => method === 'GET')).toBe(true);
		// The greeting, the version and the two owners come first.
		expect(calls.length).toBeLessThanOrEqual(4 + 9 + 12);
		expect(result.reads).toBe(calls.length);
	});

	it('reads the exact rights with an admin key that may everything', async () => {
		const azuracast = await simulate({ version });
		const scoped = azuracast.addKey({
			user: 'desk',
			roles: 'Desk',
			stations: { 1: ['view station management', 'delete station media'] },
		});
		const { result, calls } = await check(azuracast, { admin: azuracast.keys.admin, station: scoped });
		const admin = reportOf(result.keys, 'admin');
		expect(admin.source).toBe('role-list');
		expect(admin.rights.map(({ right, through }) => [right.id, through?.id])).toEqual([
			['administer all', undefined],
			...admin.rights.slice(1).map(({ right }) => [right.id, 'administer all']),
		]);
		const station = reportOf(result.keys, 'station');
		expect(station.source).toBe('role-list');
		expect(named(station.rights, 'unproven')).toEqual(
			['0.19.7', '0.20.4', '0.21.0'].includes(version) ? ['delete station media'] : [],
		);
		expect(named(station.rights, 'granted')).toEqual(
			['0.19.7', '0.20.4', '0.21.0'].includes(version)
				? ['view station management']
				: ['view station management', 'delete station media'],
		);
		expect(calls.length).toBeLessThanOrEqual(13);
	});

	it('tells a rejected key from one that may nothing', async () => {
		const azuracast = await simulate({ version });
		const gone = azuracast.addKey({ user: 'gone', global: ['administer all'] });
		azuracast.revokeKey(gone);
		const { result } = await check(azuracast, { admin: gone, station: azuracast.keys.noroles });
		expect(reportOf(result.keys, 'admin')).toMatchObject({
			problem: { kind: 'key-rejected', key: 'admin', tail: gone.slice(-4) },
			owner: null,
			rights: [],
		});
		const station = reportOf(result.keys, 'station');
		expect(station).toMatchObject({ problem: null, owner: { roles: [] } });
		expect(named(station.rights, 'granted')).toEqual([]);
		expect(named(station.rights, 'missing').length).toBe(12);
	});
});

describe('a station key with rights over the server', () => {
	it.each(['administer stations', 'administer all'])('%s includes the station', async (id) => {
		const azuracast = await simulate();
		const big = azuracast.addKey({ user: 'big', roles: 'Big', global: [id] });
		const { result, calls } = await check(azuracast, { station: big }, 'backroom');
		const [station] = result.keys;
		expect(station!.rights[0]).toMatchObject({ right: { scope: 'global', id }, state: 'granted' });
		const rest = station!.rights.slice(1);
		expect(rest.length).toBe(13);
		expect(rest.every(({ through }) => through?.id === id)).toBe(true);
		expect(calls.length).toBeLessThanOrEqual(3 + 5);
	});
});

describe('stations of every kind', () => {
	const rights = ['view station management', 'manage station media', 'manage station streamers'];

	it.each([
		['public', 'lanternlight', 1, []],
		['private', 'backroom', 3, []],
		['switched off', 'tidewater', 2, []],
		['without a backend, never started', 'annex', 4, ['manage station streamers', 'manage station media']],
	])('%s', async (kind, name, number, off) => {
		const azuracast = await simulate({ withAnnex: true });
		if (kind === 'switched off') azuracast.station(name).isEnabled = false;
		expect(azuracast.station(name).id).toBe(number);
		const station = azuracast.addKey({ user: 'desk', stations: { [number]: rights } });
		for (const keys of [{ station }, { station, admin: azuracast.keys.admin }]) {
			const { result, calls } = await check(azuracast, keys, name);
			const report = reportOf(result.keys, 'station');
			expect(report.problem).toBeNull();
			expect(named(report.rights, 'feature-off')).toEqual(off);
			expect([...named(report.rights, 'granted'), ...off].toSorted()).toEqual(rights.toSorted());
			expect(calls.every(({ method }) => method === 'GET')).toBe(true);
		}
	});
});

describe('what is no right', () => {
	it('marks what is held while its feature is off', async () => {
		const azuracast = await simulate();
		azuracast.station('lanternlight').streamersEnabled = false;
		const { admin, station } = azuracast.keys;
		for (const keys of [{ station }, { station, admin }]) {
			const { result } = await check(azuracast, keys);
			expect(named(reportOf(result.keys, 'station').rights, 'feature-off')).toEqual([
				'manage station streamers',
			]);
		}
		// A key that lacks the right does not get it by that.
		const { result } = await check(azuracast, { station: azuracast.keys.limited, admin });
		expect(named(reportOf(result.keys, 'station').rights, 'feature-off')).toEqual([]);
	});

	it.each(['station', 'admin'] as const)('says that the station is gone (%s key)', async (which) => {
		const azuracast = await simulate();
		const keys = {
			station: azuracast.keys.station,
			...(which === 'admin' ? { admin: azuracast.keys.admin } : {}),
		};
		const { result } = await check(azuracast, keys, '77');
		expect(reportOf(result.keys, 'station')).toMatchObject({
			problem: { kind: 'not-found', what: 'station' },
			rights: [],
		});
	});

	it.each([
		['slow down', { status: 429, body: '{}' }],
		['trouble', { status: 502, html: '<html>Bad gateway</html>' }],
		['a page', { html: '<html>Hello</html>' }],
		['a broken connection', { closeSocket: true }],
	])('takes %s for no verdict, and asks once', async (_, fault) => {
		const azuracast = await simulate();
		azuracast.faults.add({ path: /\/fallback/, ...fault });
		const { result, calls } = await check(azuracast, { station: azuracast.keys.bot });
		const found = result.keys[0]!.rights.find(({ right }) => right.id === 'manage station broadcasting');
		expect(found).toMatchObject({
			state: 'unproven',
			unproven: 'no-answer',
			probe: 'GET /station/{station}/fallback',
		});
		expect(calls.filter(({ path }) => path.includes('/fallback')).length).toBe(1);
	});

	it('does not try backups where the refusal would be that of another right', async () => {
		const azuracast = await simulate();
		const admin = azuracast.addKey({ user: 'keeper', global: ['administer backups'] });
		const backups = async () => {
			const { result, calls } = await check(azuracast, { admin });
			expect(calls.some(({ path }) => path.includes('/vue/backups'))).toBe(false);
			return result.keys[0]!.rights.find(({ right }) => right.id === 'administer backups');
		};
		expect(await backups()).toMatchObject({ state: 'unproven', unproven: 'no-test' });
		azuracast.faults.add({ path: /admin\/services/, status: 502, html: '<html>no</html>' });
		expect(await backups()).toMatchObject({ state: 'unproven', unproven: 'no-answer' });
	});

	it('says of a key that is revoked while it is looked at that it is, and tells no rights of it', async () => {
		const azuracast = await simulate();
		const { bot } = azuracast.keys;
		const body = JSON.stringify({ code: 403, type: 'NotLoggedInException', message: 'No', success: false });
		azuracast.faults.add({ path: /\/api\/admin\//, status: 403, body });
		const { result } = await check(azuracast, { admin: bot });
		expect(reportOf(result.keys, 'admin')).toMatchObject({
			owner: { name: 'Bot' },
			problem: { kind: 'key-rejected', key: 'admin', tail: bot.slice(-4) },
			rights: [],
			source: 'reads',
		});
	});

	it('goes by reads where the lists of roles cannot be read, although the key may read them', async () => {
		const azuracast = await simulate();
		const { admin, bot } = azuracast.keys;
		azuracast.faults.add({ path: /\/api\/admin\/(?:api-key|role)/, status: 502, html: '<html>no</html>' });
		const { result } = await check(azuracast, { admin, station: bot });
		expect(result.keys.map(({ problem, source }) => [problem, source])).toEqual([
			[null, 'reads'],
			[null, 'reads'],
		]);
		expect(named(reportOf(result.keys, 'station').rights, 'granted')).toContain('manage station media');
		expect(reportOf(result.keys, 'admin').rights[0]).toMatchObject({
			right: { id: 'administer all' },
			state: 'granted',
		});
	});

	it('takes an unknown route for a right of another version', async () => {
		const azuracast = await simulate();
		const body = JSON.stringify({
			code: 405,
			type: 'HttpMethodNotAllowedException',
			message: 'Method not allowed. Must be one of: OPTIONS',
			success: false,
		});
		azuracast.faults.add({ path: /\/podcasts\/playlists/, status: 405, body });
		const { result } = await check(azuracast, { station: azuracast.keys.station });
		expect(result.keys[0]!.rights.find(({ right }) => right.id === 'manage station podcasts')).toMatchObject({
			state: 'unproven',
			unproven: 'not-in-version',
		});
	});

	it('never sends what is no key, and stops at what is no AzuraCast', async () => {
		const azuracast = await simulate();
		const { result, calls } = await check(azuracast, { station: 'not a key' });
		expect(result.keys[0]!.problem).toMatchObject({ kind: 'key-rejected' });
		expect(calls.length).toBe(2);
		const other = await startServer((__, response) => sendHtml(response, 200));
		const backend = backendOf(other.url, { station: azuracast.keys.station }, '1');
		expect((await failure(backend.keyCheck!.check())).problem).toEqual({ kind: 'wrong-address' });
		expect(other.hits.map(({ headers }) => headers['x-api-key'])).toEqual([undefined]);
	});
});

describe('how it asks', () => {
	it('asks three at a time at most, and is done in time on a server that takes 50 ms', async () => {
		const azuracast = await simulate();
		const load = { now: 0, most: 0 };
		const server = await startServer((hit, response) => {
			load.now += 1;
			load.most = Math.max(load.most, load.now);
			const key = hit.headers['x-api-key'];
			const forward = async () => {
				await systemClock.sleep(50);
				const answer = await azuracast.call(hit.url, { key: typeof key === 'string' ? key : undefined });
				load.now -= 1;
				response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.text);
			};
			void forward();
		});
		const { bot } = azuracast.keys;
		const startedAt = performance.now();
		const { reads, answeredInMs } = await backendOf(
			server.url,
			{ admin: bot, station: bot },
			'1',
		).keyCheck!.check();
		expect(performance.now() - startedAt).toBeLessThan(2_000);
		expect(load.most).toBe(3);
		expect(reads).toBe(server.hits.length);
		expect(answeredInMs).toBeGreaterThanOrEqual(45);
	});
});

describe('rightsFor', () => {
	it('names the rights of a use by key, and none for what is public', async () => {
		const { keyCheck } = backendOf('http://127.0.0.1:9', {}, '1');
		const told = (use: Parameters<NonNullable<typeof keyCheck>['rightsFor']>[0]) =>
			keyCheck!.rightsFor(use).map(({ key, right }) => `${key}: ${right.label}`);
		expect(told('playout.skip')).toEqual(['station: Manage Station Broadcasting']);
		expect(told('requestDesk.pending')).toEqual([
			'station: View Station Reports',
			'station: Manage Station Broadcasting',
		]);
		expect(told('administration.update')).toEqual(['admin: All Permissions']);
		expect(told('onAir.read')).toEqual([]);
		expect(told('requests.submit')).toEqual([]);
	});
});
