import strings from '#locales/en-US/doctor.ts';
import checkReport from '#locales/en-US/shared/check-report.ts';
import checkUp from '#locales/en-US/shared/check-up.ts';
import { reportText } from '#src/checks/report-text.ts';
import type { StationReport } from '#src/checks/station-report.ts';
import { accent, button, type Card, card, line, moment, row, select, text } from '#src/discord/card.ts';
import {
	brokenKey,
	keyLines,
	keysInOrder,
	mendLines,
	summaryLine,
	warningLines,
} from '#src/discord/check-up-lines.ts';
import type { Context, Pressed } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { discordLines } from '#src/discord/discord-lines.ts';
import { attachmentName } from '#src/discord/file-names.ts';
import { ownLines } from '#src/discord/own-lines.ts';
import type { Reply } from '#src/discord/reply.ts';
import { facts } from '#src/discord/song-lines.ts';
import { badness, stationLines } from '#src/discord/station-health.ts';
import { plain, safe } from '#src/discord/text.ts';
import { includesLevel, levelAt } from '#src/stations/levels.ts';
import type { Station } from '#src/stations/station.ts';

type DoctorContext = Context<typeof strings, Station>;

const mostMended = 4;
/** Of many stations: the rest has all it needs and is counted. */
const mostListed = 15;

export default defineCommand(strings, {
	group: 'settings',
	level: 'manager',
	uses: [],
	asks: true,
	visibility: 'private',
	station: 'one',
	execute: async (context) => check(context),
	components: {
		show: { answer: 'private', run: async (context) => check(context) },
		again: { answer: 'update', run: async (context) => check(context) },
		prove: {
			answer: 'update',
			level: 'admin',
			changes: true,
			failed: 'notTried',
			run: async (context) => prove(context),
		},
		file: { answer: 'private', run: async (context) => asFile(context) },
		all: { answer: 'update', run: async (context) => checkAll(context) },
		open: { answer: 'update', run: async (context) => openOne(context) },
	},
});

async function check(context: DoctorContext): Promise<Card> {
	const { t, station, services } = context;
	const { host, keyCheck } = station.backend;
	const first =
		keyCheck === undefined
			? t('asking', { host: safe(host, 80) })
			: t('checking', { station: safe(station.name, 80) });
	await context.show(card(accent.calm, text(`### ${first}`)));
	return draw(context, await services.checks.run(station));
}

async function draw(context: DoctorContext, report: StationReport): Promise<Card> {
	const { t, id, station, services, locale, level, guildId, person } = context;
	const words = services.words.in(locale, checkUp);
	const { label, host } = station.backend;
	const discord = discordLines(context, station);
	const mended = mendLines(report, mostMended, words);
	const more = report.missing.length - mended.length;
	const others = services.stations
		.of(guildId)
		.filter((other) => other.id !== station.id && includesLevel(levelAt(person, other), 'manager'));
	return card(
		accentOf(report, discord.well),
		text(
			`## ${words('heading', { station: safe(station.name, 80) })}`,
			`-# ${aboutLine(report, station, words)}`,
			`-# ${timesLine(report, words)}`,
		),
		text(summaryLine(report, words)),
		...(mended.length === 0
			? []
			: [
					line(),
					text(words('mend')),
					...mended.map((mend) => text(mend)),
					more > 0 ? text(words('more', { count: more })) : undefined,
				]),
		...keysInOrder(report).flatMap((key) => [
			line(),
			text(...keyLines(key, host, label, words), ...warningLines(report, key.key, words)),
		]),
		optionalText(warningLines(report, 'both', words)),
		line(),
		text(...discord.lines),
		text(...(await ownLines(context))),
		row(
			button('primary', t('again'), id('again')),
			includesLevel(level, 'admin') && mayBeTried(report)
				? button('secondary', t('prove'), id('prove'))
				: undefined,
			report.takesKeys ? button('secondary', t('file'), id('file')) : undefined,
			report.takesKeys && includesLevel(level, 'admin') && station.source === 'stored'
				? button('secondary', t('changeKeys'), customId('settings edit', 'keys', station.id))
				: undefined,
			others.length === 0 ? undefined : button('secondary', t('all'), id('all')),
		),
	);
}

/** There is a right that only an order would show, and nobody has asked for one. */
function mayBeTried({ keys }: StationReport): boolean {
	return keys.some(({ rights }) => rights.some(({ unproven }) => unproven === 'not-tried'));
}

/** Tries the rights that no read shows, and draws what is known then. */
async function prove(context: DoctorContext): Promise<Reply> {
	const { t, station, services } = context;
	await context.show(card(accent.calm, text(`### ${t('trying', { host: safe(station.backend.host, 80) })}`)));
	const outcomes = await services.proofs.prove(station);
	const failed = outcomes.find(({ error }) => error !== null)?.error;
	if (failed && outcomes.every(({ error }) => error !== null)) throw failed;
	const isWhole = outcomes.every(({ error }) => error === null);
	const what = outcomes.map(({ needed }) => needed.right.label).join(', ');
	return { ...(await check(context)), audit: { outcome: isWhole ? 'done' : 'partly', what, deed: 'tried' } };
}

function optionalText(lines: readonly string[]) {
	return lines.length === 0 ? undefined : text(...lines);
}

type CheckUpWords = Parameters<typeof summaryLine>[1];

function aboutLine({ version }: StationReport, { backend }: Station, words: CheckUpWords): string {
	const { label } = backend;
	const host = safe(backend.host, 80);
	return version === null ? words('about', { label, host }) : words('aboutVersion', { label, version, host });
}

function timesLine(report: StationReport, words: CheckUpWords): string {
	return facts(
		report.answeredInMs === null ? undefined : words('answered', { ms: Math.round(report.answeredInMs) }),
		words('checked', { at: moment(report.at, 'R') }),
	);
}

function accentOf(report: StationReport, discordWell: boolean): number {
	if (report.failure !== null || brokenKey(report) !== undefined) return accent.bad;
	return report.missing.length > 0 || !discordWell ? accent.warn : accent.ok;
}

async function asFile(context: DoctorContext): Promise<Card> {
	const { t, station, services } = context;
	const report = await services.checks.run(station);
	const name = `check-up-${attachmentName(station.remote, attachmentName(station.name, 'station'))}.txt`;
	return {
		...card(
			accent.calm,
			text(`## ${t('fileHeading', { station: safe(station.name, 80) })}`),
			{ type: 13, file: { url: `attachment://${name}` } },
			text(t('fileNote')),
		),
		files: [
			{ name, content: Buffer.from(reportText(report, services.words.in(context.locale, checkReport))) },
		],
	};
}

/** Every station that this person manages here, the worst first. */
async function checkAll(context: DoctorContext): Promise<Card> {
	const { t, id, services, guildId, person, locale } = context;
	const stations = services.stations
		.of(guildId)
		.filter((station) => includesLevel(levelAt(person, station), 'manager'));
	const reports = await Promise.all(stations.map((station) => services.checks.run(station)));
	const worst = reports.toSorted((a, b) => badness(b) - badness(a));
	const ill = worst.filter((report) => badness(report) > 0);
	const words = services.words.in(locale, checkUp);
	const options = worst.slice(0, 25).map((report) => ({
		label: plain(report.name, 100) || report.stationId,
		value: report.stationId,
	}));
	const listed = (worst.length > mostListed ? ill : worst).slice(0, mostListed);
	return card(
		ill.length === 0 ? accent.ok : accent.warn,
		text(
			`## ${t('many.heading', { number: reports.length })}`,
			`-# ${words('checked', { at: moment(services.clock.now(), 'R') })}`,
		),
		text(ill.length === 0 ? t('many.well') : t('many.some', { count: ill.length, all: reports.length })),
		line(),
		...listed.map((report) => text(...stationLines(t, report))),
		select(id('open'), t('many.open'), options),
		row(button('primary', t('again'), id('all'))),
	);
}

async function openOne(context: DoctorContext & Pressed): Promise<Card> {
	const { services, guildId, person, values } = context;
	const station = services.stations.find(guildId, values[0] ?? '');
	if (station === undefined || !includesLevel(levelAt(person, station), 'manager')) return checkAll(context);
	const id: DoctorContext['id'] = (action, ...args) => customId('doctor', action, station.id, ...args);
	return check({ ...context, station, id });
}
