import { describe, expect, it } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { createBackend } from '#src/backends/registry.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { failure, replay, startServer } from './azuracast/loopback.ts';

describe('ServerConnections', () => {
	it('shares its connections among all stations of a server, until it is closed', async () => {
		const sockets = new Set<unknown>();
		const server = await startServer((_, response) => {
			sockets.add(response.socket);
			replay(response, 'nowplaying_1');
		});
		const clock = new ManualClock();
		const connections = new ServerConnections({ userAgent: 'Airdeck/0', clock });
		const [one, two] = ['1', '2'].map((station) =>
			createBackend('azuracast', { url: server.url, station, keys: {} }, { connections, clock }),
		);
		for (let i = 0; i < 5; i += 1) {
			await one!.onAir.read();
			await two!.onAir.read();
		}
		// A second one may open while the first is still tidying up behind an answer.
		expect(sockets.size).toBeLessThanOrEqual(2);
		const before = new Set(sockets);
		await connections.close();
		await one!.onAir.read();
		expect(sockets.size).toBe(before.size + 1);
		await connections.close();
	});

	it('tells by its error which server could not be reached', async () => {
		const clock = new ManualClock();
		const connections = new ServerConnections({
			userAgent: 'Airdeck/0',
			clock,
			connect: {
				lookup: (hostname, _, callback) =>
					callback(Object.assign(new Error(hostname), { code: 'ENOTFOUND' }), '', 4),
			},
		});
		const settings = { url: 'https://radio.example.org', station: '1', keys: {} };
		const backend = createBackend('azuracast', settings, { connections, clock });
		const error = await failure(backend.onAir.read());
		expect(error).toMatchObject({
			host: 'radio.example.org',
			problem: { kind: 'unreachable', reason: 'no-such-name' },
			message: 'GET /nowplaying/{station} at radio.example.org: unreachable',
		});
		await connections.close();
	});

	it('does not wait at the end for a server that never answers', async () => {
		const server = await startServer(() => {
			// Taken, and nothing more.
		});
		const clock = new ManualClock();
		const connections = new ServerConnections({ userAgent: 'Airdeck/0', clock });
		const backend = createBackend(
			'azuracast',
			{ url: server.url, station: '1', keys: {} },
			{ connections, clock },
		);
		const reading = failure(backend.onAir.read());
		await expect.poll(() => server.hits.length).toBe(1);
		const startedAt = performance.now();
		await connections.close();
		expect(performance.now() - startedAt).toBeLessThan(2_000);
		expect(await reading).toBeInstanceOf(Error);
	});
});
