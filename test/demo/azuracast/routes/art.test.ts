import { expect, test } from 'vitest';
import { simulate } from '../simulation.ts';

test('art is a picture for the songs that have one, and leads to the default for the rest', async () => {
	const { call, station } = await simulate();
	const [song, jingle] = [station('lanternlight').songs[0]!, station('lanternlight').songs.at(-1)!];
	const picture = await call(`/api/station/lanternlight/art/${song.uniqueId}-${song.artUpdatedAt}.jpg`);
	expect(picture).toMatchObject({ status: 200, contentType: 'image/png' });
	expect(picture.headers.get('cache-control')).toBe('public, max-age=31536000');
	const none = await call(`/api/station/lanternlight/art/${jingle.uniqueId}`);
	expect([none.status, none.headers.get('location')]).toEqual([
		302,
		'/static/vite_dist/assets/generic_song-stub0000.jpg',
	]);
	expect(await call(none.headers.get('location') ?? '')).toMatchObject({
		status: 200,
		contentType: 'image/png',
	});
});
