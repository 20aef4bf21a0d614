import type { Wording } from '#src/words/phrase.ts';
import type { Words } from '#src/words/words.ts';
import { facts } from './song-lines.ts';

/** What was worded for everybody, in the language of one of them. Not cleaned. */
export function worded(wording: Wording, { words, locale }: { words: Words; locale: string }): string {
	if (typeof wording === 'string') return wording;
	return facts(...wording.map((piece) => (typeof piece === 'string' ? piece : words.say(locale, piece))));
}
