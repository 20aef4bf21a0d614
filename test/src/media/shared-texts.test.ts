import { expect, test } from 'vitest';
import { SharedTexts } from '#src/media/shared-texts.ts';
import { song } from './songs.ts';

test('songs stay what they are, and have in common what is alike', () => {
	const shared = new SharedTexts();
	const [one, other] = [song(1, { playlists: ['1', '2'] }), song(2, { playlists: ['1', '2'] })];
	const [first, second] = [shared.in(one), shared.in(other)];
	expect([first, second]).toEqual([one, other]);
	expect(second.playlists).toBe(first.playlists);
	const apart = shared.in(song(3, { playlists: ['1,2'], requestId: 'another', artist: '' }));
	expect(apart).toEqual(song(3, { playlists: ['1,2'], requestId: 'another', artist: '' }));
	expect(shared.in(song(4, { requestId: null, requestable: false })).requestId).toBeNull();
});

test('more different texts than are remembered are no trouble', () => {
	const shared = new SharedTexts();
	const many = Array.from({ length: 40_000 }, (_, place) => song(place));
	expect(many.map((one) => shared.in(one))).toEqual(many);
});
