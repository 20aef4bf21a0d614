import { describe, expect, test } from 'vitest';
import type { SimulatedSong } from '#demo/azuracast/song-library.ts';
import { rowsOf } from '../rows.ts';
import { type Simulation, simulate } from '../simulation.ts';

const minute = 60_000;

const post = (
	simulation: Simulation,
	song: { uniqueId: string },
	more: { key?: string; agent?: string } = {},
) =>
	simulation.call(`/api/station/lanternlight/request/${song.uniqueId}`, {
		method: 'POST',
		key: more.key,
		...(more.agent === undefined ? {} : { headers: { 'user-agent': more.agent } }),
	});

function newSong(simulation: Simulation, artist = 'Somebody New', title = 'Fresh'): SimulatedSong {
	return simulation.station('lanternlight').addSong({ artist, title });
}

const refused = (reason: string) => ({
	type: 'CannotCompleteActionException',
	message: `Cannot submit request: ${reason}`,
});

describe('a request on its way', () => {
	test('waits, goes into the queue, is played and then is history', async () => {
		const simulation = await simulate();
		const { clock, call, keys } = simulation;
		const station = simulation.station('lanternlight');
		const song = newSong(simulation);
		const reports = (type: string) =>
			call(`/api/station/1/reports/requests?type=${type}`, { key: keys.station });

		expect(await post(simulation, song, { key: keys.limited })).toMatchObject({
			status: 200,
			body: { success: true, message: 'Your request has been submitted and will be played soon.' },
		});
		expect(rowsOf(await reports('pending'))).toMatchObject([
			{ ip: '127.0.0.1', played_at: null, links: [], track: { title: 'Fresh' } },
		]);
		expect(station.queue.some((row) => row.song === song)).toBe(false);

		await clock.advance(8 * minute);
		expect(station.queue.find((row) => row.song === song)).toMatchObject({ requested: true, playlist: '' });
		expect(rowsOf(await reports('pending'))).toEqual([]);
		const [taken] = rowsOf(await reports('history'));
		expect(taken?.['played_at']).toMatch(/^2026-11-22T19:\d\d:\d\d\.\d{6}Z$/u);

		for (let step = 0; station.nowPlaying?.song.media !== song; step++) {
			expect(step).toBeLessThan(60);
			await clock.advance(minute);
		}
		const onAir = await call('/api/nowplaying/1');
		expect(onAir.body).toMatchObject({
			now_playing: { is_request: true, playlist: '', song: { title: 'Fresh', artist: 'Somebody New' } },
		});
	});

	test('waits as long as its artist was on just now', async () => {
		const simulation = await simulate();
		const station = simulation.station('lanternlight');
		const song = newSong(simulation, 'Halle & Finch');
		station.requests.add(song, '127.0.0.1', simulation.clock.now(), 0);
		const other = station.addSong({ artist: 'Finch', title: 'Solo', lengthSeconds: 600 });
		station.playout.playNow(other);
		await simulation.clock.advance(13 * minute);
		expect(station.queue.some((row) => row.song === song)).toBe(false);
	});
});

describe('refusals', () => {
	test.for([['MyRadioBot/1.0'], ['node']])('of the crawler %s, key or not', async ([agent]) => {
		const simulation = await simulate();
		const reply = await post(simulation, newSong(simulation), {
			key: simulation.keys.admin,
			agent: agent ?? '',
		});
		expect(reply.status).toBe(500);
		expect(reply.body).toMatchObject(
			refused('Search engine crawlers are not permitted to use this feature.'),
		);
	});

	test('of an unknown song, by a 404', async () => {
		const simulation = await simulate();
		const reply = await post(simulation, { uniqueId: 'f'.repeat(24) });
		expect(reply).toMatchObject({
			status: 404,
			body: { type: 'NotFoundException', message: 'Record not found.' },
		});
	});

	test('of a song in no playlist that is open to requests', async () => {
		const simulation = await simulate();
		const station = simulation.station('lanternlight');
		const jingle = station.songs.find(({ path }) => path.startsWith('Jingles/'));
		expect((await post(simulation, jingle ?? { uniqueId: '' })).body).toMatchObject(
			refused('This track is not requestable.'),
		);
		const song = newSong(simulation);
		station.playlists[0]!.isEnabled = false;
		expect((await post(simulation, song)).body).toMatchObject(refused('This track is not requestable.'));
	});

	test('of a song that waits already, for ten minutes even if it went to the queue', async () => {
		const simulation = await simulate();
		const { keys, clock } = simulation;
		simulation.station('lanternlight').requestThresholdMinutes = 0;
		const song = newSong(simulation);
		await post(simulation, song, { key: keys.bot });
		const again = refused('This song was already requested and will play soon.');
		expect((await post(simulation, song, { key: keys.bot })).body).toMatchObject(again);
		await clock.advance(9 * minute);
		expect((await post(simulation, song, { key: keys.bot })).body).toMatchObject(again);
		await clock.advance(2 * minute);
		expect((await post(simulation, song, { key: keys.bot })).status).toBe(200);
	});

	test('of what was on in the last minutes, unless the station does not mind', async () => {
		const simulation = await simulate();
		const station = simulation.station('lanternlight');
		const song = station.addSong({ artist: 'Once', title: 'Only' });
		station.playout.playNow(song);
		expect((await post(simulation, song)).body).toMatchObject(
			refused('This song or artist has been played too recently. Wait a while before requesting it again.'),
		);
		station.requestThresholdMinutes = 0;
		expect((await post(simulation, song)).status).toBe(200);
	});

	test('of a second request without a key, over all stations; a key is exempt', async () => {
		const simulation = await simulate();
		const { clock, keys } = simulation;
		simulation.station('lanternlight').requestDelayMinutes = 5;
		simulation.station('tidewater').requestDelayMinutes = 5;
		await post(simulation, newSong(simulation));
		await clock.advance(minute + 1);
		const elsewhere = simulation.station('tidewater').addSong({ artist: 'A', title: 'B' });
		const reply = await simulation.call(`/api/station/2/request/${elsewhere.uniqueId}`, { method: 'POST' });
		expect(reply.body).toMatchObject(
			refused(
				'You have submitted a request too recently! Please wait 3 minutes before submitting another one.',
			),
		);
		await clock.advance(5000);
		expect((await post(simulation, newSong(simulation, 'X', 'Y'), { key: keys.noroles })).status).toBe(200);
	});

	test('of everything while requests are off, the list included', async () => {
		const simulation = await simulate();
		simulation.station('lanternlight').requestsEnabled = false;
		const off = {
			type: 'StationUnsupportedException',
			message: 'This station does not currently accept requests.',
		};
		expect(await post(simulation, newSong(simulation), { agent: 'node' })).toMatchObject({
			status: 500,
			body: off,
		});
		expect(await simulation.call('/api/station/1/requests')).toMatchObject({ status: 500, body: off });
	});
});

test('deleting one request says yes and does nothing; clearing works', async () => {
	const simulation = await simulate();
	const { call, keys } = simulation;
	await post(simulation, newSong(simulation), { key: keys.bot });
	const [row] = rowsOf(await call('/api/station/1/reports/requests', { key: keys.bot }));
	const one = await call(`/api/station/1/reports/requests/${String(row?.['id'])}`, {
		method: 'DELETE',
		key: keys.bot,
	});
	expect(one).toMatchObject({
		status: 200,
		body: { success: true, message: 'Record deleted successfully.' },
	});
	expect(rowsOf(await call('/api/station/1/reports/requests', { key: keys.bot }))).toHaveLength(1);
	await call('/api/station/1/reports/requests/clear', { method: 'POST', key: keys.bot });
	expect(rowsOf(await call('/api/station/1/reports/requests', { key: keys.bot }))).toEqual([]);
});

describe('the list of songs', () => {
	test('finds by title, artist and album, and holds no jingles', async () => {
		const { call } = await simulate();
		const titles = async (phrase: string) =>
			rowsOf(await call(`/api/station/1/requests?searchPhrase=${encodeURIComponent(phrase)}`)).length;
		expect(await titles('slow lanterns')).toBeGreaterThan(4);
		expect(await titles('夜汽車')).toBeGreaterThan(4);
		expect(await titles('Station Call')).toBe(0);
	});

	test('leaves out what is scheduled for another hour', async () => {
		const simulation = await simulate();
		const station = simulation.station('lanternlight');
		const boats = station.playlists.find(({ name }) => name === 'Morning Boats')!;
		station.addSong({ title: 'Only At Dawn', playlists: [boats.id] });
		const find = () => simulation.call('/api/station/1/requests?searchPhrase=Only+At+Dawn');
		expect(rowsOf(await find())).toEqual([]);
		// From Sunday evening to seven on Monday morning, Vienna time.
		await simulation.clock.advance((10 * 60 + 47) * minute);
		expect(rowsOf(await find())).toHaveLength(1);
	});
});
