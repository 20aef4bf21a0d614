import { expect, test } from 'vitest';
import { failure } from './loopback.ts';
import { simulated } from './simulated.ts';

test('an entry is taken out, by its own id', async () => {
	const { backend, station, calls } = await simulated();
	const [, second] = await backend.queue!.list();
	calls();
	await backend.queue!.remove(second!.id);
	expect(calls()).toEqual([`DELETE /api/station/1/queue/${second!.id} (station)`]);
	expect(station.queue.map(({ id }) => String(id))).not.toContain(second!.id);
});

test('an entry that is gone is not found', async () => {
	const { backend } = await simulated();
	expect((await failure(backend.queue!.remove('99999'))).problem).toEqual({
		kind: 'not-found',
		what: 'record',
	});
	expect((await failure(backend.queue!.remove('../clear'))).problem.kind).toBe('not-found');
});

test('clearing spares what was handed to the player', async () => {
	const { backend, calls } = await simulated();
	calls();
	await backend.queue!.clear();
	expect(calls()).toEqual(['POST /api/station/1/queue/clear (station)']);
	const left = await backend.queue!.list();
	expect(left.length).toBeGreaterThan(0);
	expect(left.every(({ sent }) => sent)).toBe(true);
});

test('a live DJ is disconnected', async () => {
	const { backend, station, calls } = await simulated();
	station.goLive('Hanne');
	calls();
	await backend.playout!.disconnect();
	expect(calls()).toEqual(['POST /api/station/1/backend/disconnect (station)']);
	expect(station.live).toBeNull();
});

test('with Liquidsoap down nobody is disconnected', async () => {
	const { backend, station } = await simulated();
	station.backendRunning = false;
	expect((await failure(backend.playout!.disconnect())).problem).toMatchObject({
		kind: 'refused',
		reason: 'not-running',
	});
});
