import { describe, expect, it } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { BackendCall } from '#src/backends/backend-call.ts';
import { bothKeys, createBackend, createClient, failure, replay, startServer } from './loopback.ts';

async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('AzuraCast’s limit of two calls in five seconds', () => {
	it('is kept by waiting, and only where it counts', async () => {
		const clock = new ManualClock(0);
		const calls: BackendCall[] = [];
		const server = await startServer((_, response) => replay(response, 'request_submit_ok_key'));
		const backend = createBackend(server.url, { keys: bothKeys, clock, observe: (call) => calls.push(call) });
		const submits = ['a', 'b', 'c'].map((id) => backend.requests!.submit(id));
		await Promise.all(submits.slice(0, 2));
		await backend.playout!.skip();
		expect(server.hits.map(({ url }) => url)).toEqual([
			'/api/station/1/request/a',
			'/api/station/1/request/b',
			'/api/station/1/backend/skip',
		]);
		await clock.advance(5_200);
		await submits[2];
		expect(calls.map(({ endpoint, waitedMs }) => [endpoint, waitedMs])).toEqual([
			['requestSong', 0],
			['requestSong', 0],
			['skipSong', 0],
			['requestSong', 5_100],
		]);
	});

	it('turns away who would wait too long, with the time to come back', async () => {
		const clock = new ManualClock(0);
		const server = await startServer((_, response) => replay(response, 'request_submit_ok_key'));
		const backend = createBackend(server.url, { keys: bothKeys, clock });
		const submits = ['a', 'b', 'c', 'd'].map((id) => backend.requests!.submit(id));
		const error = await failure(backend.requests!.submit('e'));
		expect(error.problem).toEqual({ kind: 'rate-limited', until: 10_300 });
		await clock.advance(10_000);
		await Promise.all(submits);
		expect(server.hits.length).toBe(4);
	});

	it('sends a refused request once and lets nobody try for five seconds', async () => {
		const clock = new ManualClock(1_000);
		const server = await startServer((_, response, number) =>
			replay(response, number === 1 ? 'err_rate_limited' : 'request_submit_ok_key'),
		);
		const backend = createBackend(server.url, { keys: bothKeys, clock });
		const error = await failure(backend.requests!.submit('a'));
		expect(error).toMatchObject({ problem: { kind: 'rate-limited', until: 6_000 }, perhapsDone: false });
		const next = backend.requests!.submit('b');
		await clock.advance(4_900);
		expect(server.hits.length).toBe(1);
		await clock.advance(200);
		await next;
		expect(server.hits.length).toBe(2);
	});

	it('lets a refused read wait and try once more', async () => {
		const clock = new ManualClock(0);
		const server = await startServer((_, response, number) =>
			replay(response, number === 1 ? 'err_rate_limited' : 'station_1'),
		);
		const call = createClient(server.url, { clock }).call('station', {});
		await until(() => clock.waiting > 0);
		await clock.advance(5_000);
		await expect(call).resolves.toMatchObject({ shortcode: 'test_radio' });
		expect(server.hits.length).toBe(2);
	});

	it('lets a read that is refused twice fail', async () => {
		const clock = new ManualClock(0);
		const server = await startServer((_, response) => replay(response, 'err_rate_limited'));
		const call = failure(createClient(server.url, { clock }).call('station', {}));
		await until(() => clock.waiting > 0);
		await clock.advance(5_000);
		expect((await call).problem).toEqual({ kind: 'rate-limited', until: 10_000 });
		expect(server.hits.length).toBe(2);
	});
});
