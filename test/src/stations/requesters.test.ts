import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { Requesters } from '#src/stations/requesters.ts';
import { RememberedRequesters } from './fake-memory.ts';

describe('who asked for a song', () => {
	test('is remembered for the station and the song, with the moment', async () => {
		const clock = new ManualClock();
		const requesters = new Requesters(new RememberedRequesters(clock), clock);
		const at = clock.now();
		await requesters.remember('station-a', 'song-1', 'mira');
		await clock.advance(60_000);
		expect(await requesters.of('station-a', 'song-1')).toEqual({ userId: 'mira', at });
		expect(await requesters.of('station-b', 'song-1')).toBeUndefined();
		expect(await requesters.of('station-a', 'song-2')).toBeUndefined();
		expect(await requesters.ofAll('station-a', ['song-2', 'song-1'])).toEqual([
			undefined,
			{ userId: 'mira', at },
		]);
	});

	test('is the last one who did', async () => {
		const clock = new ManualClock();
		const requesters = new Requesters(new RememberedRequesters(clock), clock);
		await requesters.remember('a', 'song', 'mira');
		await clock.advance(1_000);
		await requesters.remember('a', 'song', 'tom');
		expect(await requesters.of('a', 'song')).toEqual({ userId: 'tom', at: clock.now() });
	});

	test('is forgotten half a day later: the request is not going to play', async () => {
		const clock = new ManualClock();
		const requesters = new Requesters(new RememberedRequesters(clock), clock);
		await requesters.remember('a', 'song', 'mira');
		await clock.advance(12 * 3_600_000 - 1);
		expect(await requesters.of('a', 'song')).toBeDefined();
		await clock.advance(1);
		expect(await requesters.of('a', 'song')).toBeUndefined();
	});
});
