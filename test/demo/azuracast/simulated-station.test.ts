import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planStations } from '#demo/azuracast/default-world.ts';
import { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { ManualClock } from '#demo/manual-clock.ts';

const minute = 60_000;

function tuneIn(id = 1, seed = 1): { clock: ManualClock; station: SimulatedStation } {
	const clock = new ManualClock();
	const plan = planStations(60).find((candidate) => candidate.id === id)!;
	return { clock, station: new SimulatedStation(plan, clock, seed) };
}

const title = (station: SimulatedStation) => station.nowPlaying?.song.title;

describe('through time', () => {
	test('the song changes when it ends, to the first of the queue', async () => {
		const { clock, station } = tuneIn();
		const before = station.nowPlaying!;
		const [next] = station.queue;
		await clock.advance(station.nextStartsAt - clock.now() - 1);
		expect(station.nowPlaying).toBe(before);
		await clock.advance(1);
		expect(station.nowPlaying?.song.media).toBe(next?.song);
		expect(station.history.at(-2)).toBe(before);
		expect(before.listenersEnd).toBe(station.nowPlaying?.listenersStart);
	});

	test('the queue holds five songs, of which Liquidsoap has the first', () => {
		const { station } = tuneIn();
		expect(station.queue.map((row) => row.sent)).toEqual([true, false, false, false, false]);
	});

	test('there is no gap and no overlap, however the clock moves', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 1, max: 40 * minute }), { maxLength: 12 }),
				async (steps) => {
					const { clock, station } = tuneIn();
					for (const step of steps) {
						await clock.advance(step);
						expect(station.nowPlaying?.startedAt).toBeLessThanOrEqual(clock.now());
						expect(station.nextStartsAt).toBeGreaterThan(clock.now());
					}
					for (const [index, play] of station.history.entries()) {
						const following = station.history[index + 1];
						if (following !== undefined) expect(following.startedAt).toBe(play.startedAt + play.durationMs);
					}
				},
			),
			{ numRuns: 15 },
		);
	});

	test('looking often or seldom shows the same radio', async () => {
		const often = tuneIn();
		const seldom = tuneIn();
		for (let step = 0; step < 90; step++) {
			await often.clock.advance(minute);
			expect(often.station.queue).toHaveLength(5);
		}
		await seldom.clock.advance(90 * minute);
		expect(title(seldom.station)).toBe(title(often.station));
	});

	test('a seed is a radio', () => {
		const songs = (seed: number) => tuneIn(1, seed).station.history.map((play) => play.song.title);
		expect(songs(3)).toEqual(songs(3));
		expect(songs(3)).not.toEqual(songs(4));
	});

	test('jingles come between the songs, and the scheduled playlist at its hours', async () => {
		const { clock, station } = tuneIn();
		const jingles = station.history.filter((play) => play.playlist === 'Jingles').length;
		expect(jingles).toBeGreaterThan(20);
		expect(station.history.slice(-9).some((play) => play.playlist === 'Jingles')).toBe(true);
		// To half past eight on Monday morning, Vienna time.
		await clock.advance((12 * 60 + 17) * minute);
		expect(station.history.slice(-4).map((play) => play.playlist)).toContain('Morning Boats');
	});

	test('with every playlist off the last song stays', async () => {
		const { clock, station } = tuneIn(3);
		for (const playlist of station.playlists) playlist.isEnabled = false;
		await clock.advance(3 * 60 * minute);
		const last = station.nowPlaying;
		await clock.advance(60 * minute);
		expect(station.nowPlaying).toBe(last);
		expect(station.queue).toEqual([]);
	});
});

describe('steering', () => {
	test('a skip starts the next song now', () => {
		const { clock, station } = tuneIn();
		const [next] = station.queue;
		station.skip();
		expect(station.nowPlaying).toMatchObject({ startedAt: clock.now(), song: { title: next?.song.title } });
	});

	test('a song put in front plays after the one already sent', () => {
		const { station } = tuneIn();
		const song = station.addSong({ title: 'Front' });
		station.playout.putInFront(song);
		expect(station.queue[1]?.song).toBe(song);
	});

	test('a sent row can be deleted from the list and plays all the same', () => {
		const { station } = tuneIn();
		const first = station.queue[0]!;
		expect(station.playout.remove(first.id)).toBe(true);
		expect(station.queue[0]).not.toBe(first);
		station.skip();
		expect(station.nowPlaying?.song.media).toBe(first.song);
	});

	test('a cleared queue fills up again some seconds later', async () => {
		const { clock, station } = tuneIn();
		station.playout.clear();
		expect(station.queue).toHaveLength(1);
		await clock.advance(10_000);
		expect(station.queue).toHaveLength(5);
	});

	test('listeners wander, can be held, and are gone with Icecast', async () => {
		const { clock, station } = tuneIn();
		const seen = new Set<number>();
		for (let step = 0; step < 60; step++) {
			await clock.advance(10 * minute);
			seen.add(station.listeners);
		}
		expect(seen.size).toBeGreaterThan(5);
		station.setListeners(7);
		expect(station.listeners).toBe(7);
		station.frontendRunning = false;
		expect(station.listeners).toBe(0);
	});
});

describe('a DJ', () => {
	test('without titles leaves the last song in view and holds the queue', async () => {
		const { clock, station } = tuneIn();
		const { nowPlaying, queue } = station;
		station.goLive('Hanne');
		await clock.advance(30 * minute);
		expect(station.live).toEqual({ streamer: 'Hanne', since: clock.now() - 30 * minute });
		expect(station.nowPlaying).toBe(nowPlaying);
		expect(station.queue).toEqual(queue);
	});

	test('with titles shows them, of unknown length; afterwards the AutoDJ goes on', async () => {
		const { clock, station } = tuneIn();
		station.goLive('Hanne', 'Mara Quill - Kept Secret');
		station.goLive('Hanne', 'Just Talking');
		expect(station.history.at(-2)?.song).toMatchObject({ artist: 'Mara Quill', title: 'Kept Secret' });
		expect(station.nowPlaying).toMatchObject({
			streamer: 'Hanne',
			durationMs: 0,
			song: { title: 'Just Talking' },
		});
		const [next] = station.queue;
		await clock.advance(minute);
		station.endLive();
		expect(station.live).toBeNull();
		expect(station.nowPlaying?.song.media).toBe(next?.song);
		expect(station.streamers[0]?.broadcasts).toMatchObject([{ end: clock.now() }]);
	});
});
