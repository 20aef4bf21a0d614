import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { restartService, type ServiceRestart } from '#src/stations/restart-service.ts';
import { problem, settle, unreachable } from './fake-station.ts';

/** A server with one service; `seen` says at each look whether it runs, or throws. */
class FakeServer {
	orders: string[] = [];
	looks = 0;
	failing: Error | undefined;
	seen: (look: number) => boolean | undefined = () => true;

	async restartService(name: string): Promise<void> {
		this.orders.push(name);
		if (this.failing !== undefined) throw this.failing;
	}

	async services() {
		this.looks += 1;
		const running = this.seen(this.looks);
		if (running === undefined) throw unreachable();
		return [{ name: 'nginx', description: '', running, mayRestart: true }];
	}
}

async function restart(server: FakeServer, running = true): Promise<ServiceRestart> {
	const clock = new ManualClock();
	const outcome = restartService(server, { name: 'nginx', running }, clock);
	const progress = { ended: false };
	const end = () => {
		progress.ended = true;
	};
	outcome.then(end, end);
	await settle();
	for (let seconds = 0; !progress.ended && seconds < 120; seconds++) await clock.advance(1_000);
	return outcome;
}

const lost = () =>
	problem({ kind: 'unreachable', reason: 'connection-lost', afterMs: 1 }, { perhapsDone: true });

describe('a restart of a service', () => {
	test('that was taken is done as soon as the service is seen to run', async () => {
		const server = new FakeServer();
		server.seen = (look) => look >= 3;
		expect(await restart(server)).toMatchObject({ kind: 'restarted', answerLost: false, tookMs: 9_000 });
		expect(server.orders).toEqual(['nginx']);
		expect(server.looks).toBe(3);
	});

	test('whose answer got lost is only perhaps done, if the service ran all along', async () => {
		const server = new FakeServer();
		server.failing = lost();
		server.seen = (look) => (look < 3 ? undefined : true);
		expect(await restart(server)).toMatchObject({ kind: 'perhaps', answerLost: true });
		expect(server.orders).toEqual(['nginx']);
	});

	test('whose answer got lost is proved by a service that had stood still', async () => {
		const server = new FakeServer();
		server.failing = lost();
		expect(await restart(server, false)).toMatchObject({ kind: 'restarted', answerLost: true });
	});

	test('is not claimed for a service that does not come back', async () => {
		const server = new FakeServer();
		server.seen = () => false;
		expect(await restart(server)).toMatchObject({ kind: 'stopped', tookMs: 60_000 });
	});

	test('tells the last that was seen, also when the server falls silent then', async () => {
		const server = new FakeServer();
		server.seen = (look) => (look === 1 ? false : undefined);
		expect(await restart(server)).toMatchObject({ kind: 'stopped' });
	});

	test('says so where the server tells nothing afterwards', async () => {
		const server = new FakeServer();
		server.seen = () => undefined;
		expect(await restart(server)).toMatchObject({ kind: 'silent' });
		expect(server.orders).toEqual(['nginx']);
	});

	test('that was certainly not taken fails, without a look', async () => {
		const server = new FakeServer();
		server.failing = problem({ kind: 'right-missing', key: 'admin', tail: '3f9c', permission: 'X' });
		await expect(restart(server)).rejects.toMatchObject({ problem: { kind: 'right-missing' } });
		expect(server.looks).toBe(0);
	});
});
