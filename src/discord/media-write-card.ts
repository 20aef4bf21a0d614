import strings from '#locales/en-US/shared/media.ts';
import type { Station } from '#src/stations/station.ts';
import { span } from '#src/words/format.ts';
import type { Words } from '#src/words/words.ts';
import { accent, type Card, card, text } from './card.ts';
import { safe } from './text.ts';

/** A library that could not be written into its file. `role` is mentioned, which calls it only if the message says so. */
export function unwrittenCard(
	error: unknown,
	{ station, role }: { station: Station; role: string | null },
	words: Words,
	locale: string,
): Card {
	const t = words.in(locale, strings);
	return card(
		accent.warn,
		text(`### ${t('unwritten.title', { station: safe(station.name, 80) })}`),
		text(t(`unwritten.${reasonOf(error)}`), t('unwritten.kept')),
		text(t('unwritten.who')),
		role === null ? undefined : text(`-# <@&${role}>`),
	);
}

/** The end of that, after so many milliseconds. */
export function writtenCard(lastedMs: number, station: Station, words: Words, locale: string): Card {
	const t = words.in(locale, strings);
	return card(
		accent.ok,
		text(`### ${t('written.title', { station: safe(station.name, 80) })}`),
		text(t('written.text', { lasted: span(lastedMs, locale) })),
	);
}

const reasons: ReadonlyMap<unknown, 'full' | 'denied'> = new Map([
	['ENOSPC', 'full'],
	['EDQUOT', 'full'],
	['EACCES', 'denied'],
	['EPERM', 'denied'],
	['EROFS', 'denied'],
]);

/** By what the operating system calls it. */
function reasonOf(error: unknown): 'full' | 'denied' | 'other' {
	return (error instanceof Error && 'code' in error ? reasons.get(error.code) : undefined) ?? 'other';
}
