import { describe, expect, test } from 'vitest';
import { failure } from './loopback.ts';
import { simulated, versions } from './simulated.ts';

test.each(versions)('%s: all playlists with their rules', async (version) => {
	const { backend, calls } = await simulated(version);
	calls();
	const playlists = await backend.playlists!.list();
	expect(calls()).toEqual(['GET /api/station/1/playlists?rowCount=100&current=1 (station)']);
	const byName = new Map(playlists.map((playlist) => [playlist.name, playlist]));
	expect(byName.get('Jingles')).toMatchObject({
		rule: 'every-songs',
		every: 8,
		order: 'random',
		source: 'songs',
		takesRequests: false,
		songs: 3,
	});
	expect(byName.get('Morning Boats')).toMatchObject({
		rule: 'rotation',
		every: null,
		order: 'sequential',
		weight: 5,
		description: 'Sea songs with breakfast',
		slots: [{ from: 600, to: 1000, days: [1, 2, 3, 4, 5] }],
	});
	expect(byName.get('Winter Shelf')).toMatchObject({ isEnabled: false, slots: [] });
	expect(byName.get('Late Evening')!.length).toBeGreaterThan(60_000);
});

describe('the songs of one', () => {
	test.each(versions)('%s: are read by its number, in pages', async (version) => {
		const { backend, station, calls } = await simulated(version);
		const { id } = station.playlists.find(({ name }) => name === 'Jingles')!;
		calls();
		const page = await backend.playlists!.songs(String(id), 1, 2);
		expect(calls()).toEqual([
			`GET /api/station/1/files/list?rowCount=2&current=1&searchPhrase=playlist%3A${id} (station)`,
		]);
		expect(page).toMatchObject({ page: 1, pages: 2, total: 3 });
		const jingle = station.songs.find(({ path }) => path === 'Jingles/call_01.mp3')!;
		expect(page.rows[0]).toMatchObject({
			id: jingle.uniqueId,
			song: { id: jingle.songId, title: jingle.title, artist: '' },
			path: 'Jingles/call_01.mp3',
			length: Math.floor(jingle.lengthSeconds) * 1000,
			playlists: [{ id: String(id), name: 'Jingles' }],
		});
		const next = await backend.playlists!.songs(String(id), 2, 2);
		expect(next.rows.map(({ path }) => path)).toEqual(['Jingles/call_03.mp3']);
	});

	test.each(versions)('%s: a playlist that is gone has not the whole library in it', async (version) => {
		const { backend } = await simulated(version);
		const gone = { kind: 'not-found', what: 'playlist' };
		expect((await failure(backend.playlists!.songs('4711', 1, 10))).problem).toEqual(gone);
		expect((await failure(backend.playlists!.songs('jingles', 1, 10))).problem).toEqual(gone);
		expect((await failure(backend.playlists!.songs('', 1, 10))).problem).toEqual(gone);
	});

	test('an empty playlist is empty', async () => {
		const { backend, station } = await simulated();
		const { id } = station.addPlaylist({ name: 'New' });
		expect(await backend.playlists!.songs(String(id), 1, 10)).toEqual({
			rows: [],
			page: 1,
			pages: 1,
			total: 0,
		});
	});
});

test('a playlist is set and not toggled, and nothing else of it changes', async () => {
	const { backend, station, calls } = await simulated();
	const playlist = station.playlists[2]!;
	const before = structuredClone(playlist);
	calls();
	await backend.playlists!.setEnabled(String(playlist.id), true);
	expect(playlist).toEqual(before);
	await backend.playlists!.setEnabled(String(playlist.id), false);
	expect(playlist).toEqual({ ...before, isEnabled: false });
	const put = `PUT /api/station/1/playlist/${playlist.id} (station)`;
	expect(calls()).toEqual([put, put]);
});

test.each(versions)('%s: a new playlist is empty and on', async (version) => {
	const { backend, station, calls } = await simulated(version);
	calls();
	const made = await backend.playlists!.create('Night “Shift”', 'random');
	expect(calls()).toEqual(['POST /api/station/1/playlists (station)']);
	expect(made).toMatchObject({
		id: String(station.playlists.at(-1)!.id),
		name: 'Night “Shift”',
		order: 'random',
		rule: 'rotation',
		source: 'songs',
		isEnabled: true,
		songs: 0,
		length: null,
	});
	expect(await backend.playlists!.one(made.id)).toEqual(made);
});

test('a playlist without a name is refused', async () => {
	const { backend } = await simulated();
	expect((await failure(backend.playlists!.create('', 'shuffle'))).problem).toMatchObject({
		kind: 'refused',
		reason: 'invalid',
	});
});

test('a playlist as a file, also an empty one', async () => {
	const { backend, station, calls } = await simulated();
	const jingles = String(station.playlists[1]!.id);
	calls();
	expect(await backend.playlists!.export(jingles, 'm3u')).toBe(
		'Jingles/call_01.mp3\nJingles/call_02.mp3\nJingles/call_03.mp3',
	);
	expect(await backend.playlists!.export(jingles, 'pls')).toMatch(/^\[playlist\]\nFile1=/);
	expect(calls()).toEqual([
		`GET /api/station/1/playlist/${jingles}/export/m3u (station)`,
		`GET /api/station/1/playlist/${jingles}/export/pls (station)`,
	]);
	const { id } = station.addPlaylist({ name: 'New' });
	expect(await backend.playlists!.export(String(id), 'm3u')).toBe('');
	expect((await failure(backend.playlists!.export('4711', 'm3u'))).problem).toEqual({
		kind: 'not-found',
		what: 'playlist',
	});
});
