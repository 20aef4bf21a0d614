import { describe, expect, test } from 'vitest';
import { fieldsOf, rowsOf } from '../rows.ts';
import { type Simulation, simulate } from '../simulation.ts';

const mp3 = Buffer.from('ID3\u0003 and then some').toString('base64');
const batch = ({ call, keys }: Simulation, body: unknown) =>
	call('/api/station/1/files/batch', { method: 'PUT', key: keys.station, body });

test('a file is found by number, unique id and song hash', async () => {
	const { call, keys, station } = await simulate();
	const song = station('lanternlight').songs[6]!;
	for (const id of [song.id, song.uniqueId, song.songId]) {
		const file = fieldsOf(await call(`/api/station/1/file/${id}`, { key: keys.station }));
		expect(file).toMatchObject({
			id: 7,
			path: 'Music/track_007.mp3',
			text: `${song.artist} - ${song.title}`,
		});
		expect(Number.isInteger(file['length'])).toBe(true);
	}
});

test('the list is by path, searched and sorted', async () => {
	const { call, keys } = await simulate();
	const list = (query: string) => call(`/api/station/1/files?${query}`, { key: keys.station });
	const paths = rowsOf(await list('')).map((row) => String(row['path']));
	expect(paths).toEqual(paths.toSorted());
	const lengths = rowsOf(await list('rowCount=50&sort=length&sortOrder=desc')).map((row) =>
		Number(row['length']),
	);
	expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
	expect(rowsOf(await list('searchPhrase=Jingles/'))).toHaveLength(3);
});

describe('a batch', () => {
	test('queues in the order given, after what is sent', async () => {
		const simulation = await simulate();
		const { songs, playout } = simulation.station('lanternlight');
		const [first, second] = [songs[10]!, songs[11]!];
		const reply = await batch(simulation, { do: 'queue', files: [first.path, second.path] });
		expect(reply.body).toMatchObject({
			success: true,
			errors: [],
			files: [first.path, second.path],
			record: null,
		});
		expect(playout.queue.slice(1, 3).map((row) => row.song)).toEqual([first, second]);
	});

	test('plays at once', async () => {
		const simulation = await simulate();
		const station = simulation.station('lanternlight');
		await batch(simulation, { do: 'immediate', files: [station.songs[10]!.path] });
		expect(station.nowPlaying?.song.media).toBe(station.songs[10]);
	});

	test('replaces the playlists, making one if asked', async () => {
		const simulation = await simulate();
		const station = simulation.station('lanternlight');
		const order = {
			do: 'playlist',
			files: [station.songs[0]!.path],
			playlists: [3, 'new'],
			new_playlist_name: 'Fresh',
		};
		const { record } = fieldsOf(await batch(simulation, order));
		expect(record).toMatchObject({ name: 'Fresh' });
		expect(station.songs[0]!.playlists).toHaveLength(2);
		expect(station.playlists.at(-1)?.name).toBe('Fresh');
	});

	test('passes over paths it does not know, and refuses what it cannot do', async () => {
		const simulation = await simulate();
		expect((await batch(simulation, { do: 'queue', files: ['nope.mp3'] })).body).toMatchObject({
			success: true,
			files: ['nope.mp3'],
		});
		expect((await batch(simulation, { do: 'dance' })).status).toBe(500);
	});

	test('deletes only with the right to delete', async () => {
		const simulation = await simulate();
		const station = simulation.station('lanternlight');
		const order = { do: 'delete', files: [station.songs[0]!.path] };
		const { call, keys } = simulation;
		const byBot = await call('/api/station/1/files/batch', { method: 'PUT', key: keys.bot, body: order });
		expect(byBot.status).toBe(403);
		await batch(simulation, order);
		expect(station.songs.some(({ path }) => path === order.files[0])).toBe(false);
	});
});

describe('an upload', () => {
	test('is in the library and in no playlist', async () => {
		const { call, keys, station } = await simulate();
		const body = { path: 'Uploads/My Song.mp3', file: mp3 };
		const reply = await call('/api/station/1/files', { method: 'POST', key: keys.bot, body });
		expect(reply.body).toMatchObject({ path: 'Uploads/My Song.mp3', title: 'My Song', playlists: [] });
		expect(station('lanternlight').songs.at(-1)?.path).toBe('Uploads/My Song.mp3');
	});

	test('is refused when the disk is full or it is no music', async () => {
		const { call, keys, host } = await simulate();
		const upload = (file: string) =>
			call('/api/station/1/files', { method: 'POST', key: keys.bot, body: { path: 'a.mp3', file } });
		expect(await upload('aGVsbG8=')).toMatchObject({
			status: 500,
			body: { type: 'CannotProcessMediaException' },
		});
		host.storageFull = true;
		expect(await upload(mp3)).toMatchObject({ status: 500, body: { type: 'Error' } });
	});
});
