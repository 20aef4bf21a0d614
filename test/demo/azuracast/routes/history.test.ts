import { expect, test } from 'vitest';
import { rowsOf } from '../rows.ts';
import { simulate } from '../simulation.ts';

const minute = 60_000;

test('a day is the day of the station, not of the server', async () => {
	const { call, keys } = await simulate();
	const day = (id: number, date: string) =>
		call(`/api/station/${id}/history?start=${date}&end=${date}`, { key: keys.admin });
	const vienna = rowsOf(await day(1, '2026-11-22')).map((row) => Number(row['played_at']));
	const newYork = rowsOf(await day(2, '2026-11-22')).map((row) => Number(row['played_at']));
	expect(Math.min(...vienna)).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 21, 23) / 1000);
	expect(Math.min(...vienna)).toBeLessThan(Date.UTC(2026, 10, 21, 23, 10) / 1000);
	expect(Math.min(...newYork)).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 22, 5) / 1000);
});

test('an offset in the date is minded', async () => {
	const { call, keys } = await simulate();
	const range = 'start=2026-11-22T10:00:00%2B00:00&end=2026-11-22T11:00:00Z';
	const rows = rowsOf(await call(`/api/station/1/history?${range}`, { key: keys.station }));
	for (const row of rows) {
		expect(Number(row['played_at'])).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 22, 10) / 1000);
		expect(Number(row['played_at'])).toBeLessThan(Date.UTC(2026, 10, 22, 11, 1) / 1000);
	}
	expect(rows.length).toBeGreaterThan(10);
});

test('is newest first, with the song on the air and its audience; the file is oldest first, in station time', async () => {
	const { call, keys, station } = await simulate();
	station('lanternlight').setListeners(12);
	station('lanternlight').skip();
	const options = { key: keys.station };
	const [current, before] = rowsOf(await call('/api/station/1/history?rowCount=2', options));
	expect(current).toMatchObject({
		sh_id: station('lanternlight').nowPlaying?.id,
		listeners_start: 12,
		listeners_end: 0,
	});
	expect(before).toMatchObject({ listeners_end: 12 });
	const csv = await call('/api/station/1/history?format=csv', options);
	const lines = csv.text.trim().split('\n');
	expect(lines[0]).toBe('Date,Time,Listeners,Delta,Track,Artist,Playlist,Streamer');
	expect(lines.at(-1)).toMatch(/^2026-11-22,8:13pm,12,0,/u);
});

test('can be searched, and forgets after two weeks', async () => {
	const { call, clock, keys } = await simulate();
	const options = { key: keys.station };
	const found = rowsOf(await call('/api/station/1/history?searchPhrase=oskar', options));
	expect(found.length).toBeGreaterThan(3);
	for (const row of found) expect(row).toMatchObject({ song: { artist: 'Oskar Venn' } });
	await clock.advance(20 * 1440 * minute);
	const old = await call('/api/station/1/history?start=2026-11-22&end=2026-11-22', options);
	expect(rowsOf(old)).toEqual([]);
});
