import { describe, expect, it } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import { checkStation } from '#src/checks/station-check.ts';
import { keysAreSwapped } from '#src/checks/swapped-keys.ts';
import { simulate } from '../../demo/azuracast/simulation.ts';
import { FakeOnAir, station as fakeStation, unreachable } from '../stations/fake-station.ts';
import { commands, stationAt } from './checked-station.ts';

const clock = new ManualClock();
const check = (url: string, keys: Partial<Record<KeyName, string>>, remote = '1') =>
	checkStation(stationAt(url, keys, { remote }), { commands, clock });

describe('checkStation', () => {
	it('names what a missing right stops, and how to mend it', async () => {
		const azuracast = await simulate();
		const { limited, bot } = azuracast.keys;
		const report = await check(azuracast.url, { station: limited, admin: bot });
		expect(report.commands).toEqual([
			'nowplaying',
			'queue',
			'history',
			'dj skip',
			'dj requests',
			'station logs',
			'server stats',
			'server logs',
		]);
		expect(report.missing.map(({ key, right, commands: stopped }) => [key, right.label, stopped])).toEqual([
			['station', 'Manage Station Broadcasting', ['queue', 'dj skip', 'dj requests']],
			['station', 'View Station Logs', ['station logs']],
		]);
		expect(report.missing[0]!.fix).toEqual({
			right: { scope: 'station', id: 'manage station broadcasting', label: 'Manage Station Broadcasting' },
			role: 'Limited role',
			user: 'Limited',
			station: 'Radio',
		});
		expect(report.blocked).toEqual(['queue', 'dj skip', 'dj requests', 'station logs']);
		const station = report.keys.find(({ key }) => key === 'station')!;
		const states = Object.fromEntries(station.rights.map(({ right, state }) => [right.id, state]));
		expect(states).toMatchObject({
			'view station reports': 'granted',
			'manage station broadcasting': 'missing',
			'manage station mounts': 'not-needed',
			'delete station media': 'not-needed',
		});
		expect(report.warnings).toEqual([
			{
				kind: 'unneeded',
				key: 'station',
				rights: [{ scope: 'station', id: 'view station management', label: 'View Station Page' }],
			},
		]);
		expect(keysAreSwapped(report)).toBe(false);
	});

	it('names no role where the user has none', async () => {
		const azuracast = await simulate();
		const report = await check(azuracast.url, { station: azuracast.keys.noroles });
		expect(report.missing.length).toBe(3);
		expect(report.missing.every(({ fix }) => fix.role === null && fix.user === 'Noroles')).toBe(true);
	});

	it('counts the commands of a key that is not set or not accepted', async () => {
		const azuracast = await simulate();
		const gone = azuracast.addKey({ user: 'gone' });
		azuracast.revokeKey(gone);
		const report = await check(azuracast.url, { station: gone });
		expect(report.keys[0]).toMatchObject({ problem: { kind: 'key-rejected' }, rights: [] });
		expect(report.keysMissing).toEqual([{ key: 'admin', commands: ['server stats', 'server logs'] }]);
		expect(report.blocked).toEqual([
			'queue',
			'history',
			'dj skip',
			'dj requests',
			'station logs',
			'server stats',
			'server logs',
		]);
		const without = await check(azuracast.url, {});
		expect(without.keysMissing.map(({ key }) => key)).toEqual(['station', 'admin']);
		expect(without.blocked.length).toBe(7);
	});

	it('counts the commands of a station that is gone', async () => {
		const azuracast = await simulate();
		const report = await check(azuracast.url, { station: azuracast.keys.bot }, '77');
		expect(report.keys[0]!.problem).toEqual({ kind: 'not-found', what: 'station' });
		expect(report.missing).toEqual([]);
		expect(report.blocked).toContain('dj skip');
	});

	it('says that a server does not answer', async () => {
		const azuracast = await simulate();
		const keys = { station: azuracast.keys.bot };
		await azuracast.down();
		const report = await check(azuracast.url, keys);
		expect(report.failure?.problem).toMatchObject({ kind: 'unreachable' });
		expect(report).toMatchObject({ keys: [], missing: [], blocked: [], answeredInMs: null });
		expect(report.commands.length).toBe(8);
	});

	it('warns of keys that can do more than they need', async () => {
		const azuracast = await simulate();
		const { admin } = azuracast.keys;
		const report = await check(azuracast.url, { station: admin, admin });
		const [station, server, one] = report.warnings;
		expect([station, server, one].map((warning) => warning?.kind)).toEqual([
			'bigger-than-needed',
			'bigger-than-needed',
			'one-user',
		]);
		expect(report.warnings).toContainEqual({
			kind: 'bigger-than-needed',
			key: 'admin',
			held: [{ scope: 'global', id: 'administer all', label: 'All Permissions' }],
			needed: [
				{ scope: 'global', id: 'view administration', label: 'View Administration Page' },
				{ scope: 'global', id: 'view system logs', label: 'View System Logs' },
			],
		});
		expect(report.missing).toEqual([]);
		expect(report.blocked).toEqual([]);
	});

	it('does not warn of All Permissions where a command needs them', async () => {
		const azuracast = await simulate();
		const withUpdate = new Map([
			...commands,
			['server update', { uses: ['administration.update'] as const }],
		]);
		const station = stationAt(azuracast.url, { admin: azuracast.keys.admin });
		const report = await checkStation(station, { commands: withUpdate, clock });
		expect(report.warnings).toEqual([]);
	});

	it('tells what a right stops from what only leaves a part out without it', async () => {
		const azuracast = await simulate();
		const station = stationAt(azuracast.url, { station: azuracast.keys.limited });
		const some = new Map([
			['dj skip', { uses: ['playout.skip'] as const }],
			['nowplaying', { uses: ['onAir.read'] as const, partly: ['playout.skip', 'logs.read'] as const }],
		]);
		const report = await checkStation(station, { commands: some, clock });
		const told = report.missing.map(({ right, commands: needed, stops }) => [right.label, needed, stops]);
		expect(told).toEqual([
			['Manage Station Broadcasting', ['dj skip', 'nowplaying'], ['dj skip']],
			['View Station Logs', ['nowplaying'], []],
		]);
		expect(report.blocked).toEqual(['dj skip']);
	});

	it('tells of a radio system without keys whether it answers', async () => {
		const onAir = new FakeOnAir();
		const keyless = fakeStation('one', { backend: { onAir } });
		const report = await checkStation(keyless, { commands, clock });
		expect(report).toMatchObject({
			takesKeys: false,
			failure: null,
			reads: 1,
			keys: [],
			blocked: [],
			missing: [],
		});
		expect(report.commands).toEqual(['nowplaying']);
		expect(report.answeredInMs).toBeGreaterThanOrEqual(0);
		expect(onAir.readsPastCaches).toBe(1);
		const isDown = new FakeOnAir(() => Promise.reject(unreachable()));
		const silent = fakeStation('one', { backend: { onAir: isDown } });
		expect(await checkStation(silent, { commands, clock })).toMatchObject({
			takesKeys: false,
			failure: { problem: { kind: 'unreachable' } },
			answeredInMs: null,
		});
	});

	it('holds no key', async () => {
		const azuracast = await simulate();
		const { bot, admin } = azuracast.keys;
		const text = JSON.stringify(await check(azuracast.url, { station: bot, admin }));
		for (const key of [bot, admin]) {
			expect(text).not.toContain(key.split(':')[0]);
			expect(text).not.toContain(key.split(':')[1]);
			expect(text).toContain(key.slice(-4));
		}
	});
});

describe('keysAreSwapped', () => {
	it.each(['public', 'private'])('sees that the keys of a %s station were swapped', async (kind) => {
		const azuracast = await simulate();
		const [remote, id] = kind === 'public' ? ['1', 1] : ['3', 3];
		const station = azuracast.addKey({
			user: 'desk',
			stations: { [id]: ['view station management', 'manage station broadcasting'] },
		});
		const scoped = azuracast.addKey({ user: 'office', global: ['view administration', 'view system logs'] });
		const stations = azuracast.addKey({ user: 'head', global: ['administer stations'] });
		for (const admin of [azuracast.keys.admin, scoped, stations]) {
			expect(keysAreSwapped(await check(azuracast.url, { station: admin, admin: station }, remote))).toBe(
				true,
			);
			expect(keysAreSwapped(await check(azuracast.url, { station, admin }, remote))).toBe(false);
		}
	});

	it('does not see it where one key is missing, rejected, useless or used twice', async () => {
		const azuracast = await simulate();
		const { admin, bot, noroles, limited } = azuracast.keys;
		const gone = azuracast.addKey({ user: 'gone', global: ['administer all'] });
		azuracast.revokeKey(gone);
		for (const keys of [
			{ station: admin },
			{ admin: limited },
			{ station: admin, admin: noroles },
			{ station: admin, admin: gone },
			{ station: admin, admin },
			{ station: bot, admin: bot },
			{ station: limited, admin: limited },
			{ station: noroles, admin: limited },
		]) {
			expect(keysAreSwapped(await check(azuracast.url, keys))).toBe(false);
		}
	});
});
