import { describe, expect, it } from 'vitest';
import { bothKeys, createBackend, failure, replay, startServer } from './loopback.ts';
import { simulateStation, versions } from './simulated-station.ts';

describe('list', () => {
	it.each(versions)('names the logs, with the station key: %s', async (version) => {
		const { backend, calls } = await simulateStation({ version });
		const logs = await backend.logs!.list();
		expect(logs).toContainEqual({ key: 'liquidsoap_log', name: 'Liquidsoap Log', grows: true });
		expect(logs).toContainEqual({ key: 'icecast_xml', name: 'Icecast Configuration', grows: false });
		expect(calls()).toEqual(['GET /api/station/lanternlight/logs (station)']);
	});

	it('says which right is missing', async () => {
		const { backend } = await simulateStation({ keys: { station: 'limited' } });
		const error = await failure(backend.logs!.list());
		expect(error.problem).toMatchObject({ kind: 'right-missing', permission: 'View Station Logs' });
	});
});

describe('read', () => {
	it('gives the end of a log, and then only what came after it', async () => {
		const { backend, clock, calls } = await simulateStation();
		const first = await backend.logs!.read('liquidsoap_log');
		expect(first.position).toBe(Buffer.byteLength(first.text));
		await clock.advance(6 * 60_000);
		const more = await backend.logs!.read('liquidsoap_log', first.position!);
		expect(more.text).not.toBe('');
		expect(first.text).not.toContain(more.text);
		await expect(backend.logs!.read('liquidsoap_log')).resolves.toMatchObject({
			text: first.text + more.text,
		});
		expect(calls().slice(0, 2)).toEqual([
			'GET /api/station/lanternlight/log/liquidsoap_log (station)',
			`GET /api/station/lanternlight/log/liquidsoap_log?position=${first.position} (station)`,
		]);
	});

	it('gives a settings file whole', async () => {
		const { backend } = await simulateStation();
		const piece = await backend.logs!.read('icecast_xml');
		expect(piece).toMatchObject({ text: expect.stringContaining('</icecast>') as string, position: null });
	});

	it('begins anew with a log that has become shorter', async () => {
		const server = await startServer(({ url }, response) =>
			replay(
				response,
				url.includes('position=')
					? 'station_log_liquidsoap_log_position_beyond'
					: 'station_log_liquidsoap_log',
			),
		);
		const { logs } = createBackend(server.url, { keys: bothKeys });
		const piece = await logs!.read('liquidsoap_log', 99_999_999);
		expect(piece).toMatchObject({
			text: expect.stringContaining('LOG START') as string,
			position: 13_888,
		});
	});

	it('leaves it at nothing when nothing came', async () => {
		const server = await startServer((_, response) => replay(response, 'station_log_liquidsoap_log_tail'));
		const { logs } = createBackend(server.url, { keys: bothKeys });
		await expect(logs!.read('liquidsoap_log', 13_888)).resolves.toEqual({ text: '', position: 13_888 });
		expect(server.hits).toHaveLength(1);
	});

	it.each(['nope', '../../admin/stations', 'a/b?c'])('knows no log called %j', async (key) => {
		const { backend, radio } = await simulateStation();
		const error = await failure(backend.logs!.read(key));
		expect(error.problem).toEqual({ kind: 'not-found', what: 'log' });
		for (const { path } of radio.requests) expect(path).toMatch(/^\/api\/station\/lanternlight\/log\//);
	});
});
