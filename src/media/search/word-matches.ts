import { lowerBound, type Segment } from './segment.ts';
import { slipsOf } from './slips.ts';
import { isPair } from './terms.ts';

/** Points of 100 for a word, by how it was found. A beginning gets more the more of the term it is. */
const quality = { whole: 100, beginning: 78, completeness: 16, slipWhole: 66, slipBeginning: 56 } as const;
/** Such short words are taken as they are typed. */
const shortestWithSlip = { whole: 3, beginning: 4 } as const;
const digits = /^\p{Number}+$/u;

/** The terms of a segment that fit a word. */
export interface WordMatches {
	/** By place among the terms. */
	terms: number[];
	/** Of 100, for each of them, times the word's weight. */
	points: number[];
	/** How many postings they have together. */
	postings: number;
	weight: number;
}

/** What a word counts beside the others: long words tell more. */
function weightOf(word: string): number {
	return Math.min(word.length, 8) + 2;
}

/** The points that a word of this weight can bring at most. */
export function mostPoints(weight: number): number {
	return weight * quality.whole;
}

/** The terms that a word is, or begins; with slips also those that it would be or begin without one. */
export function matchesOf(segment: Segment, word: string, slips: boolean): WordMatches {
	const { terms, starts } = segment;
	const weight = weightOf(word);
	const found: WordMatches = { terms: [], points: [], postings: 0, weight };
	const add = (place: number, points: number): void => {
		found.terms.push(place);
		found.points.push(points * weight);
		found.postings += (starts[place + 1] ?? 0) - (starts[place] ?? 0);
	};
	const from = lowerBound(terms, word);
	for (let to = from; to < terms.length; to++) {
		const term = terms[to] ?? '';
		if (!term.startsWith(word)) break;
		const part = Math.floor((quality.completeness * word.length) / term.length);
		add(to, term.length === word.length ? quality.whole : quality.beginning + part);
	}
	if (!slips || word.length < shortestWithSlip.whole || isPair(word) || digits.test(word)) return found;
	for (const range of slipsOf(terms, word)) {
		for (let place = range.from; place < range.to; place++) {
			const isWhole = terms[place]?.length === range.length;
			if (isWhole) add(place, quality.slipWhole);
			else if (word.length >= shortestWithSlip.beginning) add(place, quality.slipBeginning);
		}
	}
	return found;
}
