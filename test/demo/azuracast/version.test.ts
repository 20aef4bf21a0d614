import { describe, expect, test } from 'vitest';
import { isAtLeast } from '#demo/azuracast/version.ts';
import { fieldsOf, rowsOf } from './rows.ts';
import { simulate } from './simulation.ts';

test.for([
	['0.23.7', '0.23.0', true],
	['0.19.7', '0.20.0', false],
	['0.20.4', '0.20.4', true],
	['1.0.0', '0.23.7', true],
] as const)('%s is at least %s: %s', ([have, want, yes]) => {
	expect(isAtLeast(have, want)).toBe(yes);
});

describe('0.19', () => {
	test('knows no requests_enabled, words its refusals without the prefix, and sends away who wants no JSON', async () => {
		const { call, keys, station } = await simulate({ version: '0.19.7' });
		expect(fieldsOf(await call('/api/station/1'))).not.toHaveProperty('requests_enabled');
		const song = station('lanternlight').nowPlaying?.song.media;
		expect(await call(`/api/station/1/request/${song?.uniqueId}`, { key: keys.bot })).toMatchObject({
			status: 500,
			body: { type: 'Exception', message: expect.not.stringContaining('Cannot submit request') as unknown },
		});
		const away = await call('/api/station/1/queue', { headers: { accept: '*/*' } });
		expect([away.status, away.headers.get('location')]).toEqual([302, '/login']);
	});
});

describe('up to 0.20', () => {
	test('times are unix seconds, lists of logs are wrapped, rights are an object, statistics nested', async () => {
		const { call, keys, station, clock } = await simulate({ version: '0.20.4' });
		const lantern = station('lanternlight');
		const song = lantern.addSong({ title: 'Asked', artist: 'For' });
		lantern.requests.add(song, '127.0.0.1', clock.now(), 5);
		const { admin: key } = keys;
		expect(rowsOf(await call('/api/station/1/reports/requests', { key }))).toMatchObject([
			{ timestamp: clock.now() / 1000, played_at: 0 },
		]);
		expect(fieldsOf(await call('/api/station/1/logs', { key }))).toHaveProperty('logs');
		expect((await call('/api/admin/role/2', { key })).body).toMatchObject({
			permissions: { station: { '1': ['administer all'] } },
		});
		expect(fieldsOf(await call('/api/admin/server/stats', { key }))).toHaveProperty('memory.bytes.total');
	});

	test('the length of a queued song is a whole number', async () => {
		const lengths = async (version: '0.20.4' | '0.23.7') => {
			const { call, keys } = await simulate({ version });
			const rows = rowsOf(await call('/api/station/1/queue', { key: keys.station }));
			return rows.map((row) => Number.isInteger(row['duration']));
		};
		expect(await lengths('0.20.4')).toEqual([true, true, true, true, true]);
		expect(await lengths('0.23.7')).toEqual([false, false, false, false, false]);
	});

	test('one request can be deleted', async () => {
		const { call, keys, station, clock } = await simulate({ version: '0.20.4' });
		const lantern = station('lanternlight');
		const song = lantern.addSong({ title: 'Asked', artist: 'For' });
		lantern.requests.add(song, '127.0.0.1', clock.now(), 5);
		await call('/api/station/1/reports/requests/1', { method: 'DELETE', key: keys.admin });
		expect(rowsOf(await call('/api/station/1/reports/requests', { key: keys.admin }))).toEqual([]);
	});
});

describe('0.21', () => {
	test('does not tell a missing key from a missing right in the administration', async () => {
		const { call } = await simulate({ version: '0.21.0' });
		expect((await call('/api/admin/services')).body).toMatchObject({ type: 'PermissionDeniedException' });
	});

	test('deletes media with the right to manage them', async () => {
		const { call, keys } = await simulate({ version: '0.21.0' });
		expect((await call('/api/station/1/file/0', { method: 'DELETE', key: keys.bot })).status).toBe(404);
	});
});

describe('0.22', () => {
	test('status is in snake case with the facts about restarts, and there is no dashboard', async () => {
		const { call, keys } = await simulate({ version: '0.22.1' });
		const { station: key } = keys;
		expect((await call('/api/station/1/status', { key })).body).toEqual({
			backend_running: true,
			frontend_running: true,
			station_has_started: true,
			station_needs_restart: false,
		});
		expect((await call('/api/station/1/dashboard', { key })).status).toBe(405);
		expect((await call('/api/station/1/restart-status', { key })).status).toBe(200);
		expect((await call('/api/admin/logs', { key: keys.bot })).body).toBeInstanceOf(Array);
	});

	test('had forgotten the right on the list of files', async () => {
		const { call, keys } = await simulate({ version: '0.22.1' });
		expect((await call('/api/station/1/files', { key: keys.noroles })).status).toBe(200);
		expect((await call('/api/station/1/playlists', { key: keys.noroles })).status).toBe(403);
	});
});

test('every version tells its number in its description', async () => {
	for (const version of ['0.19.7', '0.20.4', '0.21.0', '0.22.1', '0.23.7'] as const) {
		const { call } = await simulate({ version });
		expect((await call('/api/openapi.yml')).text).toContain(`version: ${version}`);
	}
});
