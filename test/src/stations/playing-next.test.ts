import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { LibraryRole, LibrarySong } from '#src/backends/roles/library.ts';
import { OnAirStates } from '#src/stations/on-air-states.ts';
import { playNext } from '#src/stations/playing-next.ts';
import { entry, FakeQueue } from './fake-queue.ts';
import { FakeOnAir, onAirState, play, problem, song, station, unreachable } from './fake-station.ts';
import { inTime } from './in-time.ts';

const wanted: LibrarySong = {
	id: 'file',
	song: song('wanted'),
	path: 'wanted.mp3',
	length: null,
	playlists: [],
};
const row = (id: string, fields: Parameters<typeof entry>[1] = {}) =>
	entry(id, { song: song('wanted'), ...fields });

function setUp(queue: FakeQueue, order: () => void) {
	const clock = new ManualClock();
	const onAir = new FakeOnAir(onAirState({ now: play('before') }));
	const one = station('a', { backend: { onAir } });
	let orders = 0;
	const library = {
		playNext: async () => {
			orders += 1;
			order();
		},
	} as unknown as LibraryRole;
	const run = () =>
		inTime(clock, playNext(one, wanted, { library, queue, onAir: new OnAirStates(clock), clock }));
	return { run, onAir, orders: () => orders };
}

describe('a song in front of the queue', () => {
	test('is found at its place', async () => {
		const queue = new FakeQueue(entry('1', { sent: true }), entry('2'));
		const { run } = setUp(queue, () => queue.entries.splice(1, 0, row('3')));
		expect(await run()).toMatchObject({ kind: 'queued', place: 2, entry: { id: '3' } });
	});

	test('counts when the player has it already', async () => {
		const queue = new FakeQueue();
		const { run } = setUp(queue, () => queue.entries.push(row('3', { sent: true })));
		expect(await run()).toMatchObject({ kind: 'queued', place: 1, entry: { sent: true } });
	});

	test('counts when it is on the air already', async () => {
		const { run, onAir } = setUp(new FakeQueue(), () => {
			onAir.answer = () => onAirState({ now: play('new', { song: song('wanted') }) });
		});
		expect(await run()).toMatchObject({ kind: 'on-air' });
	});

	test('is not taken for the same song that was there before', async () => {
		const queue = new FakeQueue(row('1'));
		const { run, onAir, orders } = setUp(queue, () => {});
		onAir.answer = () => onAirState({ now: play('old', { song: song('wanted') }) });
		expect(await run()).toEqual({ kind: 'not-confirmed', waitedMs: 5_000 });
		expect(orders()).toBe(1);
	});

	test('is not ordered if the queue cannot be read before', async () => {
		const queue = new FakeQueue();
		queue.list = () => Promise.reject(unreachable());
		const { run, orders } = setUp(queue, () => {});
		await expect(run()).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
		expect(orders()).toBe(0);
	});

	test('is looked for when the answer got lost', async () => {
		const queue = new FakeQueue();
		const { run } = setUp(queue, () => {
			queue.entries.push(row('3'));
			throw problem({ kind: 'unreachable', reason: 'timeout', afterMs: 1 }, { perhapsDone: true });
		});
		expect(await run()).toMatchObject({ kind: 'queued' });
	});
});
