import { inLatin } from './transliterate.ts';

/** Longer words are cut: they are addresses and slips of the keyboard. */
const mostLetters = 32;
/** More parts than this joined by signs are a list and no name. */
const mostJoined = 6;

/** Scripts that put no space between words are compared by pairs of letters. */
const unspaced =
	'\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u30fc\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const isUnspaced = new RegExp(`[${unspaced}]`, 'u');
const piece = new RegExp(`[${unspaced}]+|\\p{Number}+|[^${unspaced}\\p{Number}-]+`, 'gu');
const simple = /^[a-z]+$/;

/** Says nothing of a song: a guest is found by name. */
const guests: ReadonlySet<string> = new Set(['feat', 'ft', 'featuring']);

/** One thing between two spaces: `ac-dc` has the pieces `ac` and `dc`, `blink182` has `blink` and `182`. */
function piecesOf(chunk: string): string[] {
	return simple.test(chunk) ? [chunk] : (chunk.match(piece) ?? []);
}

/** Every term under which a folded text is found; some perhaps twice. */
export function termsOf(folded: string): string[] {
	const terms: string[] = [];
	for (const chunk of folded.split(' ')) {
		if (simple.test(chunk)) {
			if (!guests.has(chunk)) terms.push(chunk.slice(0, mostLetters));
			continue;
		}
		const pieces = piecesOf(chunk);
		let joinable = pieces.length > 1 && pieces.length <= mostJoined;
		for (const part of pieces) {
			if (guests.has(part)) continue;
			if (isUnspaced.test(part)) {
				joinable = false;
				terms.push(...pairs(part), Array.from(part).at(-1) ?? '');
			} else {
				terms.push(part.slice(0, mostLetters));
				const latin = inLatin(part);
				if (latin !== undefined) terms.push(latin.slice(0, mostLetters));
			}
		}
		if (joinable) terms.push(pieces.join('').slice(0, mostLetters));
	}
	return terms;
}

/** Whether a folded text has one of the words that only announce a guest. */
export function namesGuest(folded: string): boolean {
	return folded.split(' ').some((chunk) => piecesOf(chunk).some((part) => guests.has(part)));
}

/** How many words a folded text has, as a query counts them. */
export function countWords(folded: string): number {
	return wordsOf(folded).length;
}

/** The words of a folded query; all of them should be found. */
export function wordsOf(folded: string): string[] {
	if (folded === '') return [];
	const words: string[] = [];
	for (const chunk of folded.split(' ')) {
		if (simple.test(chunk)) words.push(chunk.slice(0, mostLetters));
		else for (const part of piecesOf(chunk)) words.push(...wordsOfPiece(part));
	}
	if (!words.some((word) => guests.has(word))) return words;
	const telling = words.filter((word) => !guests.has(word));
	return telling.length === 0 ? words : telling;
}

function wordsOfPiece(part: string): string[] {
	if (!isUnspaced.test(part)) return [part.slice(0, mostLetters)];
	return Array.from(part).length === 1 ? [part] : pairs(part);
}

/** The words of a folded query in which what is joined by signs, or by nothing, is one word: `ac-dc` is `acdc`. */
export function joinedWordsOf(folded: string): string[] {
	return folded.split(' ').flatMap((chunk) => {
		const pieces = piecesOf(chunk);
		const joinable = pieces.length > 1 && !pieces.some((part) => isUnspaced.test(part));
		return joinable ? [pieces.join('').slice(0, mostLetters)] : wordsOf(chunk);
	});
}

/** Whether the word is of a script without spaces, and thus a pair of letters. */
export function isPair(word: string): boolean {
	return isUnspaced.test(word);
}

function pairs(run: string): string[] {
	const signs = Array.from(run);
	return signs.slice(1).map((sign, index) => `${signs[index] ?? ''}${sign}`);
}
