import shared from '#locales/en-US/shared/audit.ts';
import type { AuditEntry } from '#src/stations/audit.ts';
import { span } from '#src/words/format.ts';
import type { Words } from '#src/words/words.ts';
import { moment } from './card.ts';
import type { Command } from './command.ts';
import { facts } from './song-lines.ts';
import { safe } from './text.ts';
import { worded } from './wording.ts';

interface Reading {
	words: Words;
	locale: string;
	commands: ReadonlyMap<string, Command>;
	/** `T`: a moment of today; `f`: of any day. */
	style: 'T' | 'f';
}

/** An entry of the audit in two lines, in the reader's language. A command of an older version is told by its name. */
export function auditLine(entry: AuditEntry, reading: Reading): string {
	const { words, locale, commands, style } = reading;
	const t = words.in(locale, shared);
	const strings = commands.get(entry.command)?.strings;
	const who = entry.userId === null ? t('bot') : `<@${entry.userId}>`;
	const at = moment(entry.at, style);
	const values = {
		station: entry.station === null ? t('noStation') : `**${safe(entry.station.name, 80)}**`,
		what: safe(worded(entry.what ?? '', reading), 80),
	};
	const known = strings !== undefined && words.source(strings, `audit.${entry.deed}`) !== undefined;
	const deed = known
		? words.sentence(locale, strings, `audit.${entry.deed}`, values)
		: t('unknown', { command: `\`/${entry.command}\``, station: values.station });
	const wait = span(entry.tookMs, locale);
	const reference = t('reference', { reference: entry.reference });
	if (entry.outcome === 'failed') {
		// `done` names no sentence here: it is what every deed is called that has no name of its own.
		const isNamed =
			strings !== undefined && entry.deed !== 'done' && words.source(strings, entry.deed) !== undefined;
		const failedKey = isNamed ? entry.deed : 'failed';
		const failed = strings === undefined ? deed : words.sentence(locale, strings, failedKey);
		const why =
			entry.why === null
				? ''
				: words.source(shared, `why.${entry.why}`) && words.sentence(locale, shared, `why.${entry.why}`);
		const about = facts(why, entry.station === null ? undefined : values.station, reference);
		return `${t('failed', { who, failed, at })}\n-# ${about}`;
	}
	return `${t(entry.outcome, { who, deed, at })}\n-# ${facts(t(`result.${entry.outcome}`, { wait }), reference)}`;
}
