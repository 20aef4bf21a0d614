import strings from '#locales/en-US/shared/logs.ts';
import type { LogFile, LogsRole } from '#src/backends/roles/operations.ts';
import { cleanLog } from '#src/stations/clean-log.ts';
import { accent, type Card, card, select, text } from './card.ts';
import type { Choice, Context, Pressed } from './command.ts';
import { logCard } from './log-card.ts';
import { plain, safe } from './text.ts';

/** What fits into the id of a button beside everything else. */
const longestKey = 50;

/** Where logs come from, and what is said where one is not there. */
export interface LogSource {
	role: LogsRole;
	/** Of what they are: a station's name or a host, as it came. */
	subject: string;
	none: string;
	/** `typed` can stand in a message. */
	noSuch: (typed: string) => string;
}

/** What a command that shows logs knows; its buttons are `other` and `newer`. */
type Here = Pick<Context<typeof strings, unknown>, 'services' | 'locale' | 'id' | 'uploadLimit'>;

/** The log that somebody named, by the key that a suggestion gave or by its name; or the question which one. */
export async function typedLog(here: Here, source: LogSource, typed: string): Promise<Card> {
	const logs = await source.role.list();
	const wanted = typed.trim().toLowerCase();
	const found =
		logs.find(({ key }) => key === typed) ??
		logs.find(({ key, name }) => name.toLowerCase() === wanted || key.toLowerCase() === wanted);
	return found === undefined ? which(here, source, logs, typed) : draw(here, source, found, logs);
}

/** The log that was chosen in the select. */
export async function chosenLog(here: Here & Pressed, source: LogSource): Promise<Card> {
	return show(here, source, here.values[0] ?? '');
}

/** What was written since. */
export async function newerOfLog(here: Here & Pressed, source: LogSource): Promise<Card> {
	const [key = '', position] = here.args;
	const from = Number(position);
	return show(here, source, key, Number.isSafeInteger(from) && from >= 0 ? from : undefined);
}

/** The logs whose name or key holds what was typed. */
export function logChoices(logs: readonly LogFile[], typed: string): Choice[] {
	const wanted = typed.trim().toLowerCase();
	return logs
		.filter(({ key, name }) => `${name} ${key}`.toLowerCase().includes(wanted))
		.map(({ key, name }) => ({ name, value: key }));
}

async function show(here: Here, source: LogSource, key: string, from?: number): Promise<Card> {
	const logs = await source.role.list();
	const found = logs.find((log) => log.key === key);
	return found === undefined ? which(here, source, logs, key) : draw(here, source, found, logs, from);
}

async function draw(
	{ services, locale, id, uploadLimit }: Here,
	{ role, subject }: LogSource,
	log: LogFile,
	logs: readonly LogFile[],
	from?: number,
): Promise<Card> {
	const piece = await role.read(log.key, from);
	const others = logs.filter(({ key }) => key !== log.key);
	const newerId =
		piece.position === null || !log.grows || log.key.length > longestKey
			? undefined
			: id('newer', log.key, piece.position);
	return logCard(
		{
			name: log.name,
			subject,
			clean: cleanLog(piece.text),
			fetchedAt: services.clock.now(),
			isNewer: from !== undefined,
			newerId,
			others: { id: id('other'), logs: logOptions(others) },
			uploadLimit,
		},
		services.words,
		locale,
	);
}

function which(
	{ services, locale, id }: Here,
	{ none, noSuch }: LogSource,
	logs: readonly LogFile[],
	typed: string,
): Card {
	if (logs.length === 0) return card(accent.warn, text(none));
	const t = services.words.in(locale, strings);
	return card(
		accent.warn,
		text(`### ${t('which')}`),
		text(noSuch(safe(typed, 80))),
		select(id('other'), t('choose'), logOptions(logs)),
	);
}

function logOptions(logs: readonly LogFile[]) {
	return logs
		.filter(({ key }) => key !== '' && key.length <= 100)
		.map(({ key, name }) => ({ label: plain(name, 100) || plain(key, 100), value: key }));
}
