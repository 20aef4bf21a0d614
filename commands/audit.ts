import strings from '#locales/en-US/audit.ts';
import { readChoice, selectPerson, visibleTo, writeChoice } from '#src/discord/audit-choice.ts';
import { auditCsv } from '#src/discord/audit-file.ts';
import { auditLine } from '#src/discord/audit-line.ts';
import { accent, button, type Card, card, line, row, select, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { facts } from '#src/discord/song-lines.ts';
import { plain, safe } from '#src/discord/text.ts';
import { worded } from '#src/discord/wording.ts';
import type { AuditEntry, AuditFilter } from '#src/stations/audit.ts';
import { dayAt } from '#src/stations/station-days.ts';

const perPage = 10;
/** Of the 4,000 characters that Discord takes on a card, what the entries may use. */
const roomForEntries = 3_300;
/** Names on a page that would burst otherwise. */
const shortName = 24;

type AuditContext = Context<typeof strings, undefined>;

export default defineCommand(strings, {
	group: 'settings',
	level: 'admin',
	uses: [],
	visibility: 'private',
	station: 'none',
	execute: async (context) => draw(context, {}, 1),
	components: {
		page: {
			answer: 'update',
			run: async (context) => draw(context, readChoice(context.args[1]), Number(context.args[0])),
		},
		only: { answer: 'update', run: async (context) => draw(context, readChoice(context.values[0]), 1) },
		person: {
			answer: 'update',
			run: async (context) => draw(context, readChoice(`u${context.values[0] ?? ''}`), 1),
		},
		file: { answer: 'private', run: async (context) => drawFile(context, readChoice(context.args[0])) },
	},
});

/** What is wanted and may be seen. Looked at anew each time: roles come and go. */
function within({ person, services, guildId }: AuditContext, wanted: AuditFilter): AuditFilter {
	return { ...wanted, ...visibleTo(person, services.stations.of(guildId)) };
}

async function draw(context: AuditContext, wanted: AuditFilter, wantedPage: number): Promise<Card> {
	const { t, services, guildId, id, person } = context;
	const number = Number.isSafeInteger(wantedPage) ? wantedPage : 1;
	const found = await services.audit.page(guildId, within(context, wanted), number, perPage);
	const { page, pages, total } = found;
	const { auditDays } = await services.saved.settings(guildId);
	const choice = writeChoice(wanted);
	const about = facts(
		t('entries', { count: total }),
		choiceInWords(context, wanted),
		pages > 1 ? t('position', { page, pages }) : undefined,
	);
	const notes = facts(t('kept', { count: auditDays }), person.managesServer ? undefined : t('ownStations'));
	return card(
		accent.calm,
		text(`## ${heading(context)}`, total === 0 && choice === '' ? undefined : `-# ${about}`),
		line(),
		...(total === 0
			? [text(choice === '' ? t('empty') : t('nothingFits'))]
			: entryLines(context, found.rows).map((entry) => text(entry))),
		text(`-# ${notes}`),
		...(total === 0 && choice === '' ? [] : choices(context)),
		total === 0
			? undefined
			: row(
					button('secondary', t('newer'), id('page', page - 1, choice), page <= 1),
					button('secondary', t('older'), id('page', page + 1, choice), page >= pages),
					button('secondary', t('asFile'), id('file', choice)),
				),
	);
}

function heading({ t, services, guildId }: AuditContext): string {
	const server = safe(services.guilds.name(guildId), 80);
	return server === '' ? t('heading') : t('headingOf', { server });
}

/** The entries in words; with long names cut short where all of them would not fit. */
function entryLines({ services, locale }: AuditContext, entries: readonly AuditEntry[]): string[] {
	const reading = { words: services.words, locale, commands: services.book.commands, style: 'f' } as const;
	const lines = entries.map((entry) => auditLine(entry, reading));
	if (lines.reduce((sum, { length }) => sum + length, 0) <= roomForEntries) return lines;
	return entries.map(({ what, station, ...entry }) =>
		auditLine(
			{
				...entry,
				what: what === null ? null : plain(worded(what, reading), shortName),
				station: station === null ? null : { ...station, name: plain(station.name, shortName) },
			},
			reading,
		),
	);
}

function choiceInWords({ t, services, guildId }: AuditContext, wanted: AuditFilter): string | undefined {
	if (wanted.userId !== undefined) return t('onlyPerson', { who: `<@${wanted.userId}>` });
	if (wanted.onlyFailures === true) return t('onlyFailures');
	if (wanted.stationId === undefined) return undefined;
	const name = services.stations.find(guildId, wanted.stationId)?.name;
	return t('onlyStation', { station: name === undefined ? t('goneStation') : safe(name, 80) });
}

/** What the entries can be narrowed down to: among the stations only those whose entries this person sees. */
function choices(context: AuditContext) {
	const { t, services, guildId, id } = context;
	const { stationIds } = within(context, {});
	const stations = services.stations
		.of(guildId)
		.filter((station) => stationIds === undefined || stationIds.includes(station.id));
	return [
		select(id('only'), t('only'), [
			{ label: t('everything'), value: 'all' },
			{ label: t('failures'), value: 'failed' },
			...stations.map((station) => ({
				label: plain(station.name, 80) || '?',
				value: writeChoice({ stationId: station.id }),
			})),
		]),
		selectPerson(id('person'), t('person')),
	];
}

async function drawFile(context: AuditContext, wanted: AuditFilter): Promise<Card> {
	const { t, services, guildId, locale } = context;
	const entries = await services.audit.list(guildId, within(context, wanted));
	const name = `audit-${dayAt(services.clock.now(), null)}.csv`;
	const { commands } = services.book;
	const about = facts(t('entries', { count: entries.length }), choiceInWords(context, wanted));
	return {
		...card(
			accent.calm,
			text(`## ${heading(context)}`, `-# ${about}`),
			{ type: 13, file: { url: `attachment://${name}` } },
			text(`-# ${t('fileZone')}`),
		),
		files: [{ name, content: auditCsv(entries, { words: services.words, locale, commands }) }],
	};
}
