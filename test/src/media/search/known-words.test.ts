import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '#src/media/search/fold.ts';
import { KnownWords } from '#src/media/search/known-words.ts';
import { countWords, termsOf, wordsOf } from '#src/media/search/terms.ts';

/** Words as libraries have them, and signs that fold to spaces, to nothing, or to many letters. */
const words = fc.oneof(
	fc.constantFrom(
		'feat.',
		'Ft',
		'(featuring',
		'AC/DC',
		'Ke$ha',
		'$',
		"'n'",
		'-',
		'¨',
		'ﷺ',
		'日本語',
		'Ёлка',
		'ΣΑΣ',
	),
	fc.string({ unit: 'binary', maxLength: 6 }),
	fc.string({ maxLength: 40 }),
);
const spaces = fc.constantFrom(' ', ' ', ' ', '  ', '\u00a0', '\u2003', '\t', '');
const texts = fc.array(fc.tuple(words, spaces), { maxLength: 60 }).map((parts) => parts.flat().join(''));

test.each([
	['terms', termsOf],
	['words', wordsOf],
])('word by word a text has the same %s as in one go, also when its words are known', (_, takeApart) => {
	const numbers = new Map<string, number>();
	const numbersOf = (terms: readonly string[]) =>
		terms.map((term) => {
			const number = numbers.get(term) ?? numbers.size;
			numbers.set(term, number);
			return number;
		});
	const known = new KnownWords(takeApart, numbersOf);
	fc.assert(
		fc.property(texts, (text) => {
			const folded = fold(text);
			const expected = { count: countWords(folded), numbers: numbersOf(takeApart(folded)) };
			expect(known.of(text)).toEqual(expected);
			expect(known.of(text)).toEqual(expected);
		}),
		{ numRuns: 2_000 },
	);
});

test('no term is numbered for a text that is cut before it', () => {
	const numbered: string[] = [];
	const known = new KnownWords(termsOf, (terms) => terms.map((term) => numbered.push(term)));
	const text = `first ${'ﷺ '.repeat(40)}last`;
	known.of(text);
	expect(new Set(numbered)).toEqual(new Set(termsOf(fold(text))));
	expect(numbered).not.toContain('last');
});
