import { expect, test } from 'vitest';
import { fieldsOf, rowsOf } from '../rows.ts';
import { type Simulation, simulate } from '../simulation.ts';

const put = ({ call, keys }: Simulation, path: string, body?: unknown) =>
	call(`/api/station/1/playlist/${path}`, { method: 'PUT', key: keys.bot, body });

test('switching a playlist off takes its songs off the air', async () => {
	const simulation = await simulate();
	const { clock } = simulation;
	const station = simulation.station('lanternlight');
	await put(simulation, '2', { is_enabled: false });
	station.playout.clear();
	await clock.advance(60 * 60_000);
	expect(station.history.slice(-8).map((play) => play.playlist)).not.toContain('Jingles');
});

test('a toggle flips and tells the new state in words only', async () => {
	const simulation = await simulate();
	expect((await put(simulation, '1/toggle')).body).toMatchObject({ message: 'Playlist disabled.' });
	expect((await put(simulation, '1/toggle')).body).toMatchObject({ message: 'Playlist enabled.' });
});

test('malformed JSON changes nothing and says it did', async () => {
	const simulation = await simulate();
	const before = { ...simulation.station('lanternlight').playlists[0] };
	expect((await put(simulation, '1', '{"name": ')).body).toMatchObject({
		message: 'Record updated successfully.',
	});
	expect(simulation.station('lanternlight').playlists[0]).toEqual(before);
});

test('the schedule is replaced as a whole', async () => {
	const simulation = await simulate();
	const items = [{ start_time: 700, end_time: 800, start_date: null, end_date: null, days: [6] }];
	await put(simulation, '3', { schedule_items: items });
	const { call, keys } = simulation;
	const playlist = fieldsOf(await call('/api/station/1/playlist/3', { key: keys.bot }));
	expect(playlist['schedule_items']).toMatchObject([{ start_time: 700, days: [6], loop_once: false }]);
});

test('a new playlist is there and empty, and a deleted one is gone', async () => {
	const { call, keys } = await simulate();
	const options = { key: keys.bot };
	const body = { name: 'Sunday Calm', order: 'random' };
	const made = fieldsOf(await call('/api/station/1/playlists', { ...options, method: 'POST', body }));
	expect(made).toMatchObject({
		name: 'Sunday Calm',
		short_name: 'sunday_calm',
		num_songs: 0,
		backend_options: [''],
	});
	const found = rowsOf(await call('/api/station/1/playlists?searchPhrase=sunday', options));
	expect(found).toHaveLength(1);
	await call(`/api/station/1/playlist/${String(made['id'])}`, { ...options, method: 'DELETE' });
	expect(rowsOf(await call('/api/station/1/playlists?searchPhrase=sunday', options))).toEqual([]);
});

test('exports hold every song once', async () => {
	const { call, keys, station } = await simulate();
	const held = station('lanternlight').songs.filter(({ playlists }) => playlists.includes(3));
	const m3u = await call('/api/station/1/playlist/3/export/m3u', { key: keys.bot });
	expect(m3u.text.split('\n')).toEqual(held.map(({ path }) => path));
	const pls = await call('/api/station/1/playlist/3/export', { key: keys.bot });
	expect(pls.text).toContain(`NumberOfEntries=${held.length}\nVersion=2\n`);
});
