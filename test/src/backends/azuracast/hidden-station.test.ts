import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
	bothKeys,
	createBackend,
	createClient,
	failure,
	type Hit,
	replay,
	sendJson,
	startServer,
	stationKey,
} from './loopback.ts';
import { readRecording } from './recordings.ts';

const nowPlayingBody = z.looseObject({ station: z.looseObject({}) });
const isKeyed = (hit: Hit) => hit.headers['x-api-key'] !== undefined;
const log = (hits: Hit[]) => hits.map((hit) => `${isKeyed(hit) ? 'key' : 'no key'} ${hit.url}`);

/** The recorded one was served from a cache that still called the station public. */
function sendPrivateNowPlaying(response: ServerResponse): void {
	const body = nowPlayingBody.parse(readRecording('private_nowplaying_limited').response.body);
	sendJson(response, { ...body, station: { ...body.station, is_public: false } });
}

/** A private station: unknown to strangers, and mute about every error. */
function privateStation(key = stationKey.reveal()) {
	return startServer((hit, response) => {
		const { url, headers } = hit;
		const isKnown = headers['x-api-key'] === key;
		if (url.includes('/account/me')) replay(response, isKnown ? 'account_me_bot' : 'err_bad_key_me');
		else if (!isKnown || url.includes('/request/')) replay(response, 'private_submit_unknown_id_key');
		else if (url.includes('/requests')) replay(response, 'requests_station2_unsupported');
		else if (url.includes('/schedule')) replay(response, 'schedule');
		else sendPrivateNowPlaying(response);
	});
}

describe('a private station', () => {
	it('is asked again with the station key, and from then on at once with it', async () => {
		const server = await privateStation();
		const { onAir, schedule } = createBackend(server.url, { keys: bothKeys });
		await expect(onAir.read()).resolves.toMatchObject({
			facts: { shortName: 'test_radio', isPublic: false },
		});
		await onAir.read();
		await schedule!.between(0, 1);
		expect(log(server.hits)).toEqual([
			'no key /api/nowplaying/1',
			'key /api/nowplaying/1',
			'key /api/nowplaying/1',
			'key /api/station/1/schedule?start=1970-01-01T00%3A00%3A00Z&end=1970-01-01T00%3A00%3A00Z',
		]);
	});

	it('gets no key any more once it is public', async () => {
		const server = await startServer((hit, response, number) => {
			if (isKeyed(hit) && number < 4) sendPrivateNowPlaying(response);
			else if (isKeyed(hit)) replay(response, 'nowplaying_1');
			else replay(response, number === 1 ? 'private_nowplaying_nokey' : 'nowplaying_1');
		});
		const { onAir } = createBackend(server.url, { keys: bothKeys });
		for (let i = 0; i < 5; i += 1) await onAir.read();
		expect(log(server.hits).map((line) => line.split(' /')[0])).toEqual([
			'no key',
			'key',
			'key',
			'key',
			'no key',
			'no key',
		]);
	});

	it('does not exist without a station key', async () => {
		const server = await privateStation();
		const { onAir, requests } = createBackend(server.url, { keys: { admin: bothKeys.admin } });
		expect((await failure(onAir.read())).problem).toEqual({ kind: 'not-found', what: 'station' });
		expect((await failure(requests!.submit('abc'))).problem).toEqual({ kind: 'not-found', what: 'station' });
		expect(server.hits.some(isKeyed)).toBe(false);
	});

	it('hides why it refuses a request, which is sent once', async () => {
		const server = await privateStation();
		const { requests } = createBackend(server.url, { keys: bothKeys });
		expect((await failure(requests!.submit('abc'))).problem).toEqual({
			kind: 'refused',
			reason: 'private-station',
			words: '',
		});
		expect(server.hits.filter(({ method }) => method === 'POST').length).toBe(1);
		expect((await failure(requests!.search('', 1, 5))).problem).toMatchObject({ reason: 'private-station' });
	});

	it('is told from a wrong key', async () => {
		const server = await privateStation('another');
		const { onAir, requests } = createBackend(server.url, { keys: bothKeys });
		const problem = { kind: 'key-rejected', key: 'station', tail: 'cdef' };
		expect((await failure(onAir.read())).problem).toEqual(problem);
		expect((await failure(requests!.submit('abc'))).problem).toEqual(problem);
	});

	it('is told from one that is not there', async () => {
		const server = await startServer(({ url }, response) =>
			replay(response, url.includes('/account/me') ? 'account_me_bot' : 'err_unknown_station_nowplaying'),
		);
		const { onAir, requests } = createBackend(server.url, { keys: bothKeys });
		const problem = { kind: 'not-found', what: 'station' };
		expect((await failure(onAir.read())).problem).toEqual(problem);
		expect((await failure(requests!.submit('abc'))).problem).toEqual(problem);
	});

	it('that never played is there, without a record', async () => {
		const server = await startServer((hit, response) =>
			replay(response, isKeyed(hit) ? 'nowplaying_2_private_admin' : 'nowplaying_2_private'),
		);
		const { onAir } = createBackend(server.url, { keys: bothKeys });
		expect((await failure(onAir.read())).problem).toEqual({ kind: 'not-found', what: 'record' });
		await failure(onAir.read());
		expect(log(server.hits).length).toBe(3);
	});
});

describe('a missing right on an administration endpoint', () => {
	it('may be a wrong key before 0.22', async () => {
		const server = await startServer(({ url }, response) =>
			replay(response, url.includes('/account/me') ? 'err_bad_key_me' : 'admin_stations_bot_403'),
		);
		const error = await failure(createClient(server.url, { keys: bothKeys }).call('allStations', {}));
		expect(error.problem).toEqual({ kind: 'key-rejected', key: 'admin', tail: '3210' });
	});

	it('is one when the key proves good', async () => {
		const server = await startServer(({ url }, response) =>
			replay(response, url.includes('/account/me') ? 'account_me_bot' : 'admin_stations_bot_403'),
		);
		const error = await failure(createClient(server.url, { keys: bothKeys }).call('allStations', {}));
		expect(error.problem).toEqual({
			kind: 'right-missing',
			key: 'admin',
			tail: '3210',
			permission: 'Administer Stations',
		});
		expect(server.hits.every(({ headers }) => headers['x-api-key'] === bothKeys.admin.reveal())).toBe(true);
	});
});
