import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BackendError, type BackendProblem } from '#src/backends/backend-error.ts';
import type { Clock } from '#src/clock.ts';
import { type CrawlPlace, crawl } from '#src/media/crawl.ts';
import type { MediaSong } from '#src/media/media-song.ts';
import type { MediaSource } from '#src/media/media-source.ts';
import { library, numbered, song } from './songs.ts';

/** A clock whose waiting is over at once, and counted. */
function hurried() {
	let now = 0;
	const waits: number[] = [];
	const clock: Clock = {
		now: () => now,
		sleep: async (ms) => {
			waits.push(ms);
			now += ms;
		},
		every: () => () => {},
	};
	return { clock, waits };
}

/** A server's list, which `meanwhile` may change before each read. */
function served(
	rows: (MediaSong | null)[],
	meanwhile: (read: number, rows: (MediaSong | null)[]) => void = () => {},
) {
	const asked: [number, number][] = [];
	const source: MediaSource = {
		kind: 'staff',
		opened: 0,
		page: async (page, perPage) => {
			asked.push([page, perPage]);
			meanwhile(asked.length, rows);
			const pages = Math.ceil(rows.length / perPage);
			if (page > 1 && page > pages) return null;
			return { rows: rows.slice((page - 1) * perPage, page * perPage), total: rows.length, pages };
		},
	};
	return { source, asked };
}

const reading = (source: MediaSource, more: Partial<Parameters<typeof crawl>[0]> = {}) =>
	crawl({
		source,
		clock: hurried().clock,
		signal: new AbortController().signal,
		turn: { lend: (wait) => wait },
		known: new Map(),
		onPage: async () => {},
		...more,
	});

const failing = (problem: BackendProblem) => new BackendError('GET files', 'radio', problem);
const songsOf = (count: number) => [...numbered(count).values()];

test('reads 100,000 songs once, in 400 reads, with a pause between them', async () => {
	const { clock, waits } = hurried();
	const { source } = served(songsOf(100_000));
	const { songs, reads, passes } = await reading(source, { clock });
	expect([songs.size, reads, passes]).toEqual([100_000, 400, 1]);
	expect(Math.min(...waits)).toBeGreaterThanOrEqual(100);
});

test('an empty library is read once', async () => {
	expect(await reading(served([]).source)).toMatchObject({ reads: 1, passes: 1, songs: new Map() });
});

test('a song that slipped through while another was removed is found by the second pass', async () => {
	const { source } = served(songsOf(600), (read, rows) => {
		if (read === 2) rows.shift();
	});
	const { songs, passes } = await reading(source);
	expect(passes).toBe(2);
	for (const { id } of songsOf(600).slice(1)) expect(songs.has(id), id).toBe(true);
});

test('a server that gives fewer rows than it is asked for is read by its own pages', async () => {
	const { source, asked } = served(songsOf(110));
	const sparing: MediaSource = {
		...source,
		page: (page, perPage) => source.page(page, Math.min(25, perPage)),
	};
	const { songs, passes } = await reading(sparing);
	expect([songs.size, passes, asked.length]).toEqual([110, 1, 5]);
});

test('a list that shrinks below the next page is over there', async () => {
	const { source } = served(songsOf(600), (read, rows) => {
		if (read === 2) rows.length = 200;
	});
	const { songs, passes } = await reading(source);
	expect(passes).toBe(2);
	expect(songs.size).toBeGreaterThanOrEqual(200);
});

test('a known song that is missing is looked for twice', async () => {
	const { source, asked } = served(songsOf(300));
	const { songs, passes } = await reading(source, { known: library([song('gone')]) });
	expect([songs.has('gone'), passes, asked.length]).toEqual([false, 2, 4]);
});

test('rows without an id and doubled ones bring no second pass for nothing, and the latest row holds', async () => {
	const rows = [...songsOf(10), null, null];
	expect(await reading(served(rows).source)).toMatchObject({ passes: 1 });
	const { songs } = await reading(served([song(1), song(1, { title: 'Later' })]).source);
	expect([songs.size, songs.get('1')?.title]).toEqual([1, 'Later']);
});

/** Any list, to which anything happens between any two reads: whatever was there all the time is found. */
test('no song that stays is ever lost, whatever comes and goes meanwhile', async () => {
	const happening = fc.record({
		read: fc.integer({ min: 1, max: 12 }),
		at: fc.nat(1_500),
		add: fc.boolean(),
	});
	await fc.assert(
		fc.asyncProperty(fc.nat(1_200), fc.array(happening, { maxLength: 6 }), async (count, events) => {
			const stays = new Set(songsOf(count).map(({ id }) => id));
			let lastRemovalFrom = 0;
			const { source } = served(songsOf(count), (read, rows) => {
				for (const { at, add } of events.filter((event) => event.read === read)) {
					if (add) rows.splice(at % (rows.length + 1), 0, song(`new${read}-${at}`));
					else {
						const [gone] = rows.splice(at % Math.max(1, rows.length), 1);
						if (gone) stays.delete(gone.id);
						lastRemovalFrom = Math.max(lastRemovalFrom, read);
					}
				}
			});
			const known = numbered(count);
			const { songs, passes } = await reading(source, { known });
			const firstPass = Math.max(1, Math.ceil(count / 250));
			// Rows slip through by removals alone; a pass without any sees everything.
			if (lastRemovalFrom <= firstPass && passes === 2)
				for (const id of stays) expect(songs.has(id)).toBe(true);
			if (lastRemovalFrom === 0) for (const id of stays) expect(songs.has(id)).toBe(true);
		}),
		{ numRuns: 200 },
	);
});

describe('trouble', () => {
	test('a page that is too much is halved, and nothing of it is lost', async () => {
		const { source, asked } = served(songsOf(1_000));
		const heavy: MediaSource = {
			...source,
			page: async (page, perPage) => {
				if (perPage > 70) throw failing({ kind: 'server-trouble', status: 504 });
				return source.page(page, perPage);
			},
		};
		const { songs } = await reading(heavy);
		expect(songs.size).toBe(1_000);
		expect(asked[0]).toEqual([1, 62]);
	});

	test('a page that is too much in the middle goes on where it was', async () => {
		const { source } = served(songsOf(1_000));
		const heavy: MediaSource = {
			...source,
			page: async (page, perPage) => {
				if (page * perPage > 600 && perPage > 100)
					throw failing({ kind: 'unreachable', reason: 'timeout', afterMs: 9 });
				return source.page(page, perPage);
			},
		};
		expect((await reading(heavy)).songs.size).toBe(1_000);
	});

	test('a pause that the server asks for is made', async () => {
		const { clock, waits } = hurried();
		const { source } = served(songsOf(10), (read) => {
			if (read === 1) throw failing({ kind: 'rate-limited', until: 60_000 });
		});
		expect((await reading(source, { clock })).songs.size).toBe(10);
		expect(waits[0]).toBe(60_000);
	});

	test('a server that stays away is given up, and a refusal at once', async () => {
		for (const [problem, tries] of [
			[{ kind: 'server-trouble', status: 503 }, 5],
			[{ kind: 'key-rejected', key: 'station', tail: 'abcd' }, 1],
		] as const) {
			const { source, asked } = served(songsOf(10), () => {
				throw failing(problem);
			});
			await expect(reading(source)).rejects.toMatchObject({ problem });
			expect(asked.length).toBe(tries);
		}
	});

	test('it can be stopped, and goes on from where it was', async () => {
		const stop = new AbortController();
		const kept: { place: CrawlPlace; songs: Map<string, MediaSong> }[] = [];
		const read = new Map<string, MediaSong>();
		const { source, asked } = served(songsOf(1_000));
		const first = reading(source, {
			signal: stop.signal,
			onPage: async (place, songs) => {
				for (const one of songs) read.set(one.id, one);
				kept.push({ place, songs: read });
				if (kept.length === 2) stop.abort(new Error('stopped'));
			},
		});
		await expect(first).rejects.toThrow('stopped');
		const { songs, reads } = await reading(source, { from: kept.at(-1) });
		expect([songs.size, reads, asked.length]).toEqual([1_000, 2, 4]);
	});
});
