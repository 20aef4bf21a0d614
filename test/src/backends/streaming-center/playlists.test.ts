import { describe, expect, it } from 'vitest';
import { offers } from '#src/backends/offers.ts';
import { errorOf, problemOf, withPanel } from './panel.ts';

describe('playlists', () => {
	it('are listed with the key, those of this station alone, one of them on the air', async () => {
		const { backend, panel, calls } = await withPanel();
		const playlists = await backend.playlists!.list();
		expect(playlists.map(({ id, name, isOnAir, order }) => [id, name, isOnAir, order])).toEqual([
			['101', 'All music', true, 'sequential'],
			['102', 'Morning shows', false, 'random'],
			['103', 'Night lights', false, 'sequential'],
		]);
		const tracks = panel.station(1).tracksIn(102);
		expect(playlists[1]).toMatchObject({
			songs: tracks.length,
			length: tracks.reduce((sum, { length }) => sum + length, 0),
			isEnabled: true,
		});
		expect(calls()).toEqual(['GET /playlists/ (station)']);
	});

	it('are all there where a panel gives a page although none was asked for', async () => {
		const { backend, panel, queries } = await withPanel();
		const row = (id: number) => ({ id, name: `P${id}`, tracks_num: 1, server: 1 });
		panel.faults.add({
			path: /playlists\/\?server=1$/,
			body: JSON.stringify({ count: 5, next: 'x', previous: null, results: [row(1), row(2)] }),
		});
		panel.faults.add({
			path: /offset=2/,
			body: JSON.stringify({ count: 5, next: null, previous: null, results: [row(3), row(4)] }),
		});
		panel.faults.add({ path: /offset=4/, body: JSON.stringify({ count: 5, results: [row(5)] }) });
		expect((await backend.playlists!.list()).map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
		expect(queries()).toHaveLength(3);
	});

	it('show their songs page by page, in either shape, without a place on the server’s disk', async () => {
		const { backend, panel } = await withPanel({ habits: { lists: 'changing' } });
		const tracks = panel.station(1).tracksIn(103);
		const pages = [];
		for (const page of [1, 2]) pages.push(await backend.playlists!.songs('103', page, 10));
		expect(pages[0]).toMatchObject({ page: 1, total: tracks.length, pages: Math.ceil(tracks.length / 10) });
		expect(pages[1]).toMatchObject({ page: 2, total: tracks.length });
		const shown = pages.flatMap(({ rows }) => rows);
		expect(shown.map(({ id }) => id)).toEqual(tracks.slice(0, 20).map(({ id }) => String(id)));
		expect(JSON.stringify(shown)).not.toContain('/var/users');
	});

	it('begin at the next full minute, and not before', async () => {
		const { backend, calls, clock } = await withPanel({ startAt: Date.UTC(2026, 10, 24, 11, 30, 25) });
		const { at } = await backend.playlists!.start('103');
		expect(new Date(at).toISOString()).toBe('2026-11-24T11:31:00.000Z');
		expect(calls()).toEqual(['POST /playlists/103/start_broadcasting/ (station)']);
		expect((await backend.playlists!.one('103')).isOnAir).toBe(false);
		await clock.advance(at - clock.now());
		expect((await backend.playlists!.one('103')).isOnAir).toBe(true);
		expect((await backend.onAir.read()).now).toMatchObject({ playlist: 'Night lights', startedAt: at });
	});

	it('are started once, whatever becomes of the answer', async () => {
		const { backend, panel, calls } = await withPanel();
		panel.faults.add({ path: /start_broadcasting/, closeSocket: true, afterwards: true });
		const error = await errorOf(backend.playlists!.start('103'));
		expect(error.problem).toMatchObject({ kind: 'unreachable', reason: 'connection-lost' });
		expect(error.perhapsDone).toBe(true);
		expect(calls()).toEqual(['POST /playlists/103/start_broadcasting/ (station)']);
	});

	it('are made for this station', async () => {
		const { backend, panel } = await withPanel({ server: '3' });
		const made = await backend.playlists!.create('Rain', 'random');
		expect(made).toMatchObject({ name: 'Rain', order: 'random', songs: 0 });
		expect(panel.station(3).playlists.at(-1)?.name).toBe('Rain');
	});

	it('are neither switched off nor exported, and nothing is asked for that', async () => {
		const { backend, calls } = await withPanel();
		expect(offers(backend, 'playlists.setEnabled')).toBe(false);
		expect(offers(backend, 'playlists.start')).toBe(true);
		expect(await problemOf(backend.playlists!.setEnabled('101', false))).toEqual({
			kind: 'not-offered',
			role: 'playlists',
		});
		expect(calls()).toEqual([]);
	});

	it('need a key, and say so without asking', async () => {
		const { backend, calls } = await withPanel({ key: null });
		expect(await problemOf(backend.playlists!.list())).toEqual({ kind: 'key-missing', key: 'station' });
		expect(calls()).toEqual([]);
	});

	it.each(['../music', '1/../../music/5', '', '1?x=1', 'All music'])(
		'an id like %j asks nothing',
		async (id) => {
			const { backend, calls } = await withPanel();
			expect(await problemOf(backend.playlists!.start(id))).toEqual({ kind: 'not-found', what: 'playlist' });
			expect(calls()).toEqual([]);
		},
	);

	it('that are gone are told so', async () => {
		const { backend } = await withPanel();
		expect(await problemOf(backend.playlists!.one('999'))).toEqual({ kind: 'not-found', what: 'playlist' });
	});
});
