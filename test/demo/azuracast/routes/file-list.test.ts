import { expect, test } from 'vitest';
import { rowsOf } from '../rows.ts';
import { type Simulation, simulate } from '../simulation.ts';

const list = async ({ call, keys }: Simulation, query: string) =>
	rowsOf(await call(`/api/station/1/files/list?${query}`, { key: keys.bot }));
const paths = async (simulation: Simulation, query: string) =>
	(await list(simulation, query)).map((row) => row['path']);

test('a folder has its folders and its own files alone', async () => {
	const simulation = await simulate({ songsPerStation: 10 });
	simulation.station('lanternlight').addSong({ path: 'Music/deep/er/x.mp3' });
	expect(await paths(simulation, '')).toEqual(['Jingles', 'Music']);
	const music = await paths(simulation, 'currentDirectory=Music');
	expect(music).toHaveLength(11);
	expect(music.slice(0, 2)).toEqual(['Music/deep', 'Music/track_001.mp3']);
});

test('what was found is kept for five minutes, unless flushed', async () => {
	const simulation = await simulate({ songsPerStation: 10 });
	const station = simulation.station('lanternlight');
	expect(await paths(simulation, 'searchPhrase=fresh')).toEqual([]);
	station.addSong({ title: 'Fresh', path: 'x/fresh.mp3' });
	expect(await paths(simulation, 'searchPhrase=fresh')).toEqual([]);
	expect(await paths(simulation, 'searchPhrase=fresh&flushCache=true')).toEqual(['x/fresh.mp3']);
	station.addSong({ title: 'Fresh too', path: 'x/fresh2.mp3' });
	await simulation.clock.advance(300_000);
	expect(await paths(simulation, 'searchPhrase=fresh')).toHaveLength(2);
});

test('a playlist by number or short name; any other name finds everything', async () => {
	const simulation = await simulate({ songsPerStation: 10 });
	expect(await paths(simulation, 'searchPhrase=playlist:jingles')).toHaveLength(3);
	expect(await paths(simulation, 'searchPhrase=playlist:2')).toHaveLength(3);
	expect(await paths(simulation, 'searchPhrase=playlist:Jingles')).toHaveLength(13);
	expect(await paths(simulation, 'searchPhrase=playlist:4711')).toHaveLength(13);
});

test('before 0.20.2 rows have another shape, and paths are not searched', async () => {
	const simulation = await simulate({ songsPerStation: 10, version: '0.19.7' });
	const [row] = await list(simulation, 'currentDirectory=Music');
	expect(row).toMatchObject({ is_dir: false, media: { unique_id: expect.any(String) as string } });
	expect(row).toHaveProperty('playlists');
	expect(row).not.toHaveProperty('type');
	expect(await paths(simulation, 'searchPhrase=track_001')).toEqual([]);
	const files = rowsOf(await simulation.call('/api/station/1/files', { key: simulation.keys.bot }));
	expect(files[0]).not.toHaveProperty('extra_metadata');
});
