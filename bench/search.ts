import { setImmediate as nextTurn } from 'node:timers/promises';
import MiniSearch from 'minisearch';
import type { MediaSong } from '#src/media/media-song.ts';
import { fold } from '#src/media/search/fold.ts';
import { Scratch } from '#src/media/search/scratch.ts';
import { SongIndex } from '#src/media/search/song-index.ts';
import {
	foundIn,
	hardTrials,
	keystrokes,
	libraryWithPlanted,
	slipTrials,
	type Trial,
} from '#test/support/search-trial.ts';
import { collectGarbage } from './collect-garbage.ts';
import { type Finding, milliseconds } from './report.ts';
import { median, percentile } from './statistics.ts';

const offered = 25;
const mostMs = { small: 10, large: 25 } as const;
const mostMegabytes = 25;
const fewest = { slips: 58, hard: 30 } as const;
const mostSliceMs = 60;

type Search = (typed: string) => readonly Pick<MediaSong, 'artist' | 'title'>[];

interface Measured {
	buildMs: number;
	/** The longest turn of the event loop while it was built. */
	turnMs: number;
	megabytes: number;
	times: number[];
	slips: number;
	hard: number;
}

/** How long a keystroke takes in large libraries, what is found, and what the index costs; beside MiniSearch. */
export async function measureSearch(): Promise<Finding[]> {
	const small = asRead(libraryWithPlanted(100_000));
	const own = await measure(small, buildOwn);
	const other = await measure(small, buildMiniSearch);
	const large = await measure(asRead(libraryWithPlanted(500_000)), buildOwn);
	const [p99, otherP99, largeP99] = [own, other, large].map(({ times }) => percentile(times, 0.99)) as [
		number,
		number,
		number,
	];
	const typed = `letters of 60 songs typed one by one, and queries with slips; from the text to ${offered} songs.`;
	return [
		{
			what: 'A keystroke in 100,000 songs, p99',
			figure: `${milliseconds(p99)} (p50 ${milliseconds(median(own.times))})`,
			ratio: p99 / otherP99,
			target: { text: `under ${mostMs.small} ms`, met: p99 < mostMs.small },
			how: `${own.times.length} queries: ${typed} The ratio is against MiniSearch over the same songs and queries.`,
		},
		{
			what: 'The same with MiniSearch, p99',
			figure: `${milliseconds(otherP99)} (p50 ${milliseconds(median(other.times))})`,
			how: `Prefixes, and one slip in words of four letters and more, over texts folded as ours; ${other.slips} of 60 slips and ${other.hard} of ${hardTrials.length} hard queries found, ${other.megabytes.toFixed(1)} MB, built in ${milliseconds(other.buildMs)}.`,
		},
		{
			what: 'A keystroke in 500,000 songs, p99',
			figure: `${milliseconds(largeP99)} (p50 ${milliseconds(median(large.times))})`,
			target: { text: `under ${mostMs.large} ms`, met: largeP99 < mostMs.large },
			how: `${large.times.length} queries: ${typed} ${large.slips} of 60 slips and ${large.hard} of ${hardTrials.length} hard queries found there.`,
		},
		{
			what: 'Songs found in spite of slips',
			figure: `${own.slips} of 60`,
			target: { text: `at least ${fewest.slips}`, met: own.slips >= fewest.slips },
			how: `One wrong, missing, additional or exchanged letter in the artist and one in the title; the song is among the first ${offered} of 100,000.`,
		},
		{
			what: 'Hard queries',
			figure: `${own.hard} of ${hardTrials.length}`,
			target: { text: `at least ${fewest.hard}`, met: own.hard >= fewest.hard },
			how: `Written by hand for known songs among 100,000: accents, other scripts, joined words, slips.`,
		},
		{
			what: 'Memory of the index, 100,000 songs',
			figure: `${own.megabytes.toFixed(1)} MB`,
			ratio: own.megabytes / other.megabytes,
			target: { text: `under ${mostMegabytes} MB`, met: own.megabytes < mostMegabytes },
			how: 'Heap and typed arrays after a full collection, with and without the index; the songs themselves not counted.',
		},
		{
			what: 'Building the index of 100,000 songs',
			figure: `${milliseconds(own.buildMs)}, longest turn ${milliseconds(own.turnMs)}`,
			ratio: own.buildMs / other.buildMs,
			target: { text: `turns under ${mostSliceMs} ms`, met: own.turnMs < mostSliceMs },
			how: `In slices, with the event loop turning between them; the longest turn is the longest that anything else had to wait. 500,000 songs: ${milliseconds(large.buildMs)}, longest turn ${milliseconds(large.turnMs)}.`,
		},
	];
}

/** Texts as they come from a file: those put together in memory shrink when they are first looked at, which would be taken for ours. */
function asRead(songs: readonly MediaSong[]): MediaSong[] {
	return songs.map((song) => structuredClone(song));
}

async function measure(
	songs: readonly MediaSong[],
	build: (songs: readonly MediaSong[]) => Promise<Search>,
): Promise<Measured> {
	const slipQueries = slipTrials(songs);
	const typed = [...keystrokes(songs), ...[...slipQueries, ...hardTrials].map(({ query }) => query)];
	const before = await usedMegabytes();
	const turns = watchTurns();
	const startedAt = performance.now();
	const search = await build(songs);
	const buildMs = performance.now() - startedAt;
	const turnMs = turns();
	const megabytes = (await usedMegabytes()) - before;
	const found = (trials: readonly Trial[]) => foundIn(trials, search).length;
	const [slips, hard] = [found(slipQueries), found(hardTrials)];
	const times = typed.map((text) => {
		const askedAt = performance.now();
		search(text);
		return performance.now() - askedAt;
	});
	return { buildMs, turnMs, megabytes, times, slips, hard };
}

async function buildOwn(songs: readonly MediaSong[]): Promise<Search> {
	const index = await SongIndex.of(songs, { popularity: () => 0, scratch: new Scratch() });
	return (typed) => {
		const { songs: fitting, close } = index.search(typed, { requestableOnly: false, most: 200 });
		return [...fitting, ...close].slice(0, offered);
	};
}

async function buildMiniSearch(songs: readonly MediaSong[]): Promise<Search> {
	const index = new MiniSearch<MediaSong>({
		fields: ['title', 'artist', 'album'],
		storeFields: ['title', 'artist'],
		tokenize: (text) => fold(text).split(/[ -]/),
		processTerm: (term) => term,
	});
	index.addAll(songs);
	return (typed) =>
		index
			.search(typed, {
				prefix: true,
				fuzzy: (term) => (term.length >= 4 ? 1 : false),
				boost: { title: 2, artist: 2 },
			})
			.slice(0, offered)
			.map((found) => ({ artist: String(found['artist']), title: String(found['title']) }));
}

/** Gives the longest turn of the event loop since the call, in milliseconds, and stops watching. */
function watchTurns(): () => number {
	let longest = 0;
	let last = performance.now();
	let isOn = true;
	const turn = (): void => {
		const now = performance.now();
		longest = Math.max(longest, now - last);
		last = now;
		if (isOn) setImmediate(turn);
	};
	setImmediate(turn);
	return () => {
		isOn = false;
		return Math.max(longest, performance.now() - last);
	};
}

async function usedMegabytes(): Promise<number> {
	await nextTurn();
	collectGarbage('major');
	await nextTurn();
	collectGarbage('major');
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return (heapUsed + arrayBuffers) / 1e6;
}
