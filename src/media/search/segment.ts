import type { MediaSong } from '../media-song.ts';
import { IdTable } from './id-table.ts';

/** Where a term stands in a song, best first. A posting is `slot << 2 | field`. */
export const fields = { title: 0, artist: 1, album: 2, path: 3 } as const;

/** Flags of a slot. */
export const requestableFlag = 1;
export const goneFlag = 2;

/** An index over some songs. Its terms and postings never change; songs in it can be marked as gone. */
export interface Segment {
	/** By slot. */
	readonly songs: MediaSong[];
	/** In the order of their UTF-16 units. */
	readonly terms: readonly string[];
	/** The postings of term `t` are those from `starts[t]` to before `starts[t + 1]`. */
	readonly starts: Uint32Array;
	readonly postings: Uint32Array;
	/** By slot: see rank.ts. */
	readonly ranks: Uint32Array;
	/** By slot: how many words the title has, and the artist in the upper four bits. */
	readonly wordCounts: Uint8Array;
	readonly flags: Uint8Array;
	readonly ids: IdTable;
}

export const emptySegment: Segment = {
	songs: [],
	terms: [],
	starts: new Uint32Array(1),
	postings: new Uint32Array(0),
	ranks: new Uint32Array(0),
	wordCounts: new Uint8Array(0),
	flags: new Uint8Array(0),
	ids: new IdTable(0),
};

/** The slot of the song of this id that is not gone; -1 if there is none. */
export function slotOf(segment: Segment, id: string): number {
	return segment.ids.find(
		id,
		(slot) => segment.songs[slot]?.id === id && ((segment.flags[slot] ?? 0) & goneFlag) === 0,
	);
}

/** What it takes, about: a term is a string of its own. Bytes, without the songs. */
export function bytesOf(segment: Segment): number {
	const { songs, terms, starts, postings, ranks, wordCounts, flags, ids } = segment;
	const arrays = [starts, postings, ranks, wordCounts, flags];
	return (
		arrays.reduce((sum, { byteLength }) => sum + byteLength, ids.bytes) + songs.length * 4 + terms.length * 36
	);
}

/** The first term that is not before this text. */
export function lowerBound(terms: readonly string[], text: string): number {
	let [low, high] = [0, terms.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((terms[middle] ?? '') < text) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Whether a song has a term that begins so. */
export function hasTerm(segment: Segment, beginning: string): boolean {
	return segment.terms[lowerBound(segment.terms, beginning)]?.startsWith(beginning) ?? false;
}

/** Whether a song has exactly this term. */
export function hasWholeTerm(segment: Segment, term: string): boolean {
	return segment.terms[lowerBound(segment.terms, term)] === term;
}
