const latin: Readonly<Record<string, string>> = {
	а: 'a',
	б: 'b',
	в: 'v',
	г: 'g',
	ґ: 'g',
	д: 'd',
	ђ: 'd',
	е: 'e',
	є: 'e',
	ж: 'zh',
	з: 'z',
	и: 'i',
	і: 'i',
	ј: 'j',
	к: 'k',
	л: 'l',
	љ: 'lj',
	м: 'm',
	н: 'n',
	њ: 'nj',
	о: 'o',
	п: 'p',
	р: 'r',
	с: 's',
	т: 't',
	ћ: 'c',
	у: 'u',
	ф: 'f',
	х: 'h',
	ц: 'ts',
	ч: 'ch',
	џ: 'dz',
	ш: 'sh',
	щ: 'sch',
	ъ: '',
	ы: 'y',
	ь: '',
	э: 'e',
	ю: 'yu',
	я: 'ya',
};
const cyrillic = /[\u0430-\u044f\u0452-\u045f\u0491]/;

/** A folded Cyrillic word in Latin letters, as most people type it; undefined for any other word. */
export function inLatin(word: string): string | undefined {
	if (!cyrillic.test(word)) return undefined;
	return Array.from(word, (letter) => latin[letter] ?? letter).join('') || undefined;
}
