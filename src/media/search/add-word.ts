import type { Scratch } from './scratch.ts';
import { fields, type Segment } from './segment.ts';
import type { WordMatches } from './word-matches.ts';

/** Tenths, by field: title, artist, album, path. */
const weights = [10, 10, 6, 4] as const;

/** Whose points are counted. */
export interface Counting {
	/** Whether places in the folder tree count. */
	paths: boolean;
	/** No song that has none of the earlier words can be an answer any more. */
	closed: boolean;
}

/** Gives the songs of a segment the points of a word. */
export function addWord(segment: Segment, word: WordMatches, counting: Counting, scratch: Scratch): void {
	scratch.nextWord();
	const { starts } = segment;
	for (const [at, term] of word.terms.entries()) {
		const [start, end] = [starts[term] ?? 0, starts[term + 1] ?? 0];
		const points = word.points[at] ?? 0;
		const length = end - start;
		if (counting.closed && scratch.size * Math.log2(length + 1) < length)
			addToTouched(segment, { start, end, points }, counting, scratch);
		else addAll(segment, { start, end, points }, counting, scratch);
	}
}

interface Run {
	start: number;
	end: number;
	points: number;
}

/** Goes through the postings of a term. */
function addAll(segment: Segment, run: Run, { paths, closed }: Counting, scratch: Scratch): void {
	const { postings } = segment;
	const { stamps, reading, word, touched, points, hits, best } = scratch;
	const byField = weights.map((weight) => Math.round((run.points * weight) / 10));
	if (!paths) byField[fields.path] = 0;
	for (let at = run.start; at < run.end; at++) {
		const posting = postings[at] ?? 0;
		const value = byField[posting & 3] ?? 0;
		if (value === 0) continue;
		const slot = posting >>> 2;
		const stamp = stamps[slot] ?? 0;
		if (stamp === word) {
			const before = best[slot] ?? 0;
			if (value <= before) continue;
			points[slot] = (points[slot] ?? 0) + value - before;
		} else if (stamp >= reading) {
			points[slot] = (points[slot] ?? 0) + value;
			hits[slot] = (hits[slot] ?? 0) + 1;
		} else {
			if (closed) continue;
			touched[scratch.size++] = slot;
			points[slot] = value;
			hits[slot] = 1;
		}
		stamps[slot] = word;
		best[slot] = value;
	}
}

/** The same where few songs are left and the term is in many: looks each of those up. */
function addToTouched(segment: Segment, run: Run, { paths }: Counting, scratch: Scratch): void {
	const { postings } = segment;
	const { stamps, word, touched, points, hits, best } = scratch;
	for (let at = 0; at < scratch.size; at++) {
		const slot = touched[at] ?? 0;
		let [low, high] = [run.start, run.end];
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((postings[middle] ?? 0) >>> 2 < slot) low = middle + 1;
			else high = middle;
		}
		const posting = low < run.end ? (postings[low] ?? 0) : -1;
		if (posting >>> 2 !== slot || posting === -1) continue;
		const field = posting & 3;
		if (!paths && field === fields.path) continue;
		const value = Math.round((run.points * (weights[field] ?? 0)) / 10);
		const isSame = stamps[slot] === word;
		const before = isSame ? (best[slot] ?? 0) : 0;
		if (value <= before) continue;
		points[slot] = (points[slot] ?? 0) + value - before;
		if (!isSame) hits[slot] = (hits[slot] ?? 0) + 1;
		stamps[slot] = word;
		best[slot] = value;
	}
}
