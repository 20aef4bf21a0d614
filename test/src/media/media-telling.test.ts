import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { changesIn } from '#src/media/changes-in.ts';
import type { MediaSong } from '#src/media/media-song.ts';
import type { MediaNews } from '#src/media/media-state.ts';
import { MediaTelling } from '#src/media/media-telling.ts';
import type { Station } from '#src/stations/station.ts';
import { StationDirectory } from '#src/stations/station-directory.ts';
import { library, numbered, song } from './songs.ts';

const place = { guildId: 'g', id: 'one' };
const other = { guildId: 'g', id: 'two' };
const minuteMs = 60_000;

let clock: ManualClock;
let stations: StationDirectory;
let told: { station: string; news: MediaNews; at: number }[];
let errors: unknown[];
let telling: MediaTelling;
let since: number;
/** The library as it was told last to the telling. */
let now: ReadonlyMap<string, MediaSong>;
let tell: (station: Station, news: MediaNews) => Promise<void>;

beforeEach(() => {
	clock = new ManualClock();
	since = clock.now();
	stations = new StationDirectory([place as Station, other as Station]);
	[told, errors] = [[], []];
	now = numbered(100);
	tell = async ({ id }, news) => void told.push({ station: id, news, at: clock.now() - since });
	telling = new MediaTelling({
		stations,
		clock,
		tell: (station, news) => tell(station, news),
		onError: (_, error) => errors.push(error),
	});
});

/** The library of a station becomes this one. */
async function change(after: ReadonlyMap<string, MediaSong>, { mass = false, of = place } = {}) {
	const before = now;
	now = after;
	const changes = await changesIn(before, after);
	const news = { changes, songs: after.size, before: before.size, mass, at: clock.now() };
	telling.news(of, news, { before, after });
}
const plus = (...songs: MediaSong[]) => new Map([...now, ...library(songs)]);
const minus = (...ids: string[]) => new Map([...now].filter(([id]) => !ids.includes(id)));
const counts = ({ changes }: MediaNews) => [
	changes.added.length,
	changes.removed.length,
	changes.moved.length,
	changes.retagged.length,
];

test('what comes within ten seconds is one message, with the library before the first and after the last', async () => {
	await change(plus(song('a')));
	await clock.advance(6_000);
	await change(plus(song('b'), song('c')));
	await clock.advance(3_999);
	expect(told).toEqual([]);
	await clock.advance(1);
	expect(told).toMatchObject([{ at: 10_000, news: { songs: 103, before: 100, at: since + 6_000 } }]);
	expect(counts(told[0]!.news)).toEqual([3, 0, 0, 0]);
});

test('a change that is alone is told as it came', async () => {
	await change(plus(song('a')), { mass: true });
	await clock.advance(10_000);
	expect(told).toMatchObject([{ news: { mass: true, before: 100, songs: 101, at: since } }]);
});

test('within five minutes of a message everything waits until they are over', async () => {
	await change(plus(song('a')));
	await clock.advance(10_000);
	await change(plus(song('b')));
	await clock.advance(2 * minuteMs);
	await change(minus('1'));
	await clock.advance(3 * minuteMs - 1);
	expect(told).toHaveLength(1);
	await clock.advance(1);
	expect(told).toHaveLength(2);
	expect(told[1]).toMatchObject({ at: 10_000 + 5 * minuteMs, news: { before: 101, songs: 101 } });
	expect(counts(told[1]!.news)).toEqual([1, 1, 0, 0]);
	await clock.advance(5 * minuteMs);
	await change(plus(song('d')));
	await clock.advance(10_000);
	expect(told[2]!.at).toBe(2 * 10_000 + 10 * minuteMs);
});

test('a song that came and went again is nothing, and holds nothing up', async () => {
	await change(plus(song('a')));
	await change(minus('a'));
	await clock.advance(10_000);
	expect([told, errors]).toEqual([[], []]);
	await change(plus(song('b')));
	await clock.advance(10_000);
	expect(told).toMatchObject([{ at: 20_000 }]);
});

test('a song that was retagged twice and moved back is one change, from the first to the last', async () => {
	await change(plus(song('1', { title: 'Second', path: 'elsewhere/1.mp3' })));
	await change(plus(song('1', { title: 'Third' })));
	await clock.advance(10_000);
	expect(counts(told[0]!.news)).toEqual([0, 0, 0, 1]);
	expect(told[0]!.news.changes.retagged).toMatchObject([
		{ before: { title: 'Title 1' }, after: { title: 'Third' }, fields: ['title'] },
	]);
});

test('what was told stays out of the next message', async () => {
	await change(plus(song('a')));
	await clock.advance(10_000);
	await change(minus('a'));
	await clock.advance(5 * minuteMs);
	expect(told.map(({ news }) => counts(news))).toEqual([
		[1, 0, 0, 0],
		[0, 1, 0, 0],
	]);
});

test('that much disappeared at once survives what comes after, unless the songs are back', async () => {
	const all = now;
	const few = new Map([...all].slice(0, 60));
	await change(few, { mass: true });
	await change(plus(song('a')));
	await clock.advance(10_000);
	expect(told[0]!.news).toMatchObject({ mass: true, before: 100, songs: 61 });
	await change(new Map([...few].slice(0, 20)), { mass: true });
	await change(all);
	await clock.advance(5 * minuteMs);
	expect(told[1]!.news.mass).toBe(false);
	expect(counts(told[1]!.news)).toEqual([40, 1, 0, 0]);
});

test('each station has its own messages', async () => {
	await change(plus(song('a')));
	await clock.advance(5_000);
	await change(plus(song('b')), { of: other });
	await clock.advance(10_000);
	expect(told.map(({ station, at }) => [station, at])).toEqual([
		['one', 10_000],
		['two', 15_000],
	]);
});

test('the end of the bot tells at once what is untold, also what only comes then, and waits for it', async () => {
	const sent = Promise.withResolvers<void>();
	tell = async ({ id }, news) => {
		await sent.promise;
		told.push({ station: id, news, at: clock.now() - since });
	};
	await change(plus(song('a')));
	let isClosed = false;
	const closed = telling.close().then(() => (isClosed = true));
	await new Promise((resolve) => setImmediate(resolve));
	await change(plus(song('b')));
	await new Promise((resolve) => setImmediate(resolve));
	expect([isClosed, told]).toEqual([false, []]);
	sent.resolve();
	await closed;
	expect(told.map(({ news }) => counts(news))).toEqual([
		[1, 0, 0, 0],
		[1, 0, 0, 0],
	]);
	expect(clock.waiting).toBe(0);
});

test('what is gathered of a library that is gone is dropped', async () => {
	await change(plus(song('a')));
	telling.drop(place);
	expect(clock.waiting).toBe(0);
	await clock.advance(10 * minuteMs);
	expect(told).toEqual([]);
	await change(plus(song('b')));
	stations.remove('g', 'one');
	await clock.advance(10 * minuteMs);
	await telling.close();
	expect([told, errors]).toEqual([[], []]);
});

test('a message that fails is told of, and the next one comes all the same', async () => {
	const works = tell;
	tell = () => Promise.reject(new Error('no rules'));
	await change(plus(song('a')));
	await clock.advance(10_000);
	expect(errors).toEqual([new Error('no rules')]);
	tell = works;
	await change(plus(song('b')));
	await clock.advance(5 * minuteMs);
	expect(told).toHaveLength(1);
});

const ids = ['a', 'b', 'c', 'd', 'e'];
const anyStep = fc.record({
	songs: fc.dictionary(fc.constantFrom(...ids), fc.record({ title: fc.constantFrom('x', 'y', 'z') })),
	waitMs: fc.integer({ min: 0, max: 400_000 }),
});

test('whatever changes when, the messages lead from the first library to the last, five minutes apart', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(anyStep, { maxLength: 12 }), async (steps) => {
			told.length = 0;
			telling.drop(place);
			const first = library(ids.map((id) => song(id, { title: 'x' })));
			now = first;
			for (const { songs, waitMs } of steps) {
				const after = library(Object.entries(songs).map(([id, changed]) => song(id, changed)));
				const { added, removed, retagged } = await changesIn(now, after);
				if (added.length + removed.length + retagged.length > 0) await change(after);
				await clock.advance(waitMs);
			}
			await clock.advance(5 * minuteMs);
			const led = new Map(first);
			for (const { news } of told) {
				expect(led.size).toBe(news.before);
				for (const { id } of news.changes.removed) expect(led.delete(id)).toBe(true);
				for (const one of news.changes.added) led.set(one.id, one);
				for (const { before, after } of news.changes.retagged) {
					expect(led.get(before.id)).toEqual(before);
					led.set(after.id, after);
				}
				expect(led.size).toBe(news.songs);
			}
			expect(Object.fromEntries(led)).toEqual(Object.fromEntries(now));
			for (const [place, { at }] of told.entries())
				if (place > 0) expect(at - told[place - 1]!.at).toBeGreaterThanOrEqual(5 * minuteMs);
		}),
	);
	expect(errors).toEqual([]);
});
