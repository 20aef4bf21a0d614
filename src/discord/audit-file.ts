import { stringify } from 'csv-stringify/sync';
import shared from '#locales/en-US/shared/audit.ts';
import type { AuditEntry } from '#src/stations/audit.ts';
import type { Words } from '#src/words/words.ts';
import type { Command } from './command.ts';
import { worded } from './wording.ts';

interface Reading {
	words: Words;
	locale: string;
	commands: ReadonlyMap<string, Command>;
}

const columns = [
	'when',
	'who',
	'command',
	'deed',
	'station',
	'what',
	'outcome',
	'why',
	'seconds',
	'reference',
] as const;

/**
 * The audit as a spreadsheet file. Moments are ISO 8601 in UTC, people are Discord ids, deeds and reasons are in the reader's words.
 * Cells that a spreadsheet would run as a formula are escaped. Starts with a byte order mark, as Excel wants it.
 */
export function auditCsv(entries: readonly AuditEntry[], reading: Reading): Buffer {
	const t = reading.words.in(reading.locale, shared);
	const rows: Record<(typeof columns)[number], string>[] = entries.map((entry) => ({
		when: new Date(entry.at).toISOString(),
		who: entry.userId ?? t('bot'),
		command: `/${entry.command}`,
		deed: deedOf(entry, reading),
		station: entry.station?.name ?? '',
		what: worded(entry.what ?? '', reading),
		outcome: entry.outcome,
		why: whyOf(entry, reading),
		seconds: (entry.tookMs / 1000).toFixed(1),
		reference: entry.reference,
	}));
	return Buffer.from(
		stringify(rows, { header: true, columns: [...columns], bom: true, escape_formulas: true }),
	);
}

/** As in the lines of the audit, but plain. */
function deedOf(entry: AuditEntry, reading: Reading): string {
	const { words, locale, commands } = reading;
	const t = words.in(locale, shared);
	const strings = commands.get(entry.command)?.strings;
	const station = entry.station?.name ?? t('noStation');
	if (strings === undefined) return t('unknown', { command: `/${entry.command}`, station });
	if (entry.outcome === 'failed') return words.sentence(locale, strings, 'failed');
	const key = `audit.${entry.deed}`;
	return words.source(strings, key) === undefined
		? t('unknown', { command: `/${entry.command}`, station })
		: words.sentence(locale, strings, key, { station, what: worded(entry.what ?? '', reading) });
}

function whyOf({ why }: AuditEntry, { words, locale }: Reading): string {
	const key = `why.${why ?? ''}`;
	return why === null || words.source(shared, key) === undefined
		? (why ?? '')
		: words.sentence(locale, shared, key);
}
