import strings from '#locales/en-US/shared/alerts.ts';
import cards from '#locales/en-US/shared/cards.ts';
import errors from '#locales/en-US/shared/errors.ts';
import type { AlertFace } from '#src/alerts/alert-face.ts';
import type { News } from '#src/alerts/news.ts';
import type { Song } from '#src/backends/roles.ts';
import type { Translate } from '#src/words/translate.ts';
import type { Words } from '#src/words/words.ts';
import { type CardWords, songLine } from './song-lines.ts';
import { webAddress } from './text.ts';

export type AlertButton = AlertFace['buttons'][number];
export type NewsOf<T extends News['type']> = Extract<News, { type: T }>;

/** The words of alerts in one language. */
export interface Saying {
	t: Translate<typeof strings>;
	cards: CardWords;
	errors: Translate<typeof errors>;
	locale: string;
}

export function sayingIn(words: Words, locale: string): Saying {
	const t = words.in(locale, strings);
	return { t, cards: words.in(locale, cards), errors: words.in(locale, errors), locale };
}

export const lines = (...said: string[]) => said.filter((line) => line !== '').join('\n');

export function nowLine(song: Song | null, { t, cards: c }: Saying): string {
	return song === null ? '' : t('now', { song: songLine(song, c) });
}

export function listenButton(player: string | null, { t }: Saying): AlertButton[] {
	const address = webAddress(player);
	return address === undefined ? [] : [press('link', t('buttons.listen'), address)];
}

export function press(style: AlertButton['style'], label: string, target: string): AlertButton {
	return { style, label, target };
}
