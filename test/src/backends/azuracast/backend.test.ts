import { describe, expect, it } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { StationBackend } from '#src/backends/roles.ts';
import { bothKeys, collect, createBackend, failure, replay, sendJson, startServer } from './loopback.ts';
import { readRecording } from './recordings.ts';

/** A server that answers everything with one recording. */
const replaying = (name: string) => startServer((_, response) => replay(response, name));
const day = Date.UTC(2026, 10, 23);

const roles: [string, string, 'none' | 'station', string, (backend: StationBackend) => Promise<unknown>][] = [
	['onAir.read', 'nowplaying_1', 'none', 'GET /api/nowplaying/1', (b) => b.onAir.read()],
	['onAir.readServer', 'nowplaying_all', 'none', 'GET /api/nowplaying', (b) => b.onAir.readServer!()],
	[
		'history.page',
		'history_paged',
		'station',
		'GET /api/station/1/history?rowCount=2&current=1&start=2026-11-22&end=2026-11-22',
		(b) => b.history!.page({ day: '2026-11-22', page: 1, perPage: 2 }),
	],
	[
		'history.all',
		'history',
		'station',
		'GET /api/station/1/history?rowCount=100&current=1',
		(b) => collect(b.history!.all({})),
	],
	[
		'queue.list',
		'queue',
		'station',
		'GET /api/station/1/queue?rowCount=50&current=1',
		(b) => b.queue!.list(),
	],
	[
		'requests.search',
		'requests_search',
		'none',
		'GET /api/station/1/requests?rowCount=10&current=1&searchPhrase=Artist+03',
		(b) => b.requests!.search('Artist 03', 1, 10),
	],
	['requests.find', 'file_1', 'station', 'GET /api/station/1/file/abc', (b) => b.requests!.find('abc')],
	[
		'requests.submit',
		'request_submit_ok_key',
		'station',
		'POST /api/station/1/request/abc',
		(b) => b.requests!.submit('abc'),
	],
	['playout.skip', 'backend_skip', 'station', 'POST /api/station/1/backend/skip', (b) => b.playout!.skip()],
	[
		'schedule.between',
		'schedule',
		'none',
		'GET /api/station/1/schedule?start=2026-11-23T00%3A00%3A00Z&end=2026-11-24T00%3A00%3A00Z',
		(b) => b.schedule!.between(day, day + 86_400_000),
	],
];

describe('every role', () => {
	it.each(roles)('%s makes one call, with the weakest key', async (_, recording, key, asked, run) => {
		const server = await replaying(recording);
		await run(createBackend(server.url, { keys: bothKeys }));
		expect(server.hits.map(({ method, url }) => `${method} ${url}`)).toEqual([asked]);
		expect(server.hits[0]!.headers['x-api-key']).toBe(key === 'none' ? undefined : bothKeys.station.reveal());
	});

	it.each(roles.filter(([name, , key]) => key === 'station' && name.startsWith('requests.') === false))(
		'%s says that the station key is missing, and asks nothing',
		async (_, recording, __, ___, run) => {
			const server = await replaying(recording);
			const error = await failure(run(createBackend(server.url, { keys: { admin: bothKeys.admin } })));
			expect(error.problem).toEqual({ kind: 'key-missing', key: 'station' });
			expect(server.hits).toEqual([]);
		},
	);

	it('requests.submit goes out without a key when there is none', async () => {
		const server = await replaying('request_submit_ok_nokey');
		await createBackend(server.url).requests!.submit('abc');
		expect(server.hits.map(({ headers }) => headers['x-api-key'])).toEqual([undefined]);
	});

	it.each([
		['an empty answer', {}],
		['only a message', { message: 'ok' }],
		['something else', { success: 1 }],
	])('actions are done only when AzuraCast says so: %s', async (_, body) => {
		const server = await startServer((__, response) => sendJson(response, body));
		const error = await failure(createBackend(server.url, { keys: bothKeys }).playout!.skip());
		expect(error).toMatchObject({ problem: { kind: 'unexpected-answer' }, perhapsDone: true });
	});
});

describe('onAir', () => {
	it('reads what is on the air', async () => {
		const server = await replaying('nowplaying_1');
		const state = await createBackend(server.url).onAir.read();
		expect(state).toMatchObject({
			facts: {
				remoteId: '1',
				shortName: 'test_radio',
				name: 'Test Radio',
				timezone: 'UTC',
				isPublic: true,
				requestsEnabled: true,
				playerUrl: 'http://azuracast.test/public/test_radio',
				hlsUrl: null,
			},
			online: true,
			listeners: 2,
			live: null,
			now: {
				id: '23',
				startedAt: 1_795_321_898_000,
				duration: 127_000,
				playlist: 'Default',
				requested: false,
				song: { title: 'Test Track 16', artist: 'Mira Sol', album: 'Solstice' },
			},
			next: { at: 1_795_322_017_000, duration: 110_002, song: { title: 'Test Track 05' } },
		});
		expect(state.facts.streams).toEqual([
			{
				name: '/radio.mp3 (192kbps MP3)',
				url: 'http://azuracast.test/listen/test_radio/radio.mp3',
				bitrate: 192,
				format: 'mp3',
				isDefault: true,
			},
			{
				name: 'Low bitrate',
				url: 'http://azuracast.test/listen/test_radio/low.mp3',
				bitrate: 64,
				format: 'mp3',
				isDefault: false,
			},
		]);
		expect(state.history.map(({ id }) => id)).toEqual(['22', '21', '20', '19', '18']);
	});

	it('knows a live DJ, and then no length', async () => {
		const server = await replaying('nowplaying_live');
		const state = await createBackend(server.url).onAir.read();
		expect(state.live).toEqual({ streamer: 'DJ Bo', since: 1_795_321_638_000, art: null });
		expect(state.now).toMatchObject({ song: { title: 'Test Track 20' }, duration: null });
	});

	it('knows nothing on the air from a station that was never on', async () => {
		const { body } = readRecording('nowplaying_1').response as { body: Record<string, object> };
		const now_playing = { ...body['now_playing'], sh_id: 0, duration: 0 };
		const server = await startServer((_, response) =>
			sendJson(response, { ...body, now_playing, playing_next: null, is_online: false }),
		);
		const state = await createBackend(server.url).onAir.read();
		expect(state).toMatchObject({ now: null, next: null, online: false });
	});

	it('passes the caches with an address of its own', async () => {
		const server = await replaying('nowplaying_1');
		const clock = new ManualClock(1_234);
		await createBackend(server.url, { clock }).onAir.read({ past: 'caches' });
		expect(server.hits[0]!.url).toBe('/api/nowplaying/1?_=1234');
	});
});

describe('queue, history, schedule and songs', () => {
	it('names the places of the queue, without those that were played', async () => {
		const { body } = readRecording('queue_bot').response as { body: object[] };
		const server = await startServer((_, response) =>
			sendJson(response, [{ ...body[0], is_played: true }, ...body.slice(1)]),
		);
		const entries = await createBackend(server.url, { keys: bothKeys }).queue!.list();
		expect(entries.map(({ id, sent, at }) => ({ id, sent, at }))).toEqual([
			{ id: '11', sent: true, at: 1_795_321_141_000 },
			{ id: '12', sent: false, at: 1_795_321_220_000 },
			{ id: '13', sent: false, at: 1_795_321_330_000 },
		]);
		expect(entries[0]).toMatchObject({ duration: 82_025, song: { title: 'Test Track 01' } });
		expect(JSON.stringify(entries)).not.toContain('AutoDJ');
	});

	it('counts listeners in the history and keeps hidden jingles hidden', async () => {
		const { body } = readRecording('history').response as { body: object[] };
		const server = await startServer((_, response) =>
			sendJson(response, [{ ...body[0], is_visible: false }, ...body.slice(1)]),
		);
		const { history } = createBackend(server.url, { keys: bothKeys });
		const page = await history!.page({ page: 1, perPage: 3 });
		expect(page).toMatchObject({ page: 1, pages: 2, total: 5 });
		expect(page.rows.map(({ id }) => id)).toEqual(['4', '3']);
		expect(page.rows[0]).toMatchObject({ listenersAtStart: 0, listenersAtEnd: 2 });
	});

	it('gives the entries of the span, with "now" by the clock', async () => {
		const server = await replaying('schedule_now');
		const clock = new ManualClock(Date.UTC(2026, 10, 23, 19));
		const { schedule } = createBackend(server.url, { clock });
		const hour = (h: number) => Date.UTC(2026, 10, 23, h);
		const [first, second] = await schedule!.between(hour(20), hour(48));
		expect(first).toEqual({
			kind: 'playlist',
			name: 'Evening Show',
			description: 'Playlist: Evening Show',
			startsAt: hour(18),
			endsAt: hour(21),
			isNow: true,
		});
		expect(second).toMatchObject({ startsAt: hour(42), isNow: false });
		await expect(schedule!.between(hour(21), hour(42))).resolves.toEqual([]);
	});

	it('finds a song by its request id, as far as the key may look', async () => {
		const server = await replaying('file_1');
		await expect(createBackend(server.url, { keys: bothKeys }).requests!.find('x')).resolves.toMatchObject({
			id: '6bfd490e2f95d506e9fd68375a71acf0',
			title: 'Test Track 01',
			art: `${server.url}/api/station/1/art/c8fbfa42c3d3336c36c006c2`,
		});
		await expect(createBackend(server.url).requests!.find('x')).resolves.toBeNull();
	});

	it.each(['file_unknown_404', 'files_limited_403'])('knows no song after %s', async (name) => {
		const server = await replaying(name);
		await expect(createBackend(server.url, { keys: bothKeys }).requests!.find('x')).resolves.toBeNull();
	});

	it('does not hide a wrong key behind an unknown song', async () => {
		const server = await replaying('err_bad_key');
		const error = await failure(createBackend(server.url, { keys: bothKeys }).requests!.find('x'));
		expect(error.problem.kind).toBe('key-rejected');
	});
});
