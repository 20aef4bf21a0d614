import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { LibraryRole, LibrarySong } from '#src/backends/roles/library.ts';
import type { QueueEntry } from '#src/backends/roles/queue.ts';
import { OnAirStates } from '#src/stations/on-air-states.ts';
import { playNext, type SongToPlay, songToPlay } from '#src/stations/playing-next.ts';
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
	const states = new OnAirStates(clock);
	const one = station('a', { backend: { onAir } });
	let orders = 0;
	const library = {
		playNext: async () => {
			orders += 1;
			order();
		},
	} as unknown as LibraryRole;
	const run = () => inTime(clock, playNext(one, wanted, { library, queue, onAir: states, clock }), 120);
	/** What is on is read, and then no read is answered any more. */
	const silence = async () => {
		await states.read(one);
		onAir.answer = () => new Promise(() => {});
		queue.list = () => new Promise(() => {});
	};
	return { run, clock, onAir, silence, orders: () => orders };
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

	test('is not ordered if the queue may not be read before', async () => {
		const queue = new FakeQueue();
		queue.list = () =>
			Promise.reject(problem({ kind: 'right-missing', key: 'station', tail: '3f9c', permission: 'X' }));
		const { run, orders } = setUp(queue, () => {});
		await expect(run()).rejects.toMatchObject({ problem: { kind: 'right-missing' } });
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

describe('a song in front of the queue of a station whose reads hang or fail', () => {
	test('is ordered by what was known a moment ago, and not called queued', async () => {
		const queue = new FakeQueue();
		const { run, onAir, silence, orders } = setUp(queue, () => {
			// The queue is told again, with the song in it: nobody knows whether it was there before.
			queue.list = async () => [row('3')];
			onAir.answer = () => onAirState({ now: play('before') });
		});
		await silence();
		expect(await run()).toEqual({ kind: 'not-confirmed', waitedMs: 5_000 });
		expect(orders()).toBe(1);
	});

	test('is done when it is on the air since the order, and not by a play from before', async () => {
		const playing = (startedAt: number) => {
			const queue = new FakeQueue();
			const setting = setUp(queue, () => {
				queue.list = async () => [];
				setting.onAir.answer = () =>
					onAirState({
						now: play('new', { song: song('wanted'), startedAt: setting.clock.now() + startedAt }),
					});
			});
			return setting;
		};
		const since = playing(1_000);
		await since.silence();
		expect(await since.run()).toMatchObject({ kind: 'on-air' });
		const before = playing(-60_000);
		await before.silence();
		expect(await before.run()).toMatchObject({ kind: 'not-confirmed' });
	});

	test('is known by a queue that was told late', async () => {
		const queue = new FakeQueue();
		const { run, onAir, silence } = setUp(queue, () => {
			late.resolve([row('1')]);
			queue.list = async () => [row('3'), row('1')];
			onAir.answer = () => onAirState({ now: play('before') });
		});
		await silence();
		const late = Promise.withResolvers<QueueEntry[]>();
		queue.list = () => late.promise;
		expect(await run()).toMatchObject({ kind: 'queued', entry: { id: '3' }, place: 1 });
	});

	test('is looked for half a minute at most while answers hang', async () => {
		const queue = new FakeQueue();
		const { run, clock, silence, orders } = setUp(queue, () => {});
		await silence();
		queue.list = () => clock.sleep(10_000).then(() => Promise.reject(unreachable()));
		const startedAt = clock.now();
		expect(await run()).toMatchObject({ kind: 'not-confirmed' });
		// Three seconds went by before the order.
		expect(clock.now() - startedAt).toBe(33_000);
		expect(orders()).toBe(1);
	});

	test('is not ordered where nothing was known', async () => {
		const queue = new FakeQueue();
		queue.list = () => Promise.reject(unreachable());
		const { run, onAir, orders } = setUp(queue, () => {});
		onAir.answer = () => Promise.reject(unreachable());
		await expect(run()).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
		expect(orders()).toBe(0);
	});
});

describe('the song to play', () => {
	const known: SongToPlay = { id: 'file', song: song('known'), path: 'known.mp3', length: 1 };
	const seek = (find: () => Promise<LibrarySong | null>, knownHere: SongToPlay | undefined) => {
		const clock = new ManualClock();
		return inTime(clock, songToPlay({ find }, 'file', knownHere, clock));
	};

	test('is as the station has it, or none', async () => {
		expect(await seek(async () => wanted, known)).toBe(wanted);
		expect(await seek(async () => null, known)).toBeNull();
	});

	test.each([
		['is silent', () => new Promise<never>(() => {})],
		['is away', () => Promise.reject(unreachable())],
	])('is as it is known where the station %s', async (_what, find) => {
		expect(await seek(find, known)).toBe(known);
	});

	test('is not taken from what is known where the key may not look, or nothing is known', async () => {
		const lacking = problem({ kind: 'right-missing', key: 'station', tail: '3f9c', permission: 'X' });
		await expect(seek(() => Promise.reject(lacking), known)).rejects.toBe(lacking);
		await expect(seek(() => Promise.reject(unreachable()), undefined)).rejects.toThrow('unreachable');
	});
});
