import { describe, expect, it, vi } from 'vitest';
import { bothKeys, createBackend, failure, replay, sendJson, startServer } from './loopback.ts';
import { simulateStation, versions } from './simulated-station.ts';

describe('stats', () => {
	it.each(versions)('are numbers, with the admin key: %s', async (version) => {
		const { backend, calls } = await simulateStation({ version });
		const stats = await backend.administration!.stats();
		const gigabyte = 1024 ** 3;
		expect(stats).toMatchObject({
			cpu: { cores: 2, load: [expect.any(Number) as number, 0.9619140625, 1.21044921875] },
			memory: { total: 8 * gigabyte },
			swap: { total: 0, used: 0 },
			disk: { total: 160 * gigabyte, free: 97 * gigabyte, used: 63 * gigabyte },
			network: { received: 240_117, sent: 240_117 },
		});
		expect(stats.cpu.used).toBeGreaterThan(0.07);
		expect(stats.cpu.used).toBeLessThan(0.17);
		expect(calls()).toEqual(['GET /api/admin/server/stats (admin)']);
	});

	it('are read from a real answer, all network cards but the loop together', async () => {
		const server = await startServer((_, response) => replay(response, 'admin_server_stats'));
		await expect(
			createBackend(server.url, { keys: bothKeys }).administration!.stats(),
		).resolves.toMatchObject({
			cpu: { used: 0.1207, cores: 2 },
			memory: { total: 25_276_514_304, used: 1_203_204_096 },
			network: { received: 0, sent: 0 },
		});
	});
});

describe('the last backup', () => {
	it('is the newest, with the admin key; none where there is none', async () => {
		const { backend, radio, calls } = await simulateStation();
		expect(await backend.administration!.lastBackup()).toBeNull();
		const newest = Date.UTC(2026, 10, 20, 3);
		radio.host.backups.push(newest - 86_400_000, newest, newest - 2 * 86_400_000);
		expect(await backend.administration!.lastBackup()).toBe(newest);
		expect(new Set(calls())).toEqual(
			new Set([expect.stringMatching(/^GET \/api\/admin\/backups.* \(admin\)$/)]),
		);
	});

	it('is read from a real answer, and refused without the right', async () => {
		const server = await startServer((_, response) => replay(response, 'admin_backups'));
		const real = createBackend(server.url, { keys: bothKeys }).administration!;
		expect(await real.lastBackup()).toBeNull();
		const scoped = await simulateStation({ keys: { admin: 'bot' } });
		expect(await failure(scoped.backend.administration!.lastBackup())).toMatchObject({
			problem: { kind: 'right-missing', permission: 'Administer Backups' },
		});
	});
});

describe('services', () => {
	it('say what runs and whether this key may restart it', async () => {
		const { backend, radio, calls } = await simulateStation();
		radio.host.stoppedServices.add('php-worker');
		const services = await backend.administration!.services();
		expect(services.find(({ name }) => name === 'php-worker')).toEqual({
			name: 'php-worker',
			description: 'PHP queue processing worker',
			running: false,
			mayRestart: true,
		});
		expect(calls()).toEqual(['GET /api/admin/services (admin)']);
		const scoped = await simulateStation({ keys: { admin: 'bot' } });
		const seen = await scoped.backend.administration!.services();
		expect(new Set(seen.map(({ mayRestart }) => mayRestart))).toEqual(new Set([false]));
	});

	it('are restarted by name', async () => {
		const { backend, radio, calls } = await simulateStation();
		radio.host.stoppedServices.add('php-worker');
		await backend.administration!.restartService('php-worker');
		expect(calls()).toEqual(['POST /api/admin/services/restart/php-worker (admin)']);
		expect(radio.host.stoppedServices.size).toBe(0);
	});

	it('take the answer along, which is then perhaps done, and not asked again', async () => {
		const { backend, calls } = await simulateStation();
		const error = await failure(backend.administration!.restartService('nginx'));
		expect(error).toMatchObject({
			problem: { kind: 'unreachable', reason: 'connection-lost' },
			perhapsDone: true,
		});
		expect(calls()).toEqual(['POST /api/admin/services/restart/nginx (admin)']);
	});

	it.each([
		['an unknown one', 'postgres', { kind: 'refused', reason: 'invalid' }],
		['one that is not installed', 'sftpgo', { kind: 'refused', reason: 'other' }],
	])('are not restarted: %s', async (_, name, problem) => {
		const { backend } = await simulateStation();
		const error = await failure(backend.administration!.restartService(name));
		expect(error).toMatchObject({ problem, perhapsDone: false });
	});
});

describe('updates', () => {
	it.each(versions)('are told, with what changed where the server passes it on: %s', async (version) => {
		const { backend, radio, calls } = await simulateStation({ version });
		radio.host.rollingUpdates = ['a1b2c3d Fix the queue', 'd4e5f6a Mend the clock'];
		const isOld = version === '0.19.7' || version === '0.20.4';
		await expect(backend.administration!.updates()).resolves.toEqual({
			current: version,
			latest: '0.24.0',
			available: true,
			rollingBehind: 2,
			changes: isOld ? ['a1b2c3d Fix the queue', 'd4e5f6a Mend the clock'] : [],
			releaseNotes: 'https://github.com/AzuraCast/AzuraCast/releases',
		});
		expect(calls()).toEqual(['GET /api/admin/updates (admin)']);
	});

	it.each([
		['commits', [{ sha: 'a', message: 'One\n\nthe long story' }, { title: ' Two ' }], ['One', 'Two']],
		['commits by hash', { a1: 'One', b2: { subject: 'Two' } }, ['One', 'Two']],
		['nothing readable', [{ sha: 'a' }, ''], []],
		['something else', 17, []],
		['null', null, []],
	])('are read leniently: %s', async (_, list, changes) => {
		const report = { needs_rolling_update: true, rolling_updates_list: list, extra: { deep: [1] } };
		const server = await startServer((__, response) => sendJson(response, report));
		await expect(
			createBackend(server.url, { keys: bothKeys }).administration!.updates(),
		).resolves.toMatchObject({ available: true, current: null, changes });
	});

	it('are not there when there is none', async () => {
		const { backend, radio } = await simulateStation();
		radio.host.updateAvailable = false;
		await expect(backend.administration!.updates()).resolves.toMatchObject({
			available: false,
			latest: '0.23.7',
		});
	});

	it('are refused where the installation cannot update itself', async () => {
		const { backend, radio } = await simulateStation();
		radio.host.canUpdateItself = false;
		const error = await failure(backend.administration!.update());
		expect(error).toMatchObject({ problem: { kind: 'feature-off', feature: 'web-updates' } });
	});

	it('need the right to everything', async () => {
		const { backend } = await simulateStation({ keys: { admin: 'bot' } });
		const error = await failure(backend.administration!.update());
		expect(error.problem).toMatchObject({ kind: 'right-missing', key: 'admin' });
	});

	it('can be followed: the answer gets lost, the server is away, and another version comes back', async () => {
		const { backend, clock } = await simulateStation();
		const { administration } = backend;
		await expect(administration!.version()).resolves.toBe('0.23.7');
		const updating = failure(administration!.update());
		await vi.waitFor(() => expect(clock.waiting).toBe(1));
		await expect(administration!.answers()).resolves.toBe(true);
		await clock.advance(5_000);
		expect(await updating).toMatchObject({ problem: { kind: 'unreachable' }, perhapsDone: true });
		await vi.waitFor(() => expect(clock.waiting).toBe(1));
		await expect(administration!.answers()).resolves.toBe(false);
		await clock.advance(15_000);
		await vi.waitFor(() => expect(administration!.answers()).resolves.toBe(true));
		await expect(administration!.version({ past: 'caches' })).resolves.toBe('0.24.0');
		await expect(administration!.updates()).resolves.toMatchObject({ current: '0.24.0', available: false });
	});
});

describe('version', () => {
	it.each(versions)('is told without a key and remembered for ten minutes: %s', async (version) => {
		const { backend, clock, calls } = await simulateStation({ version });
		await expect(backend.administration!.version()).resolves.toBe(version);
		await clock.advance(9 * 60_000);
		await backend.administration!.version();
		expect(calls()).toEqual(['GET /api/openapi.yml (none)']);
		await clock.advance(60_000);
		await backend.administration!.version();
		await backend.administration!.version({ past: 'caches' });
		expect(calls()).toEqual(['GET /api/openapi.yml (none)', `GET /api/openapi.yml?_=${clock.now()} (none)`]);
	});

	it.each([
		["openapi: 3.0.0\ninfo:\n  title: AzuraCast\n  version: 'v0.21.0 (Stable) #1a2b'\n", '0.21.0'],
		['openapi: 3.0.0\ninfo:\n  title: AzuraCast\n', null],
		[`openapi: 3.0.0\n${'#'.repeat(5_000)}\n  version: 0.1.2\n`, null],
	])('is read from its line near the top', async (text, version) => {
		const server = await startServer((_, response) =>
			response
				.writeHead(200, { 'content-type': 'text/x-yaml;charset=utf-8' })
				.end(text + '#'.repeat(310_000)),
		);
		await expect(createBackend(server.url).administration!.version()).resolves.toBe(version);
	});
});

describe('answers', () => {
	it('asks without a key', async () => {
		const { backend, radio, calls } = await simulateStation();
		await expect(backend.administration!.answers()).resolves.toBe(true);
		expect(calls()).toEqual(['GET /api/status (none)']);
		radio.faults.add({ path: /status/, status: 502, html: '<h1>Bad Gateway</h1>' });
		await expect(backend.administration!.answers()).resolves.toBe(false);
		await radio.down();
		await expect(backend.administration!.answers()).resolves.toBe(false);
	});
});

describe('logs', () => {
	it.each(versions)('are the server’s alone, with the admin key: %s', async (version) => {
		const { backend, calls } = await simulateStation({ version });
		const logs = await backend.administration!.logs();
		expect(logs).toContainEqual({ key: 'azuracast_log', name: 'AzuraCast Application Log', grows: true });
		expect(logs.map(({ key }) => key)).not.toContain('liquidsoap_log');
		const piece = await backend.administration!.log('azuracast_log');
		expect(piece.text).toContain('AzuraCast.NOTICE');
		await backend.administration!.log('azuracast_log', piece.position!);
		expect(calls()).toEqual([
			'GET /api/admin/logs (admin)',
			'GET /api/admin/log/azuracast_log (admin)',
			`GET /api/admin/log/azuracast_log?position=${piece.position} (admin)`,
		]);
	});

	it('do not hold an unknown one', async () => {
		const { backend } = await simulateStation();
		const error = await failure(backend.administration!.log('nope'));
		expect(error.problem).toEqual({ kind: 'not-found', what: 'log' });
	});
});
