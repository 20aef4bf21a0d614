import type { Language } from './wire.ts';
import { english } from './words-english.ts';
import { french } from './words-french.ts';
import { german } from './words-german.ts';
import { portuguese } from './words-portuguese.ts';
import { spanish } from './words-spanish.ts';

export type PageWords = typeof english;

/** The page's own words. What the bot says comes from the bot. */
export const pageWords: Readonly<Record<Language, PageWords>> = {
	'en-US': english,
	de: german,
	'es-ES': spanish,
	fr: french,
	'pt-BR': portuguese,
};
