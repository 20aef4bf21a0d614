import strings from '#locales/en-US/help.ts';
import errors from '#locales/en-US/shared/errors.ts';
import limitWords from '#locales/en-US/shared/limits.ts';
import { limitsOf } from '#src/backends/offers.ts';
import type { StationReport } from '#src/checks/station-report.ts';
import { accent, button, type Card, card, type Part, row, select, text } from '#src/discord/card.ts';
import {
	type Command,
	type Context,
	type HelpGroup,
	helpGroups,
	type Pressed,
} from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { safe } from '#src/discord/text.ts';
import { worksAt } from '#src/discord/works-here.ts';
import { chooseStation } from '#src/stations/choose-station.ts';
import { highestLevel, includesLevel, levelAt } from '#src/stations/levels.ts';
import type { Station } from '#src/stations/station.ts';

/** Where every command has its sentence as long as they fit; past this, the names alone, and the sentences by group. */
const mostLetters = 3_000;

/** Where no station is set up. */
const firstStep = 'setup';
/** What everybody can do as soon as there is one. */
const thenTried = ['nowplaying', 'search', 'request', 'schedule'];

type HelpContext = Context<typeof strings, undefined>;

export default defineCommand(strings, {
	group: 'settings',
	level: 'listener',
	uses: [],
	visibility: 'private',
	station: 'none',
	execute: async (context) => overview(context),
	components: {
		all: { answer: 'update', run: async (context) => overview(context) },
		group: { answer: 'update', run: async (context) => oneGroup(context) },
	},
});

/** The station that commands here are about without its being named, if there is just one. */
function stationHere({ services, guildId, channelId }: HelpContext): Station | undefined {
	const choice = chooseStation(services.stations.of(guildId), { channelId });
	return choice.kind === 'station' ? choice.station : undefined;
}

async function allowedHere(context: HelpContext, station: Station | undefined): Promise<[string, Command][]> {
	const { services, person, guildId, channelId } = context;
	const level = levelOf(context, station);
	// What another station of this server would let the person do is no lie, where no one station is meant.
	const anywhere = station === undefined ? highestLevel(person, services.stations.of(guildId)) : level;
	const there = station === undefined ? services.stations.of(guildId) : [station];
	const able = [...services.book.commands].filter(
		([, command]) =>
			(includesLevel(anywhere, command.level) ||
				(command.openIn !== undefined && station?.channels[command.openIn] === channelId)) &&
			(there.length === 0 ? worksWithoutStation(command) : there.some((one) => worksAt(command, one))),
	);
	const told = await Promise.all(
		able.map(async ([, { worthTelling }]) => worthTelling?.(services, there) ?? true),
	);
	return able.filter((_, index) => told[index]);
}

function worksWithoutStation({ station, uses }: Command): boolean {
	return station === 'none' && uses.length === 0;
}

function levelOf({ services, person, guildId }: HelpContext, station: Station | undefined) {
	return station === undefined
		? highestLevel(person, services.stations.of(guildId))
		: levelAt(person, station);
}

async function overview(context: HelpContext): Promise<Card> {
	const { t, services, guildId, id } = context;
	const station = stationHere(context);
	const allowed = await allowedHere(context, station);
	const groups = helpGroups.filter((group) => allowed.some(([, command]) => command.group === group));
	const full = groups.map((group) => groupLines(context, group, allowed, station));
	const fits = full.flat().join('\n').length <= mostLetters;
	const shown = fits ? full : groups.map((group) => shortLines(context, group, allowed));
	const isEmpty = services.stations.of(guildId).length === 0;
	const may = allowed.some(([name]) => name === firstStep);
	const options = groups.map((group) => ({ label: t(`groups.${group}`), value: group }));
	return card(
		accent.calm,
		text(`## ${t('heading')}`, `-# ${you(context, station)}`),
		...(isEmpty ? howToBegin(context, may) : []),
		...shown.map((lines) => text(...lines)),
		fits ? undefined : select(id('group'), t('more'), options),
		row(isEmpty && may ? button('primary', t('setUp'), customId('setup', 'start')) : undefined),
	);
}

/** What has to be done before anything else here, and by whom, and what there is then. */
function howToBegin({ t, services }: HelpContext, may: boolean): Part[] {
	const { book } = services;
	const begin = may
		? t('begin', { command: book.mention(firstStep) })
		: t('ask', { command: book.mention(firstStep) });
	return [
		text(t('none'), begin),
		text(t('onceThere', { commands: thenTried.map((name) => book.mention(name)).join(' ') })),
	];
}

async function oneGroup(context: HelpContext & Pressed): Promise<Card> {
	const { t, values, id } = context;
	const group = helpGroups.find((one) => one === values[0]);
	if (group === undefined) return overview(context);
	const station = stationHere(context);
	return card(
		accent.calm,
		text(`## ${t('heading')}`, `-# ${you(context, station)}`),
		text(...groupLines(context, group, await allowedHere(context, station), station)),
		row(button('secondary', t('back'), id('all'))),
	);
}

function you(context: HelpContext, station: Station | undefined): string {
	const { t, services, locale } = context;
	const level = services.words.in(locale, errors)(`level.${levelOf(context, station)}`);
	return station === undefined ? t('you', { level }) : t('youOn', { level, station: safe(station.name, 80) });
}

function shortLines({ t, services }: HelpContext, group: HelpGroup, allowed: [string, Command][]): string[] {
	const names = allowed
		.filter(([, command]) => command.group === group)
		.map(([name]) => services.book.mention(name));
	return [`### ${t(`groups.${group}`)}`, names.join(' ')];
}

function groupLines(
	context: HelpContext,
	group: HelpGroup,
	allowed: [string, Command][],
	station: Station | undefined,
): string[] {
	const { t, services, locale } = context;
	const report = station === undefined ? undefined : services.checks.lastReport(station);
	const lines = allowed
		.filter(([, command]) => command.group === group)
		.flatMap(([name, command]) => [
			`${services.book.mention(name)} ${services.words.sentence(locale, command.strings, 'description')}`,
			...limits(context, command, station),
			...(report === undefined ? [] : obstacle(context, name, report)),
		]);
	return [`### ${t(`groups.${group}`)}`, ...lines];
}

/** What is different about a command at this station. */
function limits({ services, locale }: HelpContext, command: Command, station: Station | undefined): string[] {
	if (station === undefined) return [];
	const words = services.words.in(locale, limitWords);
	const found = limitsOf(station.backend, command.uses, command.partly).map((limit) => words(limit));
	return found.length === 0 ? [] : [`-# ${found.join(' · ')}`];
}

/** Why a command cannot run just now, as the last self-check found out. */
function obstacle({ t, services, locale }: HelpContext, name: string, report: StationReport): string[] {
	const words = services.words.in(locale, errors);
	const missing = report.missing.find(({ stops }) => stops.includes(name));
	if (missing !== undefined)
		return [t('missing', { key: words(`key.${missing.key}`), permission: missing.right.label })];
	if (!report.blocked.includes(name)) return [];
	const unset = report.keysMissing.find(({ commands }) => commands.includes(name));
	if (unset !== undefined) return [t('noKey', { key: words(`key.${unset.key}`) })];
	const broken = report.keys.find(({ problem }) => problem?.kind === 'key-rejected');
	return broken === undefined ? [] : [t('rejected', { key: words(`key.${broken.key}`) })];
}
