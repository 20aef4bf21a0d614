import { describe, expect, test } from 'vitest';
import { failure } from './loopback.ts';
import { simulated, versions } from './simulated.ts';

const old = '0.19.7';

describe('a search', () => {
	test.each(versions)('%s: finds by title and artist', async (version) => {
		const { backend, station, calls } = await simulated(version);
		const wanted = station.addSong({ title: 'Findable', artist: 'Nina Zeta', path: 'Deep/er/x.mp3' });
		calls();
		for (const text of ['findABLE', 'zeta']) {
			const { rows, total } = await backend.library!.search(text, 1, 5);
			expect([total, rows.map(({ id }) => id)]).toEqual([1, [wanted.uniqueId]]);
			expect(rows[0]).toMatchObject({
				song: { id: wanted.songId, title: 'Findable', artist: 'Nina Zeta' },
				path: 'Deep/er/x.mp3',
				playlists: [{ id: '1', name: 'Late Evening' }],
			});
		}
		const paths = calls().map((call) => call.replace(/\?.*/, ''));
		const [files, list] = ['GET /api/station/1/files', 'GET /api/station/1/files/list'];
		expect(paths).toEqual(version === old ? [files, list, files, list] : [files, files]);
	});

	test.each(versions)('%s: of nothing lists all, in pages', async (version) => {
		const { backend, station, calls } = await simulated(version);
		calls();
		const { rows, pages, total } = await backend.library!.search('', 2, 20);
		expect(calls()).toEqual(['GET /api/station/1/files?rowCount=20&current=2 (station)']);
		expect([rows.length, pages, total]).toEqual([20, 3, station.songs.length]);
	});

	test('a command of the file browser is no command here', async () => {
		const { backend } = await simulated(old);
		expect((await backend.library!.search('playlist:1', 1, 5)).total).toBe(0);
		expect((await backend.library!.search('special:duplicates', 1, 5)).total).toBe(0);
	});

	test.each(versions)('%s: that finds nothing', async (version) => {
		const { backend } = await simulated(version);
		expect(await backend.library!.search('nothing is called this', 1, 5)).toMatchObject({
			rows: [],
			total: 0,
		});
	});
});

test.each(versions)('%s: a song by its id, or null', async (version) => {
	const { backend, station, calls } = await simulated(version);
	const song = station.songs[4]!;
	calls();
	expect(await backend.library!.find(song.uniqueId)).toMatchObject({ id: song.uniqueId, path: song.path });
	expect(calls()).toEqual([`GET /api/station/1/file/${song.uniqueId} (station)`]);
	expect(await backend.library!.find('0123456789abcdef01234567')).toBeNull();
	expect(await backend.library!.find('../queue')).toBeNull();
});

test('a song that this key may not see is not a song that is not there', async () => {
	const { backend, radio } = await simulated();
	radio.setRights(radio.keys.station, {});
	expect((await failure(backend.library!.find('0123456789abcdef01234567'))).problem.kind).toBe(
		'right-missing',
	);
});

describe('a song by its path', () => {
	test.each(versions)('%s: the exact path alone', async (version) => {
		const { backend, station } = await simulated(version);
		const top = station.addSong({ title: 'T', artist: '', path: 'a_b.mp3' });
		const deep = station.addSong({ title: 'D', artist: '', path: 'x/a_b.mp3' });
		station.addSong({ title: 'L', artist: '', path: 'x/a_b.mp3.mp3' });
		expect((await backend.library!.findByPath('a_b.mp3'))?.id).toBe(top.uniqueId);
		expect((await backend.library!.findByPath('x/a_b.mp3'))?.id).toBe(deep.uniqueId);
		expect(await backend.library!.findByPath('A_B.mp3')).toBeNull();
		expect(await backend.library!.findByPath('nowhere/a_b.mp3')).toBeNull();
		// A folder is no song.
		expect(await backend.library!.findByPath('x')).toBeNull();
	});

	test.each(versions)('%s: also right after it came, past the file browser’s memory', async (version) => {
		const { backend, station } = await simulated(version);
		expect(await backend.library!.findByPath('x/new.mp3')).toBeNull();
		station.addSong({ title: 'New', artist: '', path: 'x/new.mp3' });
		expect(await backend.library!.findByPath('x/new.mp3')).not.toBeNull();
	});

	test('nothing of an unprocessable file', async () => {
		const { backend, station } = await simulated(old);
		station.disk.unprocessable.set('x/broken.mp3', 'Nope');
		expect(await backend.library!.findByPath('x/broken.mp3')).toBeNull();
	});

	test('a folder of many is read in pages', async () => {
		const { backend, station, calls } = await simulated(old);
		for (let n = 0; n < 1_001; n += 1) {
			station.addSong({ title: `N${n}`, artist: '', path: `many/${String(n).padStart(4, '0')}.mp3` });
		}
		calls();
		expect((await backend.library!.findByPath('many/1000.mp3'))?.song.title).toBe('N1000');
		expect(calls().filter((call) => call.includes('/files/list'))).toEqual([
			'GET /api/station/1/files/list?rowCount=500&current=1&currentDirectory=many&flushCache=true (station)',
			'GET /api/station/1/files/list?rowCount=500&current=2&currentDirectory=many (station)',
			'GET /api/station/1/files/list?rowCount=500&current=3&currentDirectory=many (station)',
		]);
	});
});

describe('a song to play next', () => {
	test.each(versions)('%s: is in front of all that was not sent', async (version) => {
		const { backend, station, calls } = await simulated(version);
		const song = (await backend.library!.find(station.songs[9]!.uniqueId))!;
		calls();
		await backend.library!.playNext(song);
		expect(calls()).toEqual(['PUT /api/station/1/files/batch (station)']);
		const queue = await backend.queue!.list();
		expect(queue.find(({ sent }) => !sent)?.song.title).toBe(song.song.title);
	});

	test('one that is gone leaves the queue as it was', async () => {
		const { backend, station } = await simulated();
		const song = (await backend.library!.find(station.songs[9]!.uniqueId))!;
		station.songs.splice(9, 1);
		const before = await backend.queue!.list();
		await backend.library!.playNext(song);
		expect(await backend.queue!.list()).toEqual(before);
	});

	test('a batch that tells errors is refused in its words', async () => {
		const { backend, radio, station } = await simulated();
		const song = (await backend.library!.find(station.songs[9]!.uniqueId))!;
		const body = JSON.stringify({
			success: true,
			errors: ['a.mp3: no disk'],
			files: ['a.mp3'],
			directories: [],
		});
		radio.faults.add({ path: /files\/batch/, body });
		expect((await failure(backend.library!.playNext(song))).problem).toEqual({
			kind: 'refused',
			reason: 'other',
			words: 'a.mp3: no disk',
		});
	});
});

test('tags: what is left out stays', async () => {
	const { backend, station, calls } = await simulated();
	const song = station.songs[0]!;
	const { artist, path } = song;
	calls();
	await backend.library!.tag(song.uniqueId, { title: 'Anders “neu”', album: 'B' });
	expect(calls()).toEqual([`PUT /api/station/1/file/${song.uniqueId} (station)`]);
	expect(song).toMatchObject({ title: 'Anders “neu”', artist, album: 'B', path });
	expect((await failure(backend.library!.tag('nope', { title: 'x' }))).problem).toEqual({
		kind: 'not-found',
		what: 'song',
	});
});

test('a song is put into exactly these playlists', async () => {
	const { backend, station, calls } = await simulated();
	const song = (await backend.library!.find(station.songs[0]!.uniqueId))!;
	const [a, b] = station.playlists.slice(2).map(({ id }) => String(id));
	calls();
	await backend.library!.assign(song, [a!, b!]);
	expect(calls()).toEqual(['PUT /api/station/1/files/batch (station)']);
	expect((await backend.library!.find(song.id))!.playlists.map(({ id }) => id)).toEqual([a, b]);
	await backend.library!.assign(song, []);
	expect((await backend.library!.find(song.id))!.playlists).toEqual([]);
});

test('how full the disk is', async () => {
	const { backend, radio, station, calls } = await simulated();
	calls();
	const usage = await backend.library!.usage();
	expect(calls()).toEqual(['GET /api/station/1/quota (station)']);
	expect(usage).toMatchObject({ quota: null, isFull: false, songs: station.songs.length });
	expect(usage.used).toBeGreaterThan(1_000_000);
	radio.host.storageFull = true;
	expect(await backend.library!.usage()).toMatchObject({ isFull: true, available: 0 });
});
