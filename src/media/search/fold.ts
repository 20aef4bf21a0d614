/** Longer texts are cut before they are folded: nobody searches for what stands so far back. UTF-16 units. */
export const mostFoldedUnits = 256;

/** Letters that Unicode does not take apart. */
const letters: Readonly<Record<string, string>> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ħ: 'h',
	ŧ: 't',
	ŋ: 'n',
	ı: 'i',
	ə: 'e',
	ς: 'σ',
};
const unlike = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');
const ascii = /^[\x20-\x7e]*$/;
const marks = /\p{Mark}+/gu;
const apostrophes = /['’‘`´ʼʻ＇]/g;
/** As in Ke$ha and A$AP. */
const dollarLetter = /(?<=[a-z])\$(?=[a-z])/g;
const katakana = /[\u30a1-\u30f6]/g;
/** What there is nothing to do about, which is most. */
const plainWords = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const asciiPunctuation = /[^a-z0-9\s]+/g;
const punctuation = /[^\p{Letter}\p{Number}\s]+/gu;
const gaps = /-*\s[\s-]*/g;
const ends = /^[\s-]+|[\s-]+$/g;

/**
 * A text as it is compared: lower case, without marks and apostrophes, katakana as hiragana, words with one space between them. What
 * was joined by signs stays joined by one `-`: "AC/DC (Live)" is "ac-dc live". Folding twice changes nothing more.
 */
export function fold(text: string): string {
	const short = text.length > mostFoldedUnits ? text.slice(0, mostFoldedUnits) : text;
	const plain = ascii.test(short) ? lettersOnly(short.toLowerCase(), asciiPunctuation) : foldLetters(short);
	if (plain.length <= mostFoldedUnits) return plain;
	return lettersOnly(plain.slice(0, mostFoldedUnits), punctuation);
}

function foldLetters(text: string): string {
	const bare = text
		.normalize('NFKD')
		.toLowerCase()
		.normalize('NFKD')
		.replace(marks, '')
		.replace(unlike, (letter) => letters[letter] ?? letter)
		.replace(katakana, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));
	return lettersOnly(bare, punctuation);
}

function lettersOnly(text: string, signs: RegExp): string {
	if (plainWords.test(text)) return text;
	return text
		.replace(apostrophes, '')
		.replace(dollarLetter, 's')
		.replace(signs, '-')
		.replace(gaps, ' ')
		.replace(ends, '');
}
