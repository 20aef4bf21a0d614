import { expect, test } from 'vitest';
import { type LikeMemory, Likes, type SongLikes } from '#src/stations/likes.ts';
import { shortKey } from '#src/stations/short-key.ts';

function memory(): LikeMemory {
	const kept = new Map<string, SongLikes>();
	return {
		get: async (key) => kept.get(key),
		update: async (key, change) => {
			const value = change(kept.get(key));
			kept.set(key, value);
			return value;
		},
	};
}

test('each person counts once per song and station, and may take it back', async () => {
	const likes = new Likes(memory());
	const song = '5d8a9b6d1f0c4e3c9a7b2d1e0f9a8b7c';
	expect(await likes.toggle('a', shortKey(song), 'ann')).toEqual({ liked: true, count: 1 });
	expect(await likes.toggle('a', shortKey(song), 'bob')).toEqual({ liked: true, count: 2 });
	expect(await likes.count('a', song)).toBe(2);
	expect(await likes.count('b', song)).toBe(0);
	expect(await likes.toggle('a', song, 'ann')).toEqual({ liked: false, count: 1 });
});

test('a key is short enough for a button, and the key of a key is the key', () => {
	for (const id of ['42', '5d8a9b6d1f0c4e3c9a7b2d1e0f9a8b7c', 'a b:c%', '歌', '']) {
		const key = shortKey(id);
		expect(key).toMatch(/^[\w-]{1,24}$/);
		expect(shortKey(key)).toBe(key);
	}
	expect(shortKey('42')).toBe('42');
});
