import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { Health } from '#src/web/health.ts';
import { Metrics } from '#src/web/metrics.ts';
import { startWebServer, type WebServer } from '#src/web/server.ts';

let clock: ManualClock;
let health: Health;
let metrics: Metrics;
let server: WebServer;
let status: number;
const startup = { commandsRegistered: false, stationsLoaded: true };

const start = (port = 0) => startWebServer({ host: '127.0.0.1', port, clock, health, metrics });

beforeEach(async () => {
	clock = new ManualClock();
	metrics = new Metrics('1.2.3');
	status = 0;
	const shard = { status: () => status, lastAckAt: () => clock.now(), readyAt: () => clock.now() };
	health = new Health(clock, { shards: () => [shard], startup: () => startup });
	startup.commandsRegistered = true;
	server = await start();
});
afterEach(async () => {
	await server.close();
	health.close();
	metrics.close();
});

const ask = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${server.port}${path}`, { method });

describe('/healthz', () => {
	test('is 200 while the gateway is connected', async () => {
		const response = await ask('/healthz?from=probe');
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toBe('application/json');
		expect(response.headers.get('cache-control')).toBe('no-store');
		expect(await response.json()).toEqual({ status: 'ok', reasons: [] });
	});

	test('is 503 with the reason while it is not', async () => {
		status = 8;
		const response = await ask('/healthz');
		expect(response.status).toBe(503);
		expect(await response.json()).toEqual({
			status: 'failing',
			reasons: ['shard 0 is not connected (status 8)'],
		});
	});
});

test('/readyz is 503 until the commands are registered, while /healthz is 200', async () => {
	startup.commandsRegistered = false;
	expect((await ask('/healthz')).status).toBe(200);
	const response = await ask('/readyz');
	expect(response.status).toBe(503);
	expect(await response.json()).toMatchObject({ reasons: ['commands are not registered yet'] });
	startup.commandsRegistered = true;
	expect((await ask('/readyz')).status).toBe(200);
});

test('/metrics is what Prometheus reads', async () => {
	metrics.interaction('nowplaying', 'done', 3);
	const response = await ask('/metrics');
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
	expect(await response.text()).toContain(
		'airdeck_interactions_total{command="nowplaying",outcome="done"} 1',
	);
});

describe('other requests', () => {
	test('HEAD gives the status and no body', async () => {
		status = 5;
		const response = await ask('/healthz', 'HEAD');
		expect(response.status).toBe(503);
		expect(await response.text()).toBe('');
	});

	test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is not allowed', async (method) => {
		const response = await ask('/metrics', method);
		expect(response.status).toBe(405);
		expect(response.headers.get('allow')).toBe('GET, HEAD');
	});

	test.each(['/', '/health', '/healthz/', '/toString', '/__proto__', '//healthz'])(
		'%s is not found',
		async (path) => {
			const response = await ask(path);
			expect(response.status).toBe(404);
			expect(response.headers.get('cache-control')).toBe('no-store');
		},
	);
});

describe('start and stop', () => {
	test('a port in use is an error', async () => {
		await expect(start(server.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});

	test('stopping closes kept connections at once and takes no more', async () => {
		await (await ask('/healthz')).text();
		await server.close();
		await expect(ask('/healthz')).rejects.toThrow();
	});

	test('stopping gives up on a request that never ends', async () => {
		const socket = connect(server.port, '127.0.0.1');
		await once(socket, 'connect');
		socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n');
		// Makes sure that the half request has arrived.
		await (await ask('/healthz')).text();
		const closed = server.close();
		const gone = once(socket, 'close');
		socket.on('error', () => undefined);
		await clock.advance(2_000);
		await Promise.all([closed, gone]);
		expect(socket.destroyed).toBe(true);
	});
});
