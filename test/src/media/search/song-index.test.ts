import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { changesIn } from '#src/media/changes-in.ts';
import type { MediaSong } from '#src/media/media-song.ts';
import type { Popularity } from '#src/media/search/rank.ts';
import { Scratch } from '#src/media/search/scratch.ts';
import { SongIndex } from '#src/media/search/song-index.ts';
import { generatedSongs, libraryRow } from '#test/support/generated-songs.ts';
import { foundIn, hardTrials, libraryWithPlanted, slipTrials } from '#test/support/search-trial.ts';

const everything = { requestableOnly: false, most: 200 };
const indexOf = async (songs: Iterable<MediaSong>, popularity: Popularity = () => 0) =>
	SongIndex.of(songs, { popularity, scratch: new Scratch() });
const titles = (index: SongIndex, typed: string, wish = everything) =>
	index.search(typed, wish).songs.map(({ title }) => title);
const song = (number: number, title: string, artist = 'Somebody', more: Partial<MediaSong> = {}) =>
	libraryRow(number, { title, artist, ...more });

describe('the order', () => {
	test('what is called exactly so comes first, then what has the whole word at its beginning', async () => {
		const index = await indexOf([
			song(1, 'All My Love'),
			song(2, 'Love Me Do'),
			song(3, 'Love'),
			song(4, 'Lovely'),
			song(5, 'Nothing'),
		]);
		expect(titles(index, 'love').slice(0, 2)).toEqual(['Love', 'Love Me Do']);
		expect(titles(index, 'love').toSorted()).toEqual(['All My Love', 'Love', 'Love Me Do', 'Lovely']);
	});

	test('is found among thousands that hold the word', async () => {
		const many = Array.from({ length: 3_000 }, (_, number) => song(number, `Love ${number}`, `A ${number}`));
		const index = await indexOf([...many, song(5_000, 'Love', 'Zed')], ({ artist }) =>
			artist === 'Zed' ? 0 : 99,
		);
		expect(titles(index, 'love')[0]).toBe('Love');
		expect(index.search('love', everything).total).toBe(3_001);
	});

	test('what is popular comes first among equals', async () => {
		const songs = [song(1, 'Night', 'A'), song(2, 'Night', 'B'), song(3, 'Night', 'C')];
		const index = await indexOf(songs, ({ artist }) => (artist === 'B' ? 40 : 0));
		expect(index.search('night', everything).songs[0]?.artist).toBe('B');
		expect(index.search('', everything).songs[0]?.artist).toBe('B');
	});

	test('does not depend on the order in which songs came', async () => {
		const songs = generatedSongs(2_000);
		const [one, other] = [await indexOf(songs), await indexOf(songs.toReversed())];
		for (const typed of ['', 's', 'st', 'the', 'a b', songs[7]?.title ?? ''])
			expect(other.search(typed, everything)).toEqual(one.search(typed, everything));
	});
});

describe('what is found', () => {
	test('by title, artist and album; by path only where everything is looked for', async () => {
		const index = await indexOf([
			song(1, 'Cut', 'Digger', { album: 'Deep', path: 'crates/box-nine/x.mp3' }),
			song(2, 'Hidden', 'Digger', { requestable: false }),
		]);
		for (const typed of ['cut', 'digger cut', 'deep', 'crates/box', 'box nine'])
			expect(titles(index, typed)).toEqual(['Cut']);
		expect(titles(index, 'mp3')).toEqual([]);
		const forListeners = { ...everything, requestableOnly: true };
		expect(titles(index, 'crates', forListeners)).toEqual([]);
		expect(titles(index, 'hidden', forListeners)).toEqual([]);
		expect(titles(index, 'digger', forListeners)).toEqual(['Cut']);
		expect(titles(index, 'hidden')).toEqual(['Hidden']);
	});

	test('a slip comes close and is not taken for what was typed', async () => {
		const index = await indexOf([song(1, 'Yesterday', 'The Beatles'), song(2, 'Tomorrow')]);
		const found = index.search('bealtes yesterdy', everything);
		expect(found).toMatchObject({ songs: [], total: 0, close: [{ title: 'Yesterday' }] });
		expect(index.search('yesterday', everything).close).toEqual([]);
		expect(index.search('zzzzz', everything)).toEqual({ songs: [], total: 0, close: [] });
	});

	test('odd texts and queries do no harm', async () => {
		const index = await indexOf([song(1, '', ''), song(2, '*'.repeat(10_000)), song(3, 'ß'.repeat(10_000))]);
		for (const typed of ['*', '-', 'ss', 'x '.repeat(500), 'ﷺ'.repeat(100), '\ud800', '__proto__'])
			expect(index.search(typed, everything).songs.length).toBeLessThanOrEqual(3);
		expect((await indexOf([])).search('x', everything)).toEqual({ songs: [], total: 0, close: [] });
	});

	test('words may stand in any order', async () => {
		const songs = generatedSongs(500).filter(({ title }) => !/[[(-]/.test(title));
		const index = await indexOf(songs);
		fc.assert(
			fc.property(fc.constantFrom(...songs), fc.integer(), ({ id, title, artist }, seed) => {
				const words = `${artist} ${title}`.split(' ');
				const at = Math.abs(seed) % words.length;
				const turned = [...words.slice(at), ...words.slice(0, at)].toReversed().join(' ');
				const all = index.search(turned, everything).songs.map((found) => found.id);
				expect(all).toContain(id);
				expect(all.toSorted()).toEqual(
					index
						.search(words.join(' '), everything)
						.songs.map((found) => found.id)
						.toSorted(),
				);
			}),
		);
	});
});

describe('in 20,000 songs', () => {
	const songs = libraryWithPlanted(20_000);
	let index: SongIndex;
	const first25 = (typed: string) => {
		const { songs: fitting, close } = index.search(typed, everything);
		return [...fitting, ...close].slice(0, 25);
	};
	beforeAll(async () => {
		index = await indexOf(songs);
	});

	test('songs are found in spite of a slip in artist and title', () => {
		expect(foundIn(slipTrials(songs), first25).length).toBeGreaterThanOrEqual(58);
	});

	test.each(hardTrials)('$query', (trial) => expect(foundIn([trial], first25)).toEqual([trial]));

	test('it takes little memory', () => expect(index.bytes / songs.length).toBeLessThan(250));
});

describe('what changes', () => {
	const word = fc.constantFrom('night', 'harbor', 'lantern', 'light', 'nigth', 'ac/dc', '宇多田', 'кино');
	const text = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
	const row = fc
		.record({
			number: fc.integer({ min: 0, max: 30 }),
			title: text,
			artist: text,
			album: text,
			requestable: fc.boolean(),
		})
		.map(({ number, ...known }) => libraryRow(number, known));
	const library = fc.array(row, { maxLength: 30 }).map((rows) => new Map(rows.map((one) => [one.id, one])));
	const queries = [
		'',
		'n',
		'night',
		'nihgt',
		'night harbor',
		'acdc',
		'kino',
		'宇',
		'lanternlight',
		'light lantern night',
	];

	test('updates give the same as an index built anew', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(library, { minLength: 1, maxLength: 5 }),
				async ([first = new Map<string, MediaSong>(), ...later]) => {
					const index = await indexOf(first.values());
					let known = first;
					for (const next of later) {
						await index.update(await changesIn(known, next));
						known = next;
					}
					const anew = await indexOf(known.values());
					for (const typed of queries) {
						for (const requestableOnly of [true, false])
							expect(index.search(typed, { requestableOnly, most: 200 })).toEqual(
								anew.search(typed, { requestableOnly, most: 200 }),
							);
					}
				},
			),
			{ numRuns: 60 },
		);
	});

	test('many updates are taken into one index', async () => {
		const before = new Map(generatedSongs(500).map((one) => [one.id, one]));
		const after = new Map(generatedSongs(3_000, 2).map((one) => [one.id, one]));
		const index = await indexOf(before.values());
		await index.update(await changesIn(before, after));
		const anew = await indexOf(after.values());
		for (const typed of ['', 's', 'live'])
			expect(index.search(typed, everything)).toEqual(anew.search(typed, everything));
		expect(index.bytes).toBe(anew.bytes);
	});
});
