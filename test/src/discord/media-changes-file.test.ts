import path from 'node:path';
import { expect, test } from 'vitest';
import { changesFile } from '#src/discord/media-changes-file.ts';
import { mediaNewsCard } from '#src/discord/media-news-card.ts';
import type { MediaChanges } from '#src/media/media-changes.ts';
import type { Station } from '#src/stations/station.ts';
import { loadWords } from '#src/words/words.ts';
import { song } from '#test/src/media/songs.ts';

const none: MediaChanges = { added: [], removed: [], moved: [], retagged: [], touched: [] };
const before = song(1, { title: 'Old; "quoted"', genre: '', path: 'a/1.mp3' });
const after = song(1, { title: '\t=cmd', genre: 'Dub', path: '+b/1.mp3' });

test('holds every kind of change with what was and what is, in the order of the card', async () => {
	const { content, rows, of } = await changesFile({
		added: [song(2)],
		removed: [song(3)],
		moved: [{ before, after }],
		retagged: [{ before, after, fields: ['title', 'genre'] }],
		touched: [{ before, after }],
	});
	expect([rows, of]).toEqual([4, 4]);
	expect(content.toString()).toBe(
		[
			'\uFEFFkind,artist,title,path,before,after',
			'added,Artist 2,Title 2,music/2.mp3,,',
			'removed,Artist 3,Title 3,music/3.mp3,,',
			"moved,Artist 1,'\t=cmd,'+b/1.mp3,a/1.mp3,'+b/1.mp3",
			`retagged,Artist 1,'\t=cmd,'+b/1.mp3,"title: Old; ""quoted""; genre: ",title: \t=cmd; genre: Dub`,
			'',
		].join('\n'),
	);
});

test('a file that would be too large is cut, and the card says so', async () => {
	const deep = `${'deep/'.repeat(40)}song.mp3`;
	const added = Array.from({ length: 60_000 }, (_, place) => song(place, { path: deep }));
	let turns = 0;
	let turning = setImmediate(function turn() {
		turns += 1;
		turning = setImmediate(turn);
	});
	const file = await changesFile({ ...none, added });
	clearImmediate(turning);
	expect(turns).toBeGreaterThan(3);
	expect(file.content.length).toBeGreaterThan(7_000_000);
	expect(file.content.length).toBeLessThan(8_100_000);
	expect([file.rows < 40_000, file.of]).toEqual([true, 60_000]);
	expect(file.content.toString().trimEnd().split('\n')).toHaveLength(file.rows + 1);
	const news = { changes: { ...none, added }, songs: 60_000, before: 0, mass: false, at: 0 };
	const called = { station: { name: 'One' } as Station, role: null, list: file };
	const words = await loadWords(path.join(import.meta.dirname, '../../../locales'));
	const said = (list: typeof file) =>
		JSON.stringify(mediaNewsCard(news, { ...called, list }, words, 'en-US').components);
	expect(said(file)).toContain(
		`The file holds the first ${file.rows.toLocaleString('en-US')} of 60,000 changes.`,
	);
	expect(said({ ...file, rows: file.of })).not.toContain('holds the first');
});
