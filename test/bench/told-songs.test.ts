import { beforeEach, describe, expect, test } from 'vitest';
import { ToldSongs } from '../../bench/told-songs.ts';

let told: ToldSongs;
beforeEach(() => {
	told = new ToldSongs(1_000);
});

describe('a song', () => {
	test('that is told in time is neither missed nor doubled, and its delay is known', () => {
		told.began('a', 'Song 1,', 0);
		told.posted('a', 'Now: Song 1, by X', 40);
		told.tidy(5_000);
		expect({ missed: told.missed, doubled: told.doubled, delays: told.delays }).toEqual({
			missed: 0,
			doubled: 0,
			delays: [40],
		});
	});

	test('that no channel tells of is missed, once, and only when its time is over', () => {
		told.began('a', 'Song 1,', 0);
		told.posted('a', 'Now: Song 2, by X', 40);
		told.posted('b', 'Now: Song 1, by X', 50);
		told.tidy(1_000);
		expect(told.missed).toBe(0);
		told.tidy(1_001);
		told.tidy(9_000);
		expect(told.missed).toBe(1);
	});

	test('has to be told in each of its channels', () => {
		told.began('a', 'Song 1,', 0);
		told.began('b', 'Song 1,', 0);
		told.edited('a', 'Song 1,', 10);
		told.tidy(2_000);
		expect([told.missed, told.delays]).toEqual([1, [10]]);
	});

	test('that two messages tell of is doubled; an edit that says it again is not', () => {
		told.began('a', 'Song 1,', 0);
		told.edited('a', 'Song 1,', 10);
		told.edited('a', 'Song 1, with votes', 20);
		expect(told.doubled).toBe(0);
		told.posted('a', 'Song 1,', 30);
		told.posted('a', 'Song 1,', 40);
		expect(told.doubled).toBe(2);
		expect(told.delays).toEqual([10]);
	});
});
