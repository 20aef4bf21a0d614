import { describe, expect, it, vi } from 'vitest';
import { bothKeys, createBackend, failure, sendJson, startServer } from './loopback.ts';
import { simulateStation, versions } from './simulated-station.ts';

const bodyOf = (text: string): unknown => JSON.parse(text);

describe('status', () => {
	it.each(versions)('tells what runs, with the station key: %s', async (version) => {
		const { backend, radio, calls } = await simulateStation({ version });
		radio.station('lanternlight').needsRestart = true;
		radio.station('lanternlight').frontendRunning = false;
		const status = await backend.operations!.status();
		const told = { backendRunning: true, frontendRunning: false, hasStarted: true, needsRestart: true };
		if (version === '0.23.7') {
			expect(status).toEqual({ ...told, isEnabled: true, hasBackend: true, hasFrontend: true });
			expect(calls()).toEqual([
				'GET /api/station/lanternlight/status (station)',
				'GET /api/station/lanternlight/dashboard (station)',
			]);
		} else {
			expect(status).toEqual({ ...told, isEnabled: null, hasBackend: null, hasFrontend: null });
			expect(calls()).toEqual(['GET /api/station/lanternlight/status (station)']);
		}
	});

	it('knows a station without AutoDJ that was never started', async () => {
		const { backend } = await simulateStation({
			station: 'annex',
			withAnnex: true,
			keys: { station: 'admin' },
		});
		await expect(backend.operations!.status()).resolves.toEqual({
			backendRunning: false,
			frontendRunning: false,
			hasStarted: false,
			needsRestart: false,
			isEnabled: true,
			hasBackend: false,
			hasFrontend: true,
		});
	});

	it('says of no more than it was told where the server has neither', async () => {
		const server = await startServer((hit, response) => {
			if (hit.url.endsWith('/status')) sendJson(response, { backendRunning: true, frontendRunning: true });
			else sendJson(response, { success: false, type: 'HttpMethodNotAllowedException', message: 'No' }, 405);
		});
		await expect(createBackend(server.url, { keys: bothKeys }).operations!.status()).resolves.toMatchObject({
			backendRunning: true,
			hasStarted: null,
			needsRestart: null,
			isEnabled: null,
		});
	});

	it('names the right that the key lacks', async () => {
		const { backend } = await simulateStation({ keys: { station: 'noroles' } });
		const error = await failure(backend.operations!.status());
		expect(error.problem).toMatchObject({ kind: 'right-missing', key: 'station' });
	});
});

describe('settings', () => {
	it.each(versions)('are read with the admin key by number: %s', async (version) => {
		const { backend, radio, calls } = await simulateStation({ version });
		const station = radio.station('lanternlight');
		station.requestDelayMinutes = null;
		station.requestThresholdMinutes = 30;
		station.backendConfig['enable_auto_cue'] = true;
		await expect(backend.operations!.settings()).resolves.toEqual({
			isEnabled: true,
			autoCue: true,
			hls: false,
			writesPlaylists: false,
			requests: true,
			requestDelay: null,
			requestThreshold: 1_800_000,
			streamers: true,
			isPublic: true,
		});
		expect(calls()).toEqual(['GET /api/nowplaying/lanternlight (none)', 'GET /api/admin/station/1 (admin)']);
		await backend.operations!.settings();
		expect(calls()).toEqual(['GET /api/admin/station/1 (admin)']);
	});

	it('of a station that is known by number take one call', async () => {
		const { backend, calls } = await simulateStation({ station: '2' });
		await expect(backend.operations!.settings()).resolves.toMatchObject({ isPublic: true });
		expect(calls()).toEqual(['GET /api/admin/station/2 (admin)']);
	});

	it.each([
		['was never started', 'annex', { withAnnex: true }, '4'],
		['is private, without a key for it', 'backroom', {}, '3'],
	])('of a station that %s are found through the administration', async (_, station, options, number) => {
		const { backend, calls } = await simulateStation({ station, keys: { admin: 'admin' }, ...options });
		await expect(backend.operations!.settings()).resolves.toMatchObject({ isPublic: false });
		expect(calls()).toEqual([
			`GET /api/nowplaying/${station} (none)`,
			`GET /api/admin/stations?rowCount=50&current=1&searchPhrase=${station} (admin)`,
			`GET /api/admin/station/${number} (admin)`,
		]);
	});

	it('are those of the station that bears the very name, not of one that has it in its own', async () => {
		const row = (id: number, name: string) => ({ id, name, short_name: name, backend_config: [] });
		const server = await startServer(({ url }, response) => {
			if (url.startsWith('/api/admin/stations')) {
				sendJson(response, [row(7, 'radio_two'), row(8, 'radio'), row(9, 'the_radio')]);
			} else if (url === '/api/admin/station/8') sendJson(response, row(8, 'radio'));
			else sendJson(response, { success: false, type: 'Error', message: 'Record not found' }, 404);
		});
		const backend = createBackend(server.url, { keys: bothKeys, station: 'radio' });
		await backend.operations!.settings();
		expect(server.hits.at(-1)!.url).toBe('/api/admin/station/8');
	});

	it('follow the name to a station that was made anew', async () => {
		const now = { number: 5 };
		const server = await startServer(({ url }, response) => {
			const record = { id: now.number, name: 'R', short_name: 'radio', backend_config: {} };
			if (url.startsWith('/api/admin/stations')) sendJson(response, [record]);
			else if (url === `/api/admin/station/${now.number}`) sendJson(response, record);
			else sendJson(response, { success: false, type: 'Error', message: 'Record not found' }, 404);
		});
		const { operations } = createBackend(server.url, { keys: bothKeys, station: 'radio' });
		await operations!.settings();
		now.number = 6;
		// An order that was meant for the station before does not reach the new one, not even at the second try of a lookup.
		const error = await failure(operations!.stop());
		expect(error.problem).toEqual({ kind: 'not-found', what: 'station' });
		expect(server.hits.filter(({ method }) => method === 'PUT').map(({ url }) => url)).toEqual([
			'/api/admin/station/5',
		]);
		await expect(operations!.settings()).resolves.toMatchObject({ isEnabled: false });
		expect(server.hits.at(-1)!.url).toBe('/api/admin/station/6');
	});

	it('say that there is no such station', async () => {
		const { backend } = await simulateStation({ station: 'nowhere' });
		const error = await failure(backend.operations!.settings());
		expect(error.problem).toEqual({ kind: 'not-found', what: 'station' });
	});

	it('need the admin key, and its right', async () => {
		const { backend, calls } = await simulateStation({ station: '1', keys: { station: 'station' } });
		const missing = await failure(backend.operations!.settings());
		expect(missing.problem).toEqual({ kind: 'key-missing', key: 'admin' });
		expect(calls()).toEqual([]);
		const scoped = await simulateStation({ station: '1', keys: { admin: 'bot' } });
		const refused = await failure(scoped.backend.operations!.settings());
		expect(refused.problem).toMatchObject({ kind: 'right-missing', permission: 'Administer Stations' });
	});
});

describe('start and stop', () => {
	it.each(versions)(
		'switch the station with the admin key and are seen in its status: %s',
		async (version) => {
			const { backend, calls, clock } = await simulateStation({ version });
			const { operations } = backend;
			await operations!.stop();
			expect(calls()).toEqual([
				'GET /api/nowplaying/lanternlight (none)',
				'PUT /api/admin/station/1 (admin)',
			]);
			const running = async () => {
				const { backendRunning, frontendRunning } = await operations!.status();
				return [backendRunning, frontendRunning];
			};
			await expect(running()).resolves.toEqual([false, false]);
			await operations!.start();
			await expect(running()).resolves.toEqual([false, false]);
			await clock.advance(10_000);
			await expect(running()).resolves.toEqual([true, true]);
		},
	);

	it('reach a station that is off for so long that now-playing has forgotten it', async () => {
		const { backend, radio, calls, clock } = await simulateStation();
		radio.station('lanternlight').isEnabled = false;
		await clock.advance(181_000);
		await backend.operations!.start();
		expect(radio.station('lanternlight').isEnabled).toBe(true);
		expect(calls().at(-1)).toBe('PUT /api/admin/station/1 (admin)');
	});

	it('send the one field and nothing that was read', async () => {
		const server = await startServer((_, response) => sendJson(response, { success: true, message: 'ok' }));
		const { operations } = createBackend(server.url, { keys: bothKeys, station: '3' });
		await operations!.start();
		await operations!.stop();
		await operations!.setRequests(false);
		expect(server.hits.map(({ method, url, body }) => [method, url, bodyOf(body)])).toEqual([
			['PUT', '/api/admin/station/3', { is_enabled: true }],
			['PUT', '/api/admin/station/3', { is_enabled: false }],
			['PUT', '/api/admin/station/3', { enable_requests: false }],
		]);
		const keys = new Set(server.hits.map(({ headers }) => headers['x-api-key']));
		expect([...keys]).toEqual([bothKeys.admin.reveal()]);
	});

	it('are done when supervisor says that it already is so, and not when it says the opposite', async () => {
		const refusal = { success: false, type: 'AlreadyRunningException', message: 'It is already running.' };
		const server = await startServer((_, response) => sendJson(response, refusal, 500));
		const { operations } = createBackend(server.url, { keys: bothKeys, station: '3' });
		await operations!.start();
		const error = await failure(operations!.stop());
		expect(error.problem).toMatchObject({ kind: 'refused', reason: 'already-running' });
	});

	it('may have been done when the answer got lost, and are not sent again', async () => {
		const { backend, radio } = await simulateStation({ station: '1' });
		radio.faults.add({ path: /admin\/station/, method: 'PUT', closeSocket: true });
		const error = await failure(backend.operations!.stop());
		expect(error).toMatchObject({ problem: { reason: 'connection-lost' }, perhapsDone: true });
		expect(radio.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
	});
});

describe('restart', () => {
	it('waits with the station key until everything runs again', async () => {
		const { backend, radio, clock, calls } = await simulateStation();
		let isDone = false;
		const restarting = backend.operations!.restart().then(() => {
			isDone = true;
		});
		await vi.waitFor(() => expect(clock.waiting).toBe(1));
		expect(isDone).toBe(false);
		expect(radio.station('lanternlight').backendRunning).toBe(false);
		await clock.advance(5_000);
		await restarting;
		expect(radio.station('lanternlight').backendRunning).toBe(true);
		expect(calls()).toEqual(['POST /api/station/lanternlight/restart (station)']);
	});

	it('says of a station that is switched off that nothing is there to restart', async () => {
		const { backend, radio } = await simulateStation();
		radio.station('lanternlight').isEnabled = false;
		const error = await failure(backend.operations!.restart());
		expect(error.problem).toEqual({ kind: 'feature-off', feature: 'backend' });
	});

	it.each(['AlreadyRunningException', 'NotRunningException'])('takes %s for done', async (type) => {
		const server = await startServer((_, response) =>
			sendJson(response, { success: false, type, message: 'x' }, 500),
		);
		await createBackend(server.url, { keys: bothKeys }).operations!.restart();
		expect(server.hits).toHaveLength(1);
	});

	it('takes no other refusal for done', async () => {
		const refusal = { success: false, type: 'BadNameException', message: 'BAD_NAME' };
		const server = await startServer((_, response) => sendJson(response, refusal, 500));
		const error = await failure(createBackend(server.url, { keys: bothKeys }).operations!.restart());
		expect(error.problem).toMatchObject({ kind: 'refused', reason: 'other' });
	});
});

describe('requests', () => {
	it('are switched with the admin key, and the rest stays', async () => {
		const { backend, radio, calls } = await simulateStation({ station: '1' });
		await backend.operations!.setRequests(false);
		await expect(backend.operations!.settings()).resolves.toMatchObject({ requests: false, isEnabled: true });
		expect(radio.station('lanternlight').requestsEnabled).toBe(false);
		await backend.operations!.setRequests(true);
		await expect(backend.operations!.settings()).resolves.toMatchObject({ requests: true });
		expect(calls()[0]).toBe('PUT /api/admin/station/1 (admin)');
	});
});
