import strings from '#locales/en-US/shared/channel-rights.ts';
import type { Words } from '#src/words/words.ts';

/** What the reader's Discord calls a right of the bot in a channel; a name that is no such right is told as it is. */
export function rightWord(words: Words, locale: string, right: string): string {
	return words.source(strings, right) === undefined ? right : words.sentence(locale, strings, right);
}
