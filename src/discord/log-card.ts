import { ComponentType } from 'discord.js';
import strings from '#locales/en-US/shared/logs.ts';
import { size } from '#src/words/sizes.ts';
import type { Words } from '#src/words/words.ts';
import { accent, button, type Card, card, moment, row, type SelectOption, select, text } from './card.ts';
import { facts } from './song-lines.ts';
import { plain, safe } from './text.ts';

/** What Discord takes from a bot on a server without boosts, in bytes. */
export const usualUploadLimit = 10 * 1024 * 1024;

const linesShown = 12;
const longestLine = 90;

export interface LogShown {
	/** The log as the server calls it, and of what it is: a station's name or a host. Both as they came. */
	name: string;
	subject: string;
	/** Cleaned of secrets, which were in so many places. */
	clean: { text: string; places: number };
	fetchedAt: number;
	/** True: only what came after the lines that were shown before. */
	isNewer?: boolean;
	/** Id of the button for what comes after; none for a log that does not grow. */
	newerId?: string | undefined;
	/** The other logs there are, with the id of their select. */
	others?: { id: string; logs: readonly SelectOption[] };
	/** Bytes that a file may have here. */
	uploadLimit?: number;
}

/** The end of a log: its last lines to read at once, and all of it as a file. To be shown in private only. */
export function logCard(shown: LogShown, words: Words, locale: string): Card {
	const t = words.in(locale, strings);
	const { clean, newerId, others, isNewer = false } = shown;
	const file = lastPart(clean.text, shown.uploadLimit ?? usualUploadLimit);
	const count = linesOf(clean.text).length;
	const isEmpty = count === 0;
	const counted = { count, size: size(Buffer.byteLength(clean.text), locale) };
	const lines = isNewer ? t('newer', counted) : t('lines', counted);
	const name = fileName(shown.name);
	const about = facts(isEmpty ? undefined : lines, t('fetched', { at: moment(shown.fetchedAt, 'R') }));
	const heading = t('heading', { log: safe(shown.name, 60), subject: safe(shown.subject, 80) });
	const drawn = card(
		accent.calm,
		text(`## ${heading}`, `-# ${about}`),
		text(isEmpty ? t(isNewer ? 'nothingNewer' : 'empty') : codeBlock(clean.text)),
		isEmpty ? undefined : { type: ComponentType.File, file: { url: `attachment://${name}` } },
		isEmpty
			? undefined
			: text(
					`-# ${t('hidden', { count: clean.places })}`,
					file.isCut ? `-# ${t('cut', { size: size(file.content.length, locale) })}` : undefined,
				),
		others === undefined || others.logs.length === 0
			? undefined
			: select(others.id, t('another'), others.logs),
		row(newerId === undefined ? undefined : button('secondary', t('newerButton'), newerId)),
	);
	return isEmpty ? drawn : { ...drawn, files: [{ name, content: file.content }] };
}

/** The lines that show something. */
function linesOf(log: string): string[] {
	return log.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
}

/** The last lines as they are. Without a backtick in it nothing gets out of a code block. */
function codeBlock(log: string): string {
	const lines = linesOf(log)
		.slice(-linesShown)
		.map((line) => plain(line, longestLine, longestLine).replaceAll('`', 'ˋ'));
	return ['```', ...lines, '```'].join('\n');
}

/** What fits, from the end, beginning with a whole line where there is one. */
function lastPart(log: string, most: number): { content: Buffer; isCut: boolean } {
	const all = Buffer.from(log);
	if (all.length <= most) return { content: all, isCut: false };
	const end = all.subarray(all.length - most);
	const lineEnd = end.indexOf('\n');
	return { content: lineEnd === -1 ? end : end.subarray(lineEnd + 1), isCut: true };
}

function fileName(log: string): string {
	const name = plain(log.replace(/\.log$/i, ''), 50, 50).replace(/[^A-Za-z0-9._-]+/g, '-');
	return `${name.replace(/^[-.]+|[-.]+$/g, '') || 'log'}.log`;
}
