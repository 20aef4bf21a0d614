import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { RequestableSong, SongRequestRole } from '#src/backends/roles/song-requests.ts';
import type { Page, Song } from '#src/backends/roles.ts';
import { SongFinder } from '#src/stations/song-finder.ts';
import { pending, requestable, settle, song, station, unreachable } from './fake-station.ts';

const here = station('a');

/** A library searched as AzuraCast does: title, artist and album each alone, letter by letter. */
class FakeLibrary implements SongRequestRole {
	readonly searches: string[] = [];
	readonly finds: string[] = [];
	rows: RequestableSong[];
	failing = false;

	constructor(...rows: RequestableSong[]) {
		this.rows = rows;
	}

	async search(text: string, page: number, perPage: number): Promise<Page<RequestableSong>> {
		this.searches.push(text);
		if (this.failing) throw unreachable();
		const wanted = text.toLowerCase();
		const found = this.rows.filter(({ song: { title, artist, album } }) =>
			[title, artist, album].some((field) => field.toLowerCase().includes(wanted)),
		);
		const rows = found.slice((page - 1) * perPage, page * perPage);
		return { rows, page, pages: Math.max(1, Math.ceil(found.length / perPage)), total: found.length };
	}

	async list(): Promise<never> {
		throw new Error('Nothing is listed here');
	}

	async find(requestId: string): Promise<Song | null> {
		this.finds.push(requestId);
		return this.rows.find((row) => row.requestId === requestId)?.song ?? null;
	}

	async submit(): Promise<void> {
		throw new Error('Nothing is asked for here');
	}
}

const lantern = requestable('lantern', { title: 'Lantern', artist: 'Miriam Vo', album: 'Night Ferry' });
const lantana = requestable('lantana', { title: 'Lantana', artist: 'Äsop', album: 'Herbarium' });
const harbour = requestable('harbour', {
	title: 'Harbour Lights',
	artist: 'Miriam Vo',
	album: 'Night Ferry',
});
const many = Array.from({ length: 60 }, (_, index) => requestable(`n${index}`, { title: `Night ${index}` }));

function setUp(...rows: RequestableSong[]) {
	const clock = new ManualClock();
	const library = new FakeLibrary(...rows);
	const finder = new SongFinder(clock);
	const suggest = async (typed: string, of = here) =>
		(await finder.suggest(of, library, typed)).map((row) => row.song.title);
	return { clock, library, finder, suggest };
}

describe('while somebody types', () => {
	test('a text is searched once, and gives at most 25 songs', async () => {
		const { library, suggest } = setUp(...many);
		expect(await suggest('night')).toHaveLength(25);
		expect(library.searches).toEqual(['night']);
	});

	test('the same text again needs no search, however it is written', async () => {
		const { library, suggest } = setUp(lantern, lantana);
		const first = await suggest('lan');
		for (const typed of ['lan', 'LAN', ' lan ', 'làn']) expect(await suggest(typed)).toEqual(first);
		expect(library.searches).toEqual(['lan']);
	});

	test('going on typing in a list known in full needs no search', async () => {
		const { library, suggest } = setUp(lantern, lantana, harbour);
		expect(await suggest('la')).toEqual(['Lantern', 'Lantana']);
		expect(await suggest('lant')).toEqual(['Lantern', 'Lantana']);
		expect(await suggest('lanter')).toEqual(['Lantern']);
		expect(await suggest('lanterx')).toEqual([]);
		expect(library.searches).toEqual(['la']);
	});

	test('nor does going back to it', async () => {
		const { library, suggest } = setUp(lantern, lantana);
		await suggest('la');
		await suggest('lantern');
		expect(await suggest('la')).toEqual(['Lantern', 'Lantana']);
		expect(library.searches).toEqual(['la']);
	});

	test('a short list is narrowed from the very first key', async () => {
		const { library, suggest } = setUp(lantern, harbour);
		expect(await suggest('')).toEqual(['Lantern', 'Harbour Lights']);
		expect(await suggest('l')).toEqual(['Lantern', 'Harbour Lights']);
		expect(await suggest('har')).toEqual(['Harbour Lights']);
		expect(library.searches).toEqual(['']);
	});

	test('narrowing looks at artist and album too, and not at accents', async () => {
		const { suggest } = setUp(lantern, lantana, harbour);
		expect(await suggest('m')).toEqual(['Lantern', 'Lantana', 'Harbour Lights']);
		expect(await suggest('miriam')).toEqual(['Lantern', 'Harbour Lights']);
		const artists = setUp(lantana);
		await artists.suggest('s');
		expect(await artists.suggest('sop')).toEqual(['Lantana']);
	});

	test('a list that goes on is searched again for every further key, once each', async () => {
		const { library, suggest } = setUp(...many);
		await suggest('n');
		await suggest('ni');
		await suggest('nig');
		expect(library.searches).toEqual(['n', 'ni', 'nig']);
		expect(await suggest('night 5')).toHaveLength(11);
		expect(await suggest('night 55')).toEqual(['Night 55']);
		expect(library.searches).toEqual(['n', 'ni', 'nig', 'night 5']);
	});

	test('a minute later it is asked anew: the library may have changed', async () => {
		const { clock, library, suggest } = setUp(lantern);
		await suggest('lan');
		await clock.advance(59_999);
		await suggest('lan');
		expect(library.searches).toHaveLength(1);
		await clock.advance(1);
		library.rows.push(lantana);
		expect(await suggest('lante')).toEqual(['Lantern']);
		expect(await suggest('lan')).toEqual(['Lantern', 'Lantana']);
		expect(library.searches).toEqual(['lan', 'lante', 'lan']);
	});

	test('two keystrokes of the same text at once are one search', async () => {
		const { library, suggest } = setUp(lantern);
		const answer = pending<Page<RequestableSong>>();
		library.search = async (text) => {
			library.searches.push(text);
			return answer.promise;
		};
		const both = Promise.all([suggest('lan'), suggest('lan')]);
		await settle();
		answer.resolve({ rows: [lantern], page: 1, pages: 1, total: 1 });
		expect(await both).toEqual([['Lantern'], ['Lantern']]);
		expect(library.searches).toEqual(['lan']);
	});

	test('a station is asked one thing at a time, and an overtaken key is answered from what is known', async () => {
		const { library, finder } = setUp(lantern, lantana, harbour);
		const answers = new Map<string, ReturnType<typeof pending<Page<RequestableSong>>>>();
		library.search = async (text) => {
			library.searches.push(text);
			const answer = pending<Page<RequestableSong>>();
			answers.set(text, answer);
			return answer.promise;
		};
		const type = async (typed: string) =>
			(await finder.suggest(here, library, typed, 'ann')).map((row) => row.song.title);
		const goesOn = { page: 1, pages: 9, total: 99 };
		const typed = ['l', 'la', 'lan', 'lant'].map(type);
		await settle();
		expect(library.searches).toEqual(['l']);
		expect(await Promise.all([typed[1], typed[2]])).toEqual([[], []]);
		answers.get('l')?.resolve({ rows: [lantern, harbour], ...goesOn });
		await settle();
		expect(library.searches).toEqual(['l', 'lant']);
		const further = [type('lante'), type('lanter')];
		expect(await further[0]).toEqual(['Lantern']);
		answers.get('lant')?.resolve({ rows: [lantern], page: 1, pages: 1, total: 1 });
		expect(await typed[3]).toEqual(['Lantern']);
		expect(await further[1]).toEqual(['Lantern']);
		expect(library.searches).toEqual(['l', 'lant']);
	});

	test('a failed search is told and not remembered', async () => {
		const { library, suggest } = setUp(lantern);
		library.failing = true;
		await expect(suggest('lan')).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
		library.failing = false;
		expect(await suggest('lan')).toEqual(['Lantern']);
		expect(library.searches).toEqual(['lan', 'lan']);
	});

	test('stations are kept apart', async () => {
		const { library, suggest } = setUp(lantern);
		await suggest('lan');
		await suggest('lan', station('b'));
		expect(library.searches).toEqual(['lan', 'lan']);
	});
});

describe('a text that was sent without choosing', () => {
	const typed = async (text: string, ...rows: RequestableSong[]) => {
		const { finder, library } = setUp(...rows);
		const page = await finder.searchTyped(here, library, text, 25);
		return { page, titles: page.rows.map((row) => row.song.title), searches: library.searches };
	};

	test('is searched as it is', async () => {
		const { titles, searches } = await typed('  Lantern ', lantern, lantana);
		expect(titles).toEqual(['Lantern']);
		expect(searches).toEqual(['Lantern']);
	});

	test.each(['Miriam Vo - Lantern', 'miriam vo – lantern', 'Miriam Vo — Lantern'])(
		'"%s" is read as artist and title',
		async (text) => {
			const other = requestable('other', { title: 'Lantern', artist: 'Somebody Else' });
			const { page, titles } = await typed(text, lantern, other, harbour);
			expect(titles).toEqual(['Lantern']);
			expect(page).toMatchObject({ rows: [lantern], page: 1, pages: 1, total: 1 });
		},
	);

	test('an artist without accents is the same artist', async () => {
		expect((await typed('Asop - Lantana', lantana)).titles).toEqual(['Lantana']);
	});

	test('a title with a dash of its own is found as it is', async () => {
		const remix = requestable('remix', { title: 'Lantern - Remix', artist: 'Miriam Vo' });
		const { titles, searches } = await typed('Lantern - Remix', remix, lantern);
		expect(titles).toEqual(['Lantern - Remix']);
		expect(searches).toHaveLength(1);
	});

	test('what nothing fits is nothing, after two searches at most', async () => {
		const { page, searches } = await typed('Nobody - Nothing', lantern);
		expect(page).toMatchObject({ rows: [], total: 0 });
		expect(searches).toEqual(['Nobody - Nothing', 'Nothing']);
		expect((await typed('Nothing', lantern)).searches).toEqual(['Nothing']);
	});
});

describe('the song behind an id', () => {
	test('is remembered from suggestions and searches', async () => {
		const { finder, library, suggest } = setUp(lantern, harbour);
		expect(finder.wasOffered(here, 'r-lantern')).toBe(false);
		await suggest('lan');
		await finder.search(here, library, 'har', 1, 6);
		expect(finder.wasOffered(here, 'r-lantern')).toBe(true);
		expect(await finder.byId(here, library, 'r-lantern')).toEqual(lantern.song);
		expect(await finder.byId(here, library, 'r-harbour')).toEqual(harbour.song);
		expect(library.finds).toEqual([]);
	});

	test('is asked for if no search has shown it', async () => {
		const { finder, library } = setUp(lantern);
		expect(await finder.byId(here, library, 'r-lantern')).toEqual(song('lantern', lantern.song));
		expect(await finder.byId(here, library, 'r-nothing')).toBeNull();
		expect(library.finds).toEqual(['r-lantern', 'r-nothing']);
	});

	test("another station's is never taken for it", async () => {
		const { finder, suggest } = setUp(lantern);
		await suggest('lan');
		expect(finder.wasOffered(station('b'), 'r-lantern')).toBe(false);
	});
});
