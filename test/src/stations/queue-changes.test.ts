import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { clearQueue, removeFromQueue } from '#src/stations/queue-changes.ts';
import { entry, FakeQueue } from './fake-queue.ts';
import { problem, unreachable } from './fake-station.ts';
import { inTime } from './in-time.ts';

const clock = new ManualClock();
const lost = () => problem({ kind: 'unreachable', reason: 'timeout', afterMs: 1 }, { perhapsDone: true });

describe('an entry taken out of the queue', () => {
	test('is gone from the list', async () => {
		const queue = new FakeQueue(entry('1'), entry('2'));
		expect(await removeFromQueue(queue, clock, '2')).toMatchObject({ kind: 'removed', entry: { id: '2' } });
		expect(queue.entries.map(({ id }) => id)).toEqual(['1']);
	});

	test('that is not there, or with the player, is not ordered away', async () => {
		const queue = new FakeQueue(entry('1', { sent: true }));
		expect(await removeFromQueue(queue, clock, '9')).toEqual({ kind: 'gone' });
		expect(await removeFromQueue(queue, clock, '1')).toMatchObject({ kind: 'sent' });
		expect(queue.orders).toEqual([]);
	});

	test('is believed gone only when the list says so, also after a lost answer', async () => {
		const queue = new FakeQueue(entry('1'), entry('2'));
		queue.spoil = () => true;
		expect(await inTime(clock, removeFromQueue(queue, clock, '1'))).toMatchObject({
			kind: 'not-confirmed',
			waitedMs: 5_000,
		});
		queue.spoil = () => {
			queue.entries = [];
			throw lost();
		};
		expect(await inTime(clock, removeFromQueue(queue, clock, '2'))).toMatchObject({ kind: 'removed' });
	});
});

describe('clearing the queue', () => {
	test('spares what the player has, names it, and counts what is refilled for nothing', async () => {
		const queue = new FakeQueue(entry('1', { sent: true }), entry('2'), entry('3'));
		queue.spoil = () => {
			queue.entries = [...queue.entries.filter(({ sent }) => sent), entry('4')];
			return true;
		};
		expect(await clearQueue(queue, clock)).toMatchObject({
			kind: 'cleared',
			removed: 2,
			playsStill: [{ id: '1' }],
		});
	});

	test('does not count what was handed over in the very moment', async () => {
		const queue = new FakeQueue(entry('1'), entry('2'), entry('3'));
		queue.spoil = () => {
			queue.entries = [entry('1', { sent: true })];
			return true;
		};
		expect(await clearQueue(queue, clock)).toMatchObject({
			kind: 'cleared',
			removed: 2,
			playsStill: [{ id: '1' }],
		});
	});

	test('is not ordered where there is nothing to take out', async () => {
		const queue = new FakeQueue(entry('1', { sent: true }));
		expect(await clearQueue(queue, clock)).toMatchObject({ kind: 'nothing', playsStill: [{ id: '1' }] });
		expect(queue.orders).toEqual([]);
	});

	test('tells how many are left where it did nothing, and passes a refusal on', async () => {
		const queue = new FakeQueue(entry('1'), entry('2'));
		queue.spoil = () => true;
		expect(await inTime(clock, clearQueue(queue, clock))).toMatchObject({ kind: 'not-confirmed', left: 2 });
		queue.spoil = () => {
			throw unreachable();
		};
		await expect(clearQueue(queue, clock)).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
	});
});
