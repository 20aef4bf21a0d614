const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Emoji and signs are in no font here, and hidden characters only turn others around. */
const undrawable =
	/(?![©®°])[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{So}\p{Cc}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
/** Scripts that no font here has: that something is left out says more than boxes do. */
const unknownScript =
	/[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Common}\p{Script=Inherited}]+/gu;
const pileOfMarks = /(\p{Mark}{2})\p{Mark}+/gu;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const letter = /\p{Letter}/u;

/** One line of text that can be drawn. */
export function drawable(text: string): string {
	return (
		text
			// Letters in disguise (bold, in circles, of double width) are in no font either.
			.normalize('NFKC')
			.replace(/[\s\p{Separator}]+/gu, ' ')
			.replace(undrawable, '')
			.replace(unknownScript, '…')
			.replace(pileOfMarks, '$1')
			.replace(/ {2,}/g, ' ')
			.trim()
	);
}

/**
 * The text, cut after `most` graphemes and to what `fits`, with `…` for what was left out. The text has to be {@link drawable}.
 */
export function cutName(text: string, most: number, fits: (text: string) => boolean): string {
	// What is far too long is not looked through to its end.
	const parts = Array.from(graphemes.segment(text.slice(0, most * 20)), ({ segment }) => segment);
	if (parts.length <= most && fits(text)) return text;
	for (let kept = Math.min(most, parts.length) - 1; kept > 0; kept--) {
		const cut = `${parts.slice(0, kept).join('').trimEnd()}…`;
		if (fits(cut)) return cut;
	}
	return '…';
}

/** The direction of the first letter, as people who write so begin to read. */
export function directionOf(text: string): 'ltr' | 'rtl' {
	const first = Array.from(text).find((character) => letter.test(character));
	return first !== undefined && rightToLeft.test(first) ? 'rtl' : 'ltr';
}
