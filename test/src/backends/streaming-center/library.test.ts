import { describe, expect, it } from 'vitest';
import { offers } from '#src/backends/offers.ts';
import { mp3 } from '#test/support/audio.ts';
import { problemOf, withPanel } from './panel.ts';

async function* inPieces(bytes: Buffer) {
	for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

function file(bytes: Buffer, name = 'song.mp3') {
	return { folder: 'discord', name, size: bytes.length, content: inPieces(bytes) };
}

describe('the library', () => {
	it('is searched by the panel, without the key', async () => {
		const { backend, calls } = await withPanel();
		const found = await backend.library!.search('lantern', 1, 5);
		expect(found.total).toBeGreaterThan(0);
		for (const { song, path } of found.rows) {
			expect(song.text.toLowerCase()).toContain('lantern');
			expect(path).toMatch(/^track_\d+\.mp3$/);
		}
		expect(calls()).toEqual(['GET /music/ (none)']);
	});

	it.each(['paged', 'bare', 'changing'] as const)('is read to its end where lists are %s', async (lists) => {
		const { backend, panel } = await withPanel({ habits: { lists } });
		const ids = new Set<string>();
		for (let page = 1; ; page += 1) {
			const answer = await backend.library!.list('path', page, 25);
			if (answer === null) break;
			expect(answer.total).toBe(90);
			for (const { id } of answer.rows) ids.add(id);
			expect(page).toBeLessThan(10);
		}
		expect(ids.size).toBe(panel.station(1).tracks.length);
	});

	it('says of each song whether it may be requested, and that it cannot sort by age', async () => {
		const { backend, panel } = await withPanel();
		const { rows } = (await backend.library!.list('path', 1, 90))!;
		const open = panel.station(1).tracks.filter(({ requestable }) => requestable);
		expect(rows.filter(({ requestable }) => requestable)).toHaveLength(open.length);
		expect(backend.library).toMatchObject({ orders: ['path'], marksRequestable: true });
		expect(await problemOf(backend.library!.list('newest', 1, 10))).toMatchObject({ kind: 'not-offered' });
	});

	it('finds a song with its playlists by name', async () => {
		const { backend } = await withPanel();
		const found = await backend.library!.find('1001');
		expect(found?.playlists.map(({ name }) => name)).toEqual(['All music', 'Morning shows', 'Night lights']);
		expect(await backend.library!.find('999999')).toBeNull();
	});

	it('names the playlists of a song by their numbers where no key may see more', async () => {
		const { backend } = await withPanel({ key: null });
		expect((await backend.library!.find('1001'))?.playlists.map(({ name }) => name)).toEqual([
			'#101',
			'#102',
			'#103',
		]);
	});

	it('takes a file as a form, with the key, once', async () => {
		const { backend, panel, calls } = await withPanel();
		await backend.library!.upload(file(mp3({ title: 'Größe', artist: 'Ada & Bo', album: 'First' })));
		expect(calls()).toEqual(['PUT /mediafile/upload/ (station)']);
		expect(panel.station(1).tracks.at(-1)).toMatchObject({
			title: 'Größe',
			author: 'Ada & Bo',
			path: '/var/users/broadcaster1/1/media/discord/song.mp3',
		});
		expect((await backend.library!.search('Größe', 1, 5)).rows).toHaveLength(1);
	});

	it('tells in the panel’s words why a file was refused', async () => {
		const { backend } = await withPanel();
		expect(await problemOf(backend.library!.upload(file(Buffer.from('no music'))))).toEqual({
			kind: 'refused',
			reason: 'invalid',
			words: 'filename: File type is not supported.',
		});
	});

	it('writes tags and playlists, and only what was said', async () => {
		const { backend, panel } = await withPanel();
		const track = panel.station(1).tracks[0]!;
		const { author } = track;
		await backend.library!.tag('1001', { title: 'New name' });
		expect(track).toMatchObject({ title: 'New name', author });
		const song = (await backend.library!.find('1001'))!;
		await backend.library!.assign(song, ['103']);
		expect((await backend.library!.find('1001'))?.playlists).toEqual([{ id: '103', name: 'Night lights' }]);
	});

	it.each(['library.playNext', 'library.usage', 'library.findByPath'] as const)('has no %s', async (use) => {
		const { backend } = await withPanel();
		expect(offers(backend, use)).toBe(false);
	});
});
