import { describe, expect, test } from 'vitest';
import { type Simulation, simulate } from './simulation.ts';

const refusedAs = async ({ call }: Simulation, path: string, key?: string) => {
	const { status, body } = await call(path, { key });
	return [status, typeof body === 'object' && body !== null && 'type' in body ? body.type : null];
};
const notLoggedIn = [403, 'NotLoggedInException'];
const denied = [403, 'PermissionDeniedException'];
const granted = [200, null];

describe('keys', () => {
	test('none, wrong, malformed and revoked ones are the same; without the right it is another refusal', async () => {
		const simulation = await simulate();
		const path = '/api/station/1/queue';
		const key = simulation.addKey({ user: 'guest', stations: { 1: ['manage station broadcasting'] } });
		expect(await refusedAs(simulation, path, key)).toEqual(granted);
		simulation.setRights(key, { stations: { 1: ['view station reports'] } });
		expect(await refusedAs(simulation, path, key)).toEqual(denied);
		simulation.revokeKey(key);
		for (const bad of [undefined, key, 'no colon', `${key}0`]) {
			expect(await refusedAs(simulation, path, bad)).toEqual(notLoggedIn);
		}
		expect(simulation.requests.map((entry) => entry.key)).toEqual([
			'guest',
			'guest',
			'none',
			'rejected',
			'rejected',
			'rejected',
		]);
	});

	test('half a key is a server error', async () => {
		const simulation = await simulate();
		expect(await refusedAs(simulation, '/api/status', 'abc:')).toEqual([500, 'InvalidArgumentException']);
	});

	test('a wrong key is no harm where none is needed', async () => {
		const simulation = await simulate();
		expect(await refusedAs(simulation, '/api/nowplaying/1', 'a:b')).toEqual(granted);
	});

	test('come in four forms', async () => {
		const { call, keys } = await simulate();
		const me = (headers: Record<string, string>, query = '') =>
			call(`/api/frontend/account/me${query}`, { headers });
		expect((await me({ authorization: `bearer ${keys.bot}` })).status).toBe(200);
		expect((await me({ cookie: `a=b; token=${keys.bot}` })).status).toBe(200);
		expect((await me({}, `?api_key=${keys.bot}`)).status).toBe(200);
		expect((await me({ authorization: 'Bearer nonsense', 'x-api-key': keys.bot })).status).toBe(200);
	});

	test('reach as far as their rights', async () => {
		const simulation = await simulate();
		const { addKey, keys } = simulation;
		const anyStation = addKey({ user: 'stations', global: ['administer stations'] });
		expect(await refusedAs(simulation, '/api/station/2/queue', keys.station)).toEqual(denied);
		expect(await refusedAs(simulation, '/api/station/2/queue', anyStation)).toEqual(granted);
		expect(await refusedAs(simulation, '/api/admin/services', anyStation)).toEqual(denied);
		expect(await refusedAs(simulation, '/api/admin/services', keys.bot)).toEqual(granted);
		expect(await refusedAs(simulation, '/api/admin/services', keys.admin)).toEqual(granted);
	});

	test('need both rights for the report of requests', async () => {
		const simulation = await simulate();
		const half = simulation.addKey({ user: 'half', stations: { 1: ['view station reports'] } });
		expect(await refusedAs(simulation, '/api/station/1/reports/requests', half)).toEqual(denied);
	});
});

test('an unknown station is told before a missing key', async () => {
	const simulation = await simulate();
	expect(await refusedAs(simulation, '/api/station/99/queue')).toEqual([404, 'NotFoundException']);
	expect(await refusedAs(simulation, '/api/station/Lanternlight/queue')).toEqual([404, 'NotFoundException']);
});

describe('a private station', () => {
	const hidden = { status: 404, body: { type: 'NotFoundException', message: 'Station not found.' } };

	test('is there for any key and for nobody else', async () => {
		const { call, keys } = await simulate();
		for (const path of ['/api/nowplaying/backroom', '/api/station/3/schedule', '/api/station/3/requests']) {
			expect(await call(path)).toMatchObject(hidden);
			expect((await call(path, { key: keys.noroles })).status).toBe(200);
		}
	});

	test('is on no list, whoever asks', async () => {
		const { call, keys } = await simulate();
		for (const path of ['/api/nowplaying', '/api/stations']) {
			expect(JSON.stringify((await call(path, { key: keys.admin })).body)).not.toContain('backroom');
		}
	});

	test('hides every refusal behind the same 404', async () => {
		const { call, keys, station } = await simulate();
		const song = station('backroom').addSong({ artist: 'A', title: 'B' });
		const ask = (headers: Record<string, string> = {}) =>
			call(`/api/station/3/request/${song.uniqueId}`, { method: 'POST', key: keys.bot, headers });
		expect(await ask({ 'user-agent': 'SomeBot/1.0' })).toMatchObject(hidden);
		expect((await ask()).status).toBe(200);
		// The third within five seconds: too many, and hidden.
		expect(await ask()).toMatchObject(hidden);
		station('backroom').requestsEnabled = false;
		expect(await call('/api/station/3/requests', { key: keys.bot })).toMatchObject(hidden);
	});

	test('hides nothing of its other routes', async () => {
		const simulation = await simulate();
		expect(await refusedAs(simulation, '/api/station/3/queue', simulation.keys.station)).toEqual(denied);
		expect(await refusedAs(simulation, '/api/station/3/queue')).toEqual(notLoggedIn);
	});

	test('was open to all before 0.23', async () => {
		const { call } = await simulate({ version: '0.22.1' });
		expect((await call('/api/nowplaying/backroom')).status).toBe(200);
	});
});

test('station, stations and requests share two calls in five seconds', async () => {
	const simulation = await simulate();
	const { call, clock, keys } = simulation;
	expect((await call('/api/stations')).status).toBe(200);
	expect((await call('/api/station/2')).status).toBe(200);
	const third = await call('/api/station/1', { key: keys.admin });
	expect(third).toMatchObject({ status: 429, body: { type: 'RateLimitExceededException' } });
	expect(third.headers.has('retry-after')).toBe(false);
	expect((await call('/api/nowplaying/1')).status).toBe(200);
	await clock.advance(5000);
	expect((await call('/api/station/1')).status).toBe(200);
});

describe('probing a right', () => {
	test.for([
		['manage station mounts', '/api/station/1/mount/0', 404],
		['manage station streamers', '/api/station/1/streamer/0', 404],
		['manage station remotes', '/api/station/1/remote/0', 404],
		['manage station media', '/api/station/1/playlist/0', 404],
		['manage station web hooks', '/api/station/1/webhook/0', 404],
		['manage station podcasts', '/api/station/1/podcasts/playlists', 200],
		['manage station profile', '/api/station/1/custom_assets/background', 200],
		['manage station broadcasting', '/api/station/1/fallback', 200],
		['view station logs', '/api/station/1/logs', 200],
		['view station reports', '/api/station/1/history?start=2000-01-01&end=2000-01-01&rowCount=1', 200],
	] as const)('%s', async ([right, path, allowed]) => {
		const simulation = await simulate();
		const withIt = simulation.addKey({ user: 'with', stations: { 1: [right] } });
		const without = simulation.addKey({ user: 'without', stations: { 1: ['manage station automation'] } });
		expect((await simulation.call(path, { key: withIt })).status).toBe(allowed);
		expect(await refusedAs(simulation, path, without)).toEqual(denied);
	});

	test.for([
		['administer all', '/api/admin/permissions', 200],
		['view administration', '/api/admin/services', 200],
		['view system logs', '/api/admin/logs', 200],
		['administer settings', '/api/admin/custom_assets/background', 200],
		['administer api keys', '/api/admin/api-key/0', 404],
		['administer stations', '/api/admin/station/0', 404],
		['administer custom fields', '/api/admin/custom_field/0', 404],
		['administer backups', '/api/admin/backups?rowCount=1', 200],
		['administer storage locations', '/api/admin/storage_location/0', 404],
	] as const)('%s', async ([right, path, allowed]) => {
		const simulation = await simulate();
		const withIt = simulation.addKey({ user: 'with', global: [right] });
		expect((await simulation.call(path, { key: withIt })).status).toBe(allowed);
		expect(await refusedAs(simulation, path, simulation.keys.noroles)).toEqual(denied);
	});
});
