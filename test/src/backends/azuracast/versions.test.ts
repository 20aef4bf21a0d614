import { describe, expect, it } from 'vitest';
import { endpoints } from '#src/backends/azuracast/endpoints.ts';
import { createBackend, sendJson, startServer } from './loopback.ts';
import { readRecording } from './recordings.ts';

/* What AzuraCast 0.19 to 0.22 answered where 0.23.7, which the recordings hold, answers differently. */

describe('a station of 0.19.0', () => {
	it('has no time zone, and does not tell whether it takes requests', async () => {
		const { body } = readRecording('nowplaying_1').response as { body: Record<string, object> };
		const station: Partial<Record<string, unknown>> = { ...body['station'] };
		for (const later of ['timezone', 'requests_enabled', 'hls_is_default']) delete station[later];
		const playing_next = { ...body['playing_next'], played_at: null, duration: 110 };
		const server = await startServer((_, response) =>
			sendJson(response, { ...body, station, playing_next, live: { is_live: 'false', streamer_name: null } }),
		);
		const state = await createBackend(server.url).onAir.read();
		expect(state.facts).toMatchObject({ timezone: null, requestsEnabled: null, shortName: 'test_radio' });
		expect(state).toMatchObject({ live: null, next: { at: null, duration: 110_000 } });
	});
});

describe('shapes before 0.23', () => {
	it('status in snake case', () => {
		const old = {
			backend_running: true,
			frontend_running: false,
			station_has_started: true,
			station_needs_restart: false,
		};
		expect(endpoints.status.schema.parse(old)).toEqual({
			backendRunning: true,
			frontendRunning: false,
			hasStarted: true,
			needsRestart: false,
		});
		expect(endpoints.restartStatus.schema.parse({ has_started: true, needs_restart: 1 })).toEqual({
			has_started: true,
			needs_restart: true,
		});
	});

	it('lists of logs', () => {
		const log = { key: 'liquidsoap_log', name: 'Liquidsoap Log', path: '/x', tail: true, links: {} };
		const read = { key: 'liquidsoap_log', name: 'Liquidsoap Log', tail: true };
		expect(endpoints.stationLogs.schema.parse({ logs: [log] })).toEqual([read]);
		expect(endpoints.stationLogs.schema.parse([log])).toEqual([read]);
		for (const answer of [[log], { logs: [log] }, { globalLogs: [log], stationLogs: [] }]) {
			expect(endpoints.serverLogs.schema.parse(answer)).toEqual({ server: [read], stations: [] });
		}
		expect(endpoints.serverLogs.schema.safeParse({ hello: 1 }).success).toBe(false);
	});
});

describe('shapes before 0.21', () => {
	it('rights of a role by station number', () => {
		const permissions = { global: [], station: { '1': ['view station logs'], '7': [] } };
		expect(endpoints.role.schema.parse({ id: 4, name: 'Bot', permissions })).toMatchObject({
			permissions: {
				station: [
					{ id: '1', permissions: ['view station logs'] },
					{ id: '7', permissions: [] },
				],
			},
		});
		const none = { id: 4, name: 'Bot', permissions: { global: [], station: [] } };
		expect(endpoints.role.schema.parse(none).permissions.station).toEqual([]);
	});

	it('times as numbers, with 0 for never', () => {
		const track = {
			unique_id: 'u',
			song_id: 's',
			title: 't',
			artist: 'a',
			album: null,
			text: 'a - t',
			length: 90,
		};
		const pending = { id: 5, timestamp: 1_795_320_942, played_at: 0, track };
		expect(endpoints.requests.schema.parse([pending]).rows).toMatchObject([
			{ id: '5', timestamp: 1_795_320_942_000, played_at: null, track: { album: '', length: 90_000 } },
		]);
		const row = { id: 2, name: 'Default', played_at: 1_795_320_942, total_length: '2912' };
		expect(endpoints.playlist.schema.parse(row)).toMatchObject({
			played_at: 1_795_320_942_000,
			total_length: 2_912_000,
			schedule_items: [],
			is_enabled: false,
		});
	});

	it('sizes and speeds in boxes', () => {
		const box = (total: number) => ({ bytes: { total, free: 1, used: 2 }, readable: { total: 'x' } });
		const speed = { speed: { bytes: 75, readable: '75 B' }, packets: 3 };
		const cpu = { total: { name: 'total', usage: 12.5 }, cores: [], load: [0.5, 0.25, 0.1] };
		const network = [{ interface_name: 'eth0', received: speed, transmitted: speed }];
		const answer = { cpu, memory: box(100), swap: box(0), disk: box(9), network };
		expect(endpoints.serverStats.schema.parse(answer)).toMatchObject({
			memory: { total_bytes: 100, free_bytes: 1, used_bytes: 2, cached_bytes: null },
			disk: { total_bytes: 9 },
			network: [{ received: { bytesPerSecond: 75 }, transmitted: { bytesPerSecond: 75 } }],
		});
		const today = readRecording('admin_server_stats').response.body;
		expect(endpoints.serverStats.schema.parse(today)).toMatchObject({
			cpu: { total: { usage: 12.07 } },
			memory: { total_bytes: 25_276_514_304 },
			network: [{ received: { bytesPerSecond: 75_463 } }, {}, {}, {}],
		});
	});

	it('media as it is in the database', () => {
		const row = { id: 7, unique_id: 'f3e2', song_id: '5cb5', path: 'a.mp3', length: '124.5', fade_in: null };
		const playlists = [{ id: 2, name: 'Default', weight: 3 }];
		expect(endpoints.file.schema.parse({ ...row, playlists, custom_fields: [], album: null })).toMatchObject({
			id: '7',
			length: 124_500,
			album: '',
			playlists: [{ id: '2', name: 'Default' }],
		});
	});
});

describe('shapes before 0.19.7', () => {
	it('episodes of a podcast as ids', () => {
		const row = { id: 'uuid', title: 'Talk', categories: [] };
		expect(endpoints.podcasts.schema.parse([{ ...row, episodes: ['a', 'b'] }]).rows[0]!.episodes).toBe(2);
		expect(endpoints.podcasts.schema.parse([{ ...row, episodes: 3 }]).rows[0]!.episodes).toBe(3);
		expect(endpoints.podcasts.schema.parse([row]).rows[0]!.episodes).toBeNull();
	});
});

describe('PHP’s habits', () => {
	it('empty arrays for empty objects', () => {
		const service = { name: 'cron', description: 'x', running: true };
		const parse = (links: unknown) => endpoints.services.schema.parse([{ ...service, links }])[0]!.links;
		expect(parse([])).toEqual({ restart: null });
		expect(parse({ restart: '/api/x' })).toEqual({ restart: '/api/x' });
		expect(endpoints.queue.schema.parse([{ ...queueRow(), links: [] }]).rows[0]!.links).toEqual({ self: '' });
	});

	it('numbers that JavaScript cannot hold, in the size of an unlimited page', () => {
		const { body } = readRecording('queue_rowcount_0').response;
		expect(endpoints.queue.schema.parse(body).paging).toEqual({ page: 1, pages: 1, total: 4 });
	});

	it('numbers as text', () => {
		expect(endpoints.quota.schema.parse(readRecording('quota').response.body)).toMatchObject({
			used_bytes: 29_536_417,
			quota_bytes: null,
			num_files: 50,
		});
	});

	it('nothing that is secret is kept of a station’s settings', () => {
		const { body } = readRecording('admin_station_1').response as { body: object };
		const withSecret = { ...body, frontend_config: { source_pw: 'hackme', admin_pw: 'hackme' } };
		expect(JSON.stringify(endpoints.stationSettings.schema.parse(withSecret))).not.toContain('hackme');
		expect(endpoints.probeStreamers.schema.parse({ streamer_password: 'hackme' })).toBeNull();
	});
});

function queueRow(): object {
	const { body } = readRecording('queue').response as { body: object[] };
	return body[0]!;
}
