import { expect, test } from 'vitest';
import { rowsOf } from './rows.ts';
import { type Simulation, simulate } from './simulation.ts';

const paths = async ({ call, keys }: Simulation, query: string) =>
	rowsOf(await call(`/api/station/1/files?rowCount=100&${query}`, { key: keys.bot })).map(
		(row) => row['path'],
	);

const newestFirst = 'sort=mtime&sortOrder=desc';

test('a list is in order after every change of a song, whoever made it', async () => {
	const simulation = await simulate({ songsPerStation: 10 });
	const station = simulation.station('lanternlight');
	const before = await paths(simulation, 'sort=path');
	expect(await paths(simulation, 'sort=path')).toEqual(before);
	const [first] = station.songs;

	first!.path = 'Zoo/moved.mp3';
	expect((await paths(simulation, 'sort=path')).at(-1)).toBe('Zoo/moved.mp3');

	first!.mtime += 60;
	expect((await paths(simulation, newestFirst))[0]).toBe('Zoo/moved.mp3');

	station.addSong({ path: 'Aerial/new.mp3', mtime: first!.mtime + 1 });
	expect((await paths(simulation, newestFirst)).slice(0, 2)).toEqual(['Aerial/new.mp3', 'Zoo/moved.mp3']);
	expect((await paths(simulation, 'sort=path'))[0]).toBe('Aerial/new.mp3');

	station.songs.splice(station.songs.indexOf(first!), 1);
	expect(await paths(simulation, newestFirst)).not.toContain('Zoo/moved.mp3');
	// As many as before, and another one among them.
	expect(await paths(simulation, 'sort=path')).toHaveLength(before.length);
});

test('a playlist has the songs that were put into it, and no others', async () => {
	const simulation = await simulate({ songsPerStation: 10 });
	const station = simulation.station('lanternlight');
	const [first, second] = station.songs;
	const shelf = station.addPlaylist({ name: 'Shelf' });
	const inShelf = () => station.shelves.inPlaylist(station.songs, shelf.id);
	expect(inShelf()).toEqual([]);
	first!.playlists = [shelf.id];
	second!.playlists = [...second!.playlists, shelf.id];
	expect(inShelf()).toEqual([first, second]);
	first!.playlists = [];
	expect(inShelf()).toEqual([second]);
});

test('only songs of open playlists can be asked for, however the list was sorted before', async () => {
	const simulation = await simulate({ songsPerStation: 10 });
	const { call, keys } = simulation;
	const titles = async () =>
		rowsOf(await call('/api/station/1/requests?rowCount=100&sort=title', { key: keys.bot })).length;
	const before = await titles();
	simulation.station('lanternlight').songs[0]!.playlists = [];
	expect(await titles()).toBe(before - 1);
});

test('in a large library the AutoDJ repeats neither the last songs nor the last artists', async () => {
	const { station } = await simulate({ songsPerStation: 6_000 });
	const music = station('lanternlight').history.filter(({ playlist }) => playlist !== 'Jingles');
	expect(music.length).toBeGreaterThan(100);
	const repeated = music.filter(({ song }, place) =>
		music.slice(Math.max(0, place - 3), place).some((other) => other.song.artist === song.artist),
	);
	expect(repeated).toEqual([]);
	expect(new Set(music.map(({ song }) => song.songId)).size).toBeGreaterThan(music.length * 0.9);
});
