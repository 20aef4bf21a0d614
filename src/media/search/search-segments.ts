import type { MediaSong } from '../media-song.ts';
import { addWord } from './add-word.ts';
import { BestSongs, type Candidate, keyOf } from './best-songs.ts';
import { fold } from './fold.ts';
import { inOrder } from './in-order.ts';
import { otherReadingsOf, plainReadingsOf, type Reading } from './readings.ts';
import type { Scratch } from './scratch.ts';
import { goneFlag, hasTerm, hasWholeTerm, requestableFlag, type Segment } from './segment.ts';
import { matchesOf, mostPoints } from './word-matches.ts';

/** As many as people see while typing: with fewer that fit, slips are allowed. */
const enough = 25;
/** Of 1,000: what a song needs that has not all of the words. */
const fewestPoints = 500;

export interface SearchWish {
	/** Only what listeners may ask for; places in the folder tree do not count then. */
	requestableOnly: boolean;
	/** How many of the best are put in order; there are never more in the answer. */
	most: number;
}

export interface Found {
	/** Songs with all words as they were typed, the best first. */
	songs: MediaSong[];
	/** How many there are of those. */
	total: number;
	/** Songs that come close: with a slip in a word, or with most of the words. */
	close: MediaSong[];
}

/** Searches several segments as if they were one. Takes a few milliseconds; nothing is awaited. */
export function searchSegments(
	segments: readonly Segment[],
	typed: string,
	{ requestableOnly, most }: SearchWish,
	scratch: Scratch,
): Found {
	const query = fold(typed);
	const vocabulary = {
		hasTerm: (beginning: string) => segments.some((one) => hasTerm(one, beginning)),
		hasWholeTerm: (term: string) => segments.some((one) => hasWholeTerm(one, term)),
	};
	const pass = { requestableOnly, most, scratch };
	const plain = plainReadingsOf(query, vocabulary);
	let strict = run(segments, { ...pass, readings: plain, slips: false });
	const others = strict.total < enough ? otherReadingsOf(query, vocabulary) : [];
	if (others.length > 0) strict = run(segments, { ...pass, readings: [...plain, ...others], slips: false });
	const songs = inOrder(strict.best, query);
	if (strict.total >= enough) return { songs, total: strict.total, close: [] };
	const fitting = new Set(songs.map(({ id }) => id));
	const loose = run(segments, { ...pass, readings: plain, slips: true });
	const close = inOrder(
		loose.best.filter(({ song }) => !fitting.has(song.id)),
		query,
	);
	return { songs, total: strict.total, close };
}

interface Pass {
	readings: readonly Reading[];
	requestableOnly: boolean;
	most: number;
	slips: boolean;
	scratch: Scratch;
}

function run(segments: readonly Segment[], pass: Pass): { best: Candidate[]; total: number } {
	const best = new BestSongs(pass.most);
	let total = 0;
	for (const segment of segments) {
		pass.scratch.open(segment.songs.length);
		for (const reading of pass.readings) total += read(segment, reading, pass, best);
	}
	return { best: best.taken(), total };
}

/** Adds the best of a segment for one reading; gives how many songs have all words that no earlier reading has found. */
function read(segment: Segment, reading: Reading, pass: Pass, best: BestSongs): number {
	const { slips, scratch, requestableOnly } = pass;
	const { flags, ranks, wordCounts } = segment;
	const most = addWords(segment, reading, pass);
	const words = reading.words.length;
	const { points, hits, counted, touched, stamps } = scratch;
	const mask = requestableOnly ? goneFlag | requestableFlag : goneFlag;
	const wanted = requestableOnly ? requestableFlag : 0;
	// Where most songs were touched it is quicker to go through all of them in their order.
	const inTurn = words === 0 || scratch.size * 4 > segment.songs.length;
	const count = inTurn ? segment.songs.length : scratch.size;
	let total = 0;
	for (let at = 0; at < count; at++) {
		const slot = inTurn ? at : (touched[at] ?? 0);
		if (inTurn && words > 0 && (stamps[slot] ?? 0) < scratch.reading) continue;
		if (((flags[slot] ?? 0) & mask) !== wanted) continue;
		const full = words === 0 || hits[slot] === words;
		if (!full && !slips) continue;
		const got = words === 0 ? 0 : Math.floor(((points[slot] ?? 0) * 1_000) / most) - reading.detour;
		if (!full && got < fewestPoints) continue;
		if (full && counted[slot] === 0) {
			counted[slot] = 1;
			total++;
		}
		const value = Math.max(0, got) + (full ? completeness(wordCounts[slot] ?? 0, words) : 0);
		const key = keyOf(full, value, ranks[slot] ?? 0);
		if (best.wants(key)) best.add(segment, slot, { full, points: value, key });
	}
	return total;
}

/** Counts the points of all words, the rarest first, so that of the frequent ones only what still matters is looked at. */
function addWords(segment: Segment, { words }: Reading, { slips, scratch, requestableOnly }: Pass): number {
	scratch.nextReading();
	const matches = words.map((word) => matchesOf(segment, word, slips));
	const most = matches.reduce((sum, { weight }) => sum + mostPoints(weight), 0);
	let left = most;
	for (const [done, match] of matches.toSorted((a, b) => a.postings - b.postings).entries()) {
		const closed = done > 0 && (!slips || left * 1_000 < most * fewestPoints);
		addWord(segment, match, { paths: !requestableOnly, closed }, scratch);
		left -= mostPoints(match.weight);
		if (!slips && done > 0) scratch.keepHit(done + 1);
	}
	return most;
}

/** A song of which nothing is left over comes before the many that say the same and more. */
function completeness(counts: number, words: number): number {
	const [title, artist] = [counts & 15, counts >>> 4];
	return words === title || words === artist || words === title + artist ? 200 : 0;
}
