import strings from '#locales/en-US/shared/radio-systems.ts';
import type { Words } from '#src/words/words.ts';

type Spoken = 'choice' | 'keysAre' | 'station' | 'admin' | 'optional' | 'stationHelp' | 'adminHelp';

/** What is to be said of a radio system while a station of it is set up; '' where there is nothing to say. */
export function systemWords(words: Words, locale: string, kind: string) {
	const t = words.in(locale, strings);
	const known = isKnown(kind) ? kind : 'other';
	const has = (what: string) => Object.hasOwn(strings[known], what);
	return {
		say: (what: Spoken): string => (has(what) ? words.sentence(locale, strings, `${known}.${what}`) : ''),
		/** @param key the word for which of the keys it is */
		notAKey: (key: string): string => t(`${known}.notAKey`, { key }),
	};
}

export type SystemWords = ReturnType<typeof systemWords>;

function isKnown(kind: string): kind is keyof typeof strings {
	return Object.hasOwn(strings, kind);
}
