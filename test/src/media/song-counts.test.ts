import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { MediaPlace } from '#src/media/media-song.ts';
import { SongCounts } from '#src/media/song-counts.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'airdeck-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

const here: MediaPlace = { guildId: '1', id: 'here' };
const there: MediaPlace = { guildId: '1', id: 'there' };

function open(stations: readonly MediaPlace[] = [here, there]) {
	const errors: unknown[] = [];
	const clock = new ManualClock(0);
	const counts = new SongCounts({
		folder,
		stations: () => stations,
		clock,
		onError: (_, error) => errors.push(error),
	});
	return { counts, errors, clock };
}

describe('how often songs were on', () => {
	test('is counted for each station by itself, and outlives a restart', async () => {
		const { counts } = open();
		await counts.start();
		counts.note(here, 'song', 1);
		counts.note(here, 'song', 4);
		counts.note(there, 'song', 1);
		await counts.close();
		const again = open();
		await again.counts.start();
		expect([here, there].map((place) => again.counts.of(place)({ songId: 'song' }))).toEqual([5, 1]);
		expect(again.counts.of(here)({ songId: 'other' })).toBe(0);
		expect(again.errors).toEqual([]);
		await again.counts.close();
	});

	test('is written now and then, and not for every song', async () => {
		const { counts, clock } = open();
		await counts.start();
		counts.note(here, 'song', 1);
		expect(await readdir(folder)).toEqual([]);
		await clock.advance(15 * 60_000);
		await expect.poll(() => readdir(folder)).toEqual(['1-here.counts']);
		expect(JSON.parse(await readFile(path.join(folder, '1-here.counts'), 'utf8'))).toMatchObject({
			songs: { song: 1 },
		});
		await counts.close();
	});

	test('goes with its station', async () => {
		const stations = [here];
		const { counts } = open(stations);
		await counts.start();
		counts.note(here, 'song', 1);
		await counts.close();
		expect(await readdir(folder)).toEqual(['1-here.counts']);
		stations.length = 0;
		counts.note(here, 'song', 1);
		await counts.close();
		expect(await readdir(folder)).toEqual([]);
	});

	test('begins anew where the file makes no sense, and says so', async () => {
		await writeFile(path.join(folder, '1-here.counts'), '{"songs":{"a":-3}}');
		const { counts, errors } = open();
		await counts.start();
		expect(errors).toHaveLength(1);
		counts.note(here, 'a', 1);
		expect(counts.of(here)({ songId: 'a' })).toBe(1);
		await counts.close();
	});

	test('stays bounded: many songs halve all counts and forget the rare ones', async () => {
		const { counts } = open();
		await counts.start();
		counts.note(here, 'loved', 10);
		for (let index = 0; index < 20_000; index++) counts.note(here, `rare ${index}`, 1);
		expect(counts.of(here)({ songId: 'loved' })).toBe(5);
		expect(counts.of(here)({ songId: 'rare 7' })).toBe(0);
		await counts.close();
	});
});
