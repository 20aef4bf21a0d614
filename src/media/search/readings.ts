import { isPair, joinedWordsOf, wordsOf } from './terms.ts';
import { inLatin } from './transliterate.ts';

/** A query has no more words than this; what comes after says little. */
const mostWords = 10;
const shortestPart = 2;
const mostReadings = 6;

/** One way to take a query: all of these words should be in a song. */
export interface Reading {
	words: readonly string[];
	/** Taken off the points of what is found so. */
	detour: number;
}

/** What an index can be asked about its terms. */
export interface Vocabulary {
	hasTerm: (beginning: string) => boolean;
	hasWholeTerm: (term: string) => boolean;
}

/** The query as it is, and with what is joined by signs or by nothing as one word. */
export function plainReadingsOf(folded: string, { hasTerm }: Vocabulary): Reading[] {
	const readings: Reading[] = [{ words: distinct(wordsOf(folded)), detour: 0 }];
	const joined = distinct(joinedWordsOf(folded));
	if (joined.every((word) => hasTerm(word))) add(readings, joined, 0);
	return readings;
}

/** Ways that are tried when few songs fit: with two words as one, with a word taken apart, in Latin letters. */
export function otherReadingsOf(folded: string, { hasTerm, hasWholeTerm }: Vocabulary): Reading[] {
	const words = distinct(wordsOf(folded));
	const readings: Reading[] = [];
	for (let at = 0; at + 1 < words.length; at++) {
		const both = `${words[at] ?? ''}${words[at + 1] ?? ''}`;
		if (!isPair(both) && hasTerm(both))
			add(readings, [...words.slice(0, at), both, ...words.slice(at + 2)], 20);
	}
	for (const [at, word] of words.entries()) {
		// A word that is there, or begins one, is meant so.
		if (isPair(word) || hasTerm(word)) continue;
		for (let cut = shortestPart; cut <= word.length - shortestPart; cut++) {
			const [left, right] = [word.slice(0, cut), word.slice(cut)];
			if (hasWholeTerm(left) && hasTerm(right))
				add(readings, [...words.slice(0, at), left, right, ...words.slice(at + 1)], 40);
		}
	}
	const latin = words.map((word) => inLatin(word) ?? word);
	if (latin.join(' ') !== words.join(' ')) add(readings, latin, 20);
	return readings.slice(0, mostReadings);
}

function distinct(words: readonly string[]): string[] {
	return Array.from(new Set(words)).slice(0, mostWords);
}

function add(readings: Reading[], words: readonly string[], detour: number): void {
	const isNew = !readings.some((known) => known.words.join(' ') === words.join(' '));
	if (isNew && words.length > 0) readings.push({ words, detour });
}
