import { lowerBound } from './segment.ts';

/** Terms that begin with a text that is one slip away from what was typed. */
export interface SlipRange {
	from: number;
	to: number;
	/** The length of what they begin with: a term of this length is all of it. */
	length: number;
}

/** A beginning of fewer letters fits too much. */
const shortestBeginning = 3;
/** From here on come scripts whose words are pairs of letters; nobody slips from one alphabet into those. */
const firstUnspaced = 0x3000;

/**
 * Where the terms are that begin with what somebody meant who typed one letter wrong, left one out, typed one too many, or exchanged
 * two. Walks along the sorted terms as along a tree: what it takes hardly depends on how many there are.
 */
export function slipsOf(terms: readonly string[], typed: string): SlipRange[] {
	const ranges = new Map<string, SlipRange>();
	const consider = (meant: string): void => {
		if (meant === typed || meant.length < shortestBeginning || ranges.has(meant)) return;
		const from = lowerBound(terms, meant);
		if (terms[from]?.startsWith(meant) !== true) return;
		ranges.set(meant, { from, to: lowerBound(terms, `${meant}\uffff`), length: meant.length });
	};
	for (let at = 0; at < typed.length; at++) {
		const [before, letter, after] = [typed.slice(0, at), typed.charAt(at), typed.slice(at + 1)];
		const from = lowerBound(terms, before);
		if (terms[from]?.startsWith(before) !== true) break;
		consider(before + after);
		if (after !== '') consider(before + after.charAt(0) + letter + after.slice(1));
		for (const other of lettersAfter(terms, before, from)) {
			consider(before + other + letter + after);
			consider(before + other + after);
		}
	}
	return Array.from(ranges.values());
}

/** The letters with which terms go on that begin so. */
function lettersAfter(terms: readonly string[], beginning: string, from: number): string[] {
	const letters: string[] = [];
	const at = beginning.length;
	for (let place = from; ; ) {
		const term = terms[place];
		if (term?.startsWith(beginning) !== true) return letters;
		if (term.length === at) {
			place++;
			continue;
		}
		const unit = term.charCodeAt(at);
		if (unit >= firstUnspaced) return letters;
		letters.push(String.fromCharCode(unit));
		place = lowerBound(terms, beginning + String.fromCharCode(unit + 1));
	}
}
