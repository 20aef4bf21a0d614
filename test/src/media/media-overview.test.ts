import { expect, test } from 'vitest';
import { overviewOf } from '#src/media/media-overview.ts';
import { library, numbered, song } from './songs.ts';

const ids = (songs: readonly { id: string }[]) => songs.map(({ id }) => id);

test('an empty library has nothing to put in order', async () => {
	expect(await overviewOf(new Map())).toEqual({
		songs: 0,
		playingMs: 0,
		duplicates: [],
		untagged: [],
		inNoPlaylist: [],
	});
});

test('songs are there twice by their id or by artist and title, in whatever case, and through each other', async () => {
	const { duplicates } = await overviewOf(
		library([
			song(1),
			song(2, { songId: 's1', title: 'Other' }),
			song(3, { title: 'Harbour', artist: 'Mara' }),
			song(4, { title: ' HARBOUR', artist: 'mara ' }),
			song(5, { title: 'Harbour', artist: 'Somebody' }),
			// Joins what was apart: by its id the first two, by its name the other two.
			song(6, { songId: 's1', title: 'Harbour', artist: 'Mara' }),
			song(7),
		]),
	);
	expect(duplicates.map((group) => ids(group).toSorted())).toEqual([['1', '2', '3', '4', '6']]);
});

test('files without a title are no twins, whatever the server calls them', async () => {
	const nameless = { songId: 'same', title: '', artist: '' };
	const { duplicates, untagged } = await overviewOf(
		library([song(1, nameless), song(2, nameless), song(3, { songId: '' }), song(4, { artist: ' ' })]),
	);
	expect([duplicates, ids(untagged)]).toEqual([[], ['1', '2', '4']]);
});

test('lengths that are not known are left out, and songs in no playlist are found', async () => {
	const songs = library([song(1, { length: 60_000 }), song(2, { length: null, playlists: [] })]);
	const { playingMs, inNoPlaylist } = await overviewOf(songs);
	expect([playingMs, ids(inNoPlaylist)]).toEqual([60_000, ['2']]);
});

test('100,000 songs are looked through in slices', async () => {
	const songs = numbered(100_000);
	let turns = 0;
	let isOver = false;
	const count = () => {
		turns += 1;
		if (!isOver) setImmediate(count);
	};
	setImmediate(count);
	const { songs: found, duplicates } = await overviewOf(songs);
	isOver = true;
	expect([found, duplicates.length]).toEqual([100_000, 0]);
	expect(turns).toBeGreaterThan(3);
});
