import { fold, mostFoldedUnits } from './fold.ts';
import { countWords, namesGuest } from './terms.ts';

/** So many different words are remembered at once. */
const mostRemembered = 32_768;

/** What stands between two spaces. */
interface Part {
	/** UTF-16 units, folded. */
	units: number;
	/** What is left out of a text that names a guest goes by the whole text. */
	namesGuest: boolean;
	/** As a query counts them. */
	count: number;
	terms: readonly string[];
	/** Undefined until a text is made of it: an index has no term that is in no song. */
	numbers: readonly number[] | undefined;
}

export interface KnownText {
	count: number;
	numbers: readonly number[];
}

/**
 * Folds each word of a library and takes it apart once, for all the texts it is in: 100,000 songs have a million words, and few
 * thousand different ones. Lives as long as an index is made.
 */
export class KnownWords {
	readonly #parts = new Map<string, Part>();
	readonly #takeApart: (folded: string) => string[];
	readonly #numbersOf: (terms: readonly string[]) => number[];

	constructor(takeApart: (folded: string) => string[], numbersOf: (terms: readonly string[]) => number[]) {
		this.#takeApart = takeApart;
		this.#numbersOf = numbersOf;
	}

	/** What it would be if it were folded and taken apart as a whole: neither looks past a space. */
	of(text: string): KnownText {
		const parts: Part[] = [];
		let units = 0;
		for (const word of text.slice(0, mostFoldedUnits).split(' ')) {
			const part = this.#part(word);
			units += part.units + 1;
			// Some signs become so many letters that the text is cut a second time.
			if (part.namesGuest || units > mostFoldedUnits) return this.#asWhole(text);
			parts.push(part);
		}
		let count = 0;
		const numbers: number[] = [];
		for (const part of parts) {
			count += part.count;
			part.numbers ??= this.#numbersOf(part.terms);
			for (const number of part.numbers) numbers.push(number);
		}
		return { count, numbers };
	}

	#part(word: string): Part {
		const known = this.#parts.get(word);
		if (known !== undefined) return known;
		if (this.#parts.size >= mostRemembered) this.#parts.clear();
		const folded = fold(word);
		const part = {
			units: folded.length,
			namesGuest: namesGuest(folded),
			count: countWords(folded),
			terms: this.#takeApart(folded),
			numbers: undefined,
		};
		this.#parts.set(word, part);
		return part;
	}

	#asWhole(text: string): KnownText {
		const folded = fold(text);
		return { count: countWords(folded), numbers: this.#numbersOf(this.#takeApart(folded)) };
	}
}
