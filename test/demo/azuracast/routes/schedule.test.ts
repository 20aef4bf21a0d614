import { expect, test } from 'vitest';
import { rowsOf } from '../rows.ts';
import { simulate } from '../simulation.ts';

const path = '/api/station/lanternlight/schedule';

test('comes in station time, playlists and streamers, in order', async () => {
	const { call } = await simulate();
	expect((await call(`${path}?start=2026-11-23&end=2026-11-24`)).body).toMatchObject([
		{ type: 'playlist', name: 'Morning Boats', start: '2026-11-23T06:00:00+01:00', is_now: false },
		{ type: 'playlist', name: 'Morning Boats', start: '2026-11-24T06:00:00+01:00' },
		{ type: 'streamer', name: 'Hanne', start: '2026-11-24T20:00:00+01:00', end: '2026-11-24T22:00:00+01:00' },
	]);
});

test('marks what is on, and `now` can be any moment', async () => {
	const { call } = await simulate();
	const rows = rowsOf(await call(`${path}?now=2026-11-24T20:30:00&rows=1`));
	expect(rows).toMatchObject([{ name: 'Hanne', is_now: true }]);
});

test('follows the playlist being switched off, and what is added', async () => {
	const { call, station } = await simulate();
	const lantern = station('lanternlight');
	lantern.playlists.find(({ name }) => name === 'Morning Boats')!.isEnabled = false;
	lantern.addSchedule('Teo Park', { startTime: 2030, endTime: 2130, days: [7] });
	expect(rowsOf(await call(path)).map((row) => [row['name'], row['start']])).toEqual([
		['Teo Park', '2026-11-22T20:30:00+01:00'],
	]);
	expect(() => lantern.addSchedule('Nobody', { startTime: 0, endTime: 100 })).toThrow(
		/no playlist or streamer/u,
	);
});
