import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '#src/backends/roles/history.ts';
import { withPanel } from './panel.ts';

async function gather(entries: AsyncIterable<HistoryEntry>): Promise<HistoryEntry[]> {
	const all: HistoryEntry[] = [];
	for await (const entry of entries) all.push(entry);
	return all;
}

describe('the history', () => {
	it('is all that the panel keeps, newest first, without jingles, in one read for all its pages', async () => {
		const { backend, panel, calls, clock } = await withPanel();
		const songs = panel.station(1).history.filter(({ jingleId }) => jingleId === null);
		expect(panel.station(1).history).toHaveLength(500);
		const first = await backend.history!.page({ page: 1, perPage: 10 });
		const second = await backend.history!.page({ page: 2, perPage: 10 });
		expect(first).toMatchObject({ page: 1, total: songs.length, pages: Math.ceil(songs.length / 10) });
		expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(
			songs.slice(0, 20).map(({ id }) => String(id)),
		);
		expect(first.rows[0]).toMatchObject({ listenersAtStart: songs[0]?.listeners, listenersAtEnd: null });
		expect(calls()).toEqual(['GET /history/ (none)']);
		await clock.advance(15_000);
		await backend.history!.page({ page: 1, perPage: 10 });
		expect(calls()).toEqual(['GET /history/ (none)']);
	});

	it('goes by days of the station, from midnight to midnight there', async () => {
		const { backend, panel } = await withPanel();
		// Teaches the zone.
		await backend.onAir.read();
		const day = await gather(backend.history!.all({ day: '2026-11-22' }));
		const midnight = Date.UTC(2026, 10, 21, 23);
		const wanted = panel.station(1).history.filter(({ jingleId, ts }) => jingleId === null && ts >= midnight);
		expect(day.map(({ id }) => id)).toEqual(wanted.map(({ id }) => String(id)));
		expect(day.length).toBeGreaterThan(100);
		expect(await gather(backend.history!.all({ day: '2026-11-20' }))).toEqual([]);
	});

	it('is put together where a panel gives fewer rows than it is asked for', async () => {
		const { backend, panel } = await withPanel();
		const rows = Array.from({ length: 5 }, (_, i) => ({
			id: 9 - i,
			ts: 1_000 - i,
			dj_name: 'AutoDJ',
			metadata: `${i}`,
		}));
		for (const offset of [0, 2, 4])
			panel.faults.add({
				path: new RegExp(`history.*offset=${offset}(&|$)`),
				body: JSON.stringify({ count: 5, results: rows.slice(offset, offset + 2) }),
			});
		const all = await gather(backend.history!.all({}));
		expect(all.map(({ id }) => id)).toEqual(['9', '8', '7', '6', '5']);
	});

	it('does not keep a failure', async () => {
		const { backend, panel } = await withPanel();
		panel.faults.add({ path: /history/, status: 500, body: '{}', times: 1 });
		await expect(backend.history!.page({ page: 1, perPage: 5 })).rejects.toThrow('server-trouble');
		expect((await backend.history!.page({ page: 1, perPage: 5 })).rows).toHaveLength(5);
	});
});
