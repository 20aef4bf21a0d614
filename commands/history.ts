import strings from '#locales/en-US/history.ts';
import shared from '#locales/en-US/shared/cards.ts';
import type { Day, HistoryEntry } from '#src/backends/roles/history.ts';
import type { Page } from '#src/backends/roles.ts';
import { accent, button, type Card, card, line, moment, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { attachmentName } from '#src/discord/file-names.ts';
import { historyCsv } from '#src/discord/history-file.ts';
import { facts, titleOf } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';
import { addDays, dayAt, knownZone, parseDay } from '#src/stations/station-days.ts';

const perPage = 10;
const daysOffered = 14;
/** A day has some 400 songs; a file of more than this is not what anybody reads. */
const mostInFile = 5_000;

type HistoryContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'listen',
	level: 'listener',
	uses: ['history.page', 'history.all', 'onAir.read'],
	// A file is for the person who asked; pages are for everybody.
	visibility: (options) => (options.as === 'csv' ? 'private' : 'public'),
	station: 'one',
	options: {
		day: { type: 'string', suggested: true, maxLength: 20 },
		as: { type: 'choice', values: ['page', 'csv'] },
	},
	execute: async (context, options) => {
		const typed = options.day?.trim() ?? '';
		const day = typed === '' ? undefined : await dayMeant(context, typed);
		if (typed !== '' && day === undefined) return notADay(context, typed);
		return options.as === 'csv' ? drawFile(context, day) : draw(context, day, 1);
	},
	suggest: {
		day: async (context, typed) => {
			if (context.station === undefined) return [];
			const today = await stationDay({ ...context, station: context.station });
			const { t, format } = context;
			const days = Array.from({ length: daysOffered }, (_, ago) => {
				const day = addDays(today, -ago);
				const name = [t('today'), t('yesterday')][ago];
				return { name: name === undefined ? format.day(day) : `${name} · ${format.day(day)}`, value: day };
			});
			const wanted = typed.trim().toLowerCase();
			return days.filter(({ name, value }) => name.toLowerCase().includes(wanted) || value.includes(wanted));
		},
	},
	components: {
		show: { answer: 'private', run: async (context) => draw(context, undefined, 1) },
		page: {
			answer: 'update',
			run: async (context) => draw(context, context.args[1] || undefined, Number(context.args[0])),
		},
		file: { answer: 'private', run: async (context) => drawFile(context, context.args[0] || undefined) },
		choose: {
			answer: 'form',
			open: ({ t, id }) => ({
				id: id('day'),
				title: t('form.title'),
				fields: [{ id: 'day', label: t('form.day'), placeholder: '2026-11-22', maxLength: 20 }],
			}),
		},
		day: {
			answer: 'private',
			run: async (context) => {
				const typed = context.fields['day'] ?? '';
				const day = await dayMeant(context, typed);
				return day === undefined ? notADay(context, typed) : draw(context, day, 1);
			},
		},
	},
});

async function stationDay(context: Pick<HistoryContext, 'services'> & { station: Station }): Promise<Day> {
	const { state } = await context.services.onAir.read(context.station);
	return dayAt(context.services.clock.now(), state.facts.timezone);
}

async function dayMeant(context: HistoryContext, typed: string): Promise<Day | undefined> {
	const { t } = context;
	const word = typed.trim().toLowerCase();
	if (word === t('today').toLowerCase() || word === strings.today) return stationDay(context);
	if (word === t('yesterday').toLowerCase() || word === strings.yesterday)
		return addDays(await stationDay(context), -1);
	return parseDay(typed);
}

function notADay({ t, services }: HistoryContext, typed: string): Card {
	const example = dayAt(services.clock.now(), null);
	return card(accent.warn, text(t('notADay', { text: safe(typed, 40), example })));
}

/** For so long a time of day is enough. */
const latelyMs = 12 * 3_600_000;

async function draw(context: HistoryContext, day: Day | undefined, wanted: number): Promise<Card> {
	const { t, station, services, format } = context;
	const words = services.words.in(context.locale, shared);
	if (day !== undefined && day > (await stationDay(context)))
		return card(accent.calm, text(t('future', { day: format.day(day) })));
	const page = Number.isInteger(wanted) && wanted > 0 ? wanted : 1;
	const played: Page<HistoryEntry> = await offeredRole(station, 'history').page({
		...(day === undefined ? {} : { day }),
		page,
		perPage,
	});
	// Everybody sees their own time, so that midnight is at another moment for each.
	const lately = services.clock.now() - latelyMs;
	const lines = await Promise.all(
		played.rows.map((entry) => entryLines(context, entry, day !== undefined || entry.startedAt > lately)),
	);
	const empty = day === undefined ? t('emptyDays') : t('empty', { day: format.day(day) });
	const position = t('position', {
		day: day === undefined ? t('lastDays') : format.day(day),
		page: played.page,
		pages: Math.max(1, played.pages),
	});
	return card(
		accent.calm,
		text(`## ${t('heading', { station: safe(station.name, 80) })}`, `-# ${position}`),
		line(),
		...(lines.length === 0 ? [text(empty)] : lines),
		row(
			button('secondary', t('newer'), context.id('page', page - 1, day ?? ''), page <= 1),
			button('secondary', t('older'), context.id('page', page + 1, day ?? ''), page >= played.pages),
			button('secondary', t('chooseDay'), context.id('choose')),
			lines.length === 0 ? undefined : button('secondary', t('asFile'), context.id('file', day ?? '')),
		),
	);

	function entryLines(of: HistoryContext, entry: HistoryEntry, timeAlone: boolean) {
		return describe(of, entry, titleOf(entry.song, words, 80), timeAlone);
	}
}

async function describe(
	{ t, station, services }: HistoryContext,
	entry: HistoryEntry,
	title: string,
	timeAlone: boolean,
) {
	const requester = entry.requested ? await services.requesters.of(station.id, entry.song.id) : undefined;
	const who = requester === undefined ? t('someListener') : `<@${requester.userId}>`;
	const playlist = safe(entry.playlist, 40);
	const dj = safe(entry.streamer, 40);
	const about = facts(
		safe(entry.song.artist, 80),
		entry.requested ? t('request', { who }) : undefined,
		playlist === '' || entry.requested ? undefined : t('playlist', { playlist }),
		dj === '' ? undefined : t('live', { dj }),
	);
	return text(
		`${moment(entry.startedAt, timeAlone ? 't' : 'f')} **${title}**`,
		about === '' ? undefined : `-# ${about}`,
	);
}

async function drawFile(context: HistoryContext, day: Day | undefined): Promise<Card> {
	const { t, station, services, format } = context;
	const { timezone } = (await services.onAir.read(station)).state.facts;
	const entries: HistoryEntry[] = [];
	let cutOff = false;
	for await (const entry of offeredRole(station, 'history').all(day === undefined ? {} : { day })) {
		cutOff = entries.length === mostInFile;
		if (cutOff) break;
		entries.push(entry);
	}
	const name = `history-${attachmentName(station.remote, attachmentName(station.name, 'station'))}-${day ?? (await stationDay(context))}.csv`;
	const songs = t('songs', { count: entries.length });
	const heading = t('file', { day: day === undefined ? t('lastDays') : format.day(day), songs });
	return {
		...card(
			accent.calm,
			text(`## ${t('heading', { station: safe(station.name, 80) })}`, `-# ${heading}`),
			{ type: 13, file: { url: `attachment://${name}` } },
			text(
				`-# ${t('zone', { zone: knownZone(timezone) })}`,
				cutOff ? `-# ${t('cutOff', { songs })}` : undefined,
			),
		),
		files: [{ name, content: historyCsv(entries, timezone) }],
	};
}
