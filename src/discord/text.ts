/*
 * Text from radio servers and people, before it meets a card. Order matters: clean, cut by grapheme, then escape, then
 * isolate; escaping first would let the cut split an escape.
 */

// Controls, lone surrogates, and all that Unicode calls ignorable: bidi marks and isolates, zero-width characters, tags. None of
// it is visible, all of it can hide or turn around what is. Only what a script or an emoji needs stays.
const neededByEmoji =
	'(?<=\\p{Emoji})\\uFE0F|(?<=\\p{Extended_Pictographic}(?:\\uFE0F|\\p{Emoji_Modifier})?)\\u200D(?=\\p{Extended_Pictographic})';
const neededByScript = '(?<=\\p{Script=Arabic}\\p{Mark}*)\\u200C(?=\\p{Script=Arabic})';
const invisible = new RegExp(
	`[\\p{Cc}\\p{Cs}\\p{Noncharacter_Code_Point}\\uFFF9-\\uFFFB]|(?!${neededByEmoji}|${neededByScript})\\p{Default_Ignorable_Code_Point}`,
	'gu',
);
const pileOfMarks = /(\p{Mark}{2})\p{Mark}+/gu;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The longest emoji there is has ten code points; a "grapheme" of more is a trick to get past a limit. */
const mostCodePoints = 12;
/** What a grapheme may take on average: a text of nothing but families is cut earlier, so that a card never bursts. */
const unitsPerGrapheme = 4;
const roomForShortTexts = 40;
/** Past this many units an escaped text is mostly backslashes; a code span shows it as it is. */
const mostEscapedUnits = 400;

/** Words in Latin letters with one space between them, as most texts are: there is nothing to clean. */
const ordinary = /^(?:[!-~\u00a1-\u00ac\u00ae-\u024f]+(?: |$))*(?<! )$/u;
/** What {@link safe} would change in such a text. */
const formatting = /[\\*_~`|[<@]|^[#>+\-\d]|:\/\/|\.(?:gg|com|me)/i;

/** One line of visible text: no controls, no hidden characters, at most two marks on a letter. */
export function clean(text: string): string {
	if (ordinary.test(text)) return text;
	return text
		.normalize('NFC')
		.replace(/[\s\p{Separator}]+/gu, ' ')
		.replace(invisible, '')
		.replace(pileOfMarks, '$1')
		.replace(/ {2,}/g, ' ')
		.trim();
}

/** The first `most` graphemes, the last of them `…` where something was left out; fewer if they are long ones. */
function cut(text: string, most: number): string {
	// A text of so few units cannot have more graphemes: the common case needs no segmenter.
	if (text.length <= most) return text;
	const room = most * unitsPerGrapheme + roomForShortTexts;
	const kept: string[] = [];
	let units = 0;
	for (const { segment } of graphemes.segment(text)) {
		const grapheme =
			segment.length <= mostCodePoints ? segment : Array.from(segment).slice(0, mostCodePoints).join('');
		units += grapheme.length;
		if (kept.length === most || units > room)
			return `${kept
				.slice(0, most - 1)
				.join('')
				.trimEnd()}…`;
		kept.push(grapheme);
	}
	return kept.join('');
}

/** For labels, options and alt texts, where Markdown is not read: cleaned, cut by graphemes and by UTF-16 units. */
export function plain(text: string, mostGraphemes: number, mostUnits = 100): string {
	const short = cut(clean(text), mostGraphemes);
	if (short.length <= mostUnits) return short;
	let kept = '';
	for (const { segment } of graphemes.segment(short)) {
		if (kept.length + segment.length > mostUnits - 1) break;
		kept += segment;
	}
	return `${kept}…`;
}

/**
 * For texts in which Discord reads Markdown: cleaned, cut, everything escaped that would format, link, mention or draw a
 * timestamp, and wrapped in isolates when it is not Latin, so that it cannot turn its neighbours around.
 */
export function safe(text: string, mostGraphemes: number): string {
	const short = cut(clean(text), mostGraphemes);
	if (short.length <= mostEscapedUnits && ordinary.test(short) && !formatting.test(short)) return short;
	const escaped = short
		.replace(/[\\*_~`|[<@]/g, '\\$&')
		.replace(/^(?:[#>+-]|\d+(?=\.(?:\s|$)))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
		.replace(/(https?):\/\//gi, '$1\\://')
		.replace(/(discord(?:app)?)\.(gg|com|me)/gi, '$1\\.$2');
	return isolate(escaped.length > mostEscapedUnits ? `\`${short.replaceAll('`', 'ˋ')}\`` : escaped);
}

/** A run of text that is not Latin is wrapped in first-strong isolates. */
function isolate(text: string): string {
	return /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(text)
		? `\u2068${text}\u2069`
		: text;
}

/** An address as a link button takes it: http or https, without credentials, at most 512 characters; else undefined. */
export function webAddress(address: string | null): string | undefined {
	const url = address === null ? null : URL.parse(address);
	if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
		return undefined;
	return url.href.length <= 512 ? url.href : undefined;
}
