import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesIn, isSame, newsIn } from '#src/media/changes-in.ts';
import { library, numbered, song } from './songs.ts';

const fields = {
	path: fc.constantFrom('', 'a', 'b'),
	title: fc.constantFrom('x', 'y'),
	mtime: fc.constantFrom(1, 2),
};
const anyLibrary = fc
	.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.record(fields))
	.map((songs) => library(Object.entries(songs).map(([id, changed]) => song(id, changed))));

test('what was added, removed and changed leads from one state to the other', async () => {
	await fc.assert(
		fc.asyncProperty(anyLibrary, anyLibrary, async (before, after) => {
			const changes = await changesIn(before, after);
			const led = new Map(before);
			for (const { id } of changes.removed) expect(led.delete(id)).toBe(true);
			for (const one of changes.added) {
				expect(led.has(one.id)).toBe(false);
				led.set(one.id, one);
			}
			for (const change of [...changes.moved, ...changes.retagged, ...changes.touched]) {
				expect(before.get(change.before.id)).toBe(change.before);
				led.set(change.after.id, change.after);
			}
			expect(led).toEqual(after);
			expect(isSame(changes)).toBe(isDeepStrictEqual(before, after));
		}),
	);
});

test('the other way round, added and removed change places', async () => {
	await fc.assert(
		fc.asyncProperty(anyLibrary, anyLibrary, async (before, after) => {
			const [there, back] = [await changesIn(before, after), await changesIn(after, before)];
			expect(back.removed).toEqual(there.added);
			expect(back.added).toEqual(there.removed);
			expect(newsIn(back)).toBe(newsIn(there));
		}),
	);
});

test('a song that was moved and retagged is in both lists, with the fields', async () => {
	const before = song(1, { title: 'Old', album: 'Same' });
	const after = song(1, { title: 'New', album: 'Same', genre: 'Jazz', path: 'b.mp3', mtime: 2 });
	const changes = await changesIn(library([before]), library([after]));
	expect(changes.moved).toEqual([{ before, after }]);
	expect(changes.retagged).toEqual([{ before, after, fields: ['title', 'genre'] }]);
	expect(changes.touched).toEqual([]);
});

test('a path that was not known before is no move, and other playlists are no news', async () => {
	const path = await changesIn(library([song(1, { path: '' })]), library([song(1)]));
	const lists = await changesIn(library([song(1)]), library([song(1, { playlists: ['2'] })]));
	for (const changes of [path, lists]) expect([newsIn(changes), changes.touched.length]).toEqual([0, 1]);
});

test('100,000 songs are compared without holding anybody up', async () => {
	const before = numbered(100_000);
	const after = library(Array.from(before.values(), (one) => ({ ...one })));
	let turns = 0;
	const other = setInterval(() => (turns += 1), 0);
	expect(isSame(await changesIn(before, after))).toBe(true);
	clearInterval(other);
	expect(turns).toBeGreaterThan(1);
});
