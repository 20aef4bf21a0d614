import { expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { crawl } from '#src/media/crawl.ts';
import { lookForNews } from '#src/media/look-for-news.ts';
import { openMediaSource } from '#src/media/media-source.ts';
import { withPanel } from '#test/src/backends/streaming-center/panel.ts';
import { station } from '#test/src/stations/fake-station.ts';
import { inTime } from '#test/src/stations/in-time.ts';

// Libraries whose songs say themselves whether they may be requested, and which cannot be sorted by age: Streaming.Center's.

test.each(['paged', 'bare', 'changing'] as const)(
	'all of it is read where lists are %s, without a key',
	async (lists) => {
		const { backend, panel, calls } = await withPanel({ key: null, habits: { lists } });
		const source = await openMediaSource(station('one', { backend }), undefined);
		expect([source.kind, source.opened, 'newest' in source]).toEqual(['staff', 0, false]);
		const clock = new ManualClock();
		const found = await inTime(
			clock,
			crawl({
				source,
				clock,
				signal: new AbortController().signal,
				turn: { lend: (wait) => wait },
				known: new Map(),
				onPage: async () => {},
			}),
		);
		const { tracks } = panel.station(1);
		expect(found.songs.size).toBe(tracks.length);
		for (const track of tracks)
			expect(found.songs.get(String(track.id))).toMatchObject({
				title: track.title,
				requestable: track.requestable,
				requestId: track.requestable ? String(track.id) : null,
			});
		expect(JSON.stringify([...found.songs.values()])).not.toContain('/var/users');
		expect(new Set(calls())).toEqual(new Set(['GET /music/ (none)']));
	},
);

test('what is new is seen by how many songs there are, and then everything is read', async () => {
	const { backend, panel, calls } = await withPanel();
	const source = await openMediaSource(station('one', { backend }), 'staff');
	const known = new Map();
	expect(await lookForNews(source, known, 90)).toEqual({ songs: known, total: 90 });
	panel.station(1).addTrack({
		author: 'A',
		title: 'B',
		album: '',
		genre: '',
		length: 1,
		path: 'x',
		requestable: true,
		playlists: [],
	});
	expect(await lookForNews(source, known, 90)).toBe('fetch');
	expect(calls()).toEqual(['GET /music/ (none)', 'GET /music/ (none)']);
});
