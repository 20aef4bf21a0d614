import strings from '#locales/en-US/schedule.ts';
import type { ScheduleEntry } from '#src/backends/roles.ts';
import { accent, button, type Card, card, line, moment, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { facts } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';
import { dayAt } from '#src/stations/station-days.ts';

const dayMs = 24 * 3_600_000;
const weekMs = 7 * dayMs;
const mostPerDay = 6;

type ScheduleContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'listen',
	level: 'listener',
	uses: ['schedule.between'],
	visibility: 'public',
	station: 'one',
	execute: async (context) => draw(context, 0),
	components: {
		show: { answer: 'private', run: async (context) => draw(context, 0) },
		week: { answer: 'update', run: async (context) => draw(context, Number(context.args[0])) },
	},
});

/** `wanted`: how many weeks from now. */
async function draw(context: ScheduleContext, wanted: number): Promise<Card> {
	const { t, station, services } = context;
	const week = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 0), 52) : 0;
	const from = services.clock.now() + week * weekMs;
	const { timezone } = (await services.onAir.read(station)).state.facts;
	const entries = await offeredRole(station, 'schedule').between(from, from + weekMs);
	const now = week === 0 ? entries.filter((entry) => entry.isNow) : [];
	const later = entries.filter((entry) => !now.includes(entry));
	const days = Map.groupBy(later, (entry) => dayAt(entry.startsAt, timezone));
	return card(
		accent.calm,
		text(
			`## ${t('heading', { station: safe(station.name, 80) })}`,
			`-# ${t('week', { at: moment(from, 'D') })}`,
		),
		...now.map((entry) => nowLines(context, entry)),
		line(),
		...(entries.length === 0 ? [text(t('empty'))] : [...days.values()].map((day) => dayLines(context, day))),
		row(
			button('secondary', t('earlier'), context.id('week', Math.max(0, week - 1)), week === 0),
			button('secondary', t('later'), context.id('week', week + 1)),
		),
	);
}

function nowLines({ t }: ScheduleContext, entry: ScheduleEntry) {
	const show = safe(entry.name, 80);
	const heading = entry.kind === 'playlist' ? t('nowPlaylist', { show }) : t('nowLive', { show });
	return text(heading, `-# ${t('until', { at: moment(entry.endsAt, 't') })}`);
}

function dayLines({ t }: ScheduleContext, entries: readonly ScheduleEntry[]) {
	const [first] = entries;
	const shown = entries.slice(0, mostPerDay).flatMap((entry) => {
		// A show that runs past midnight needs the day with its end.
		const end = moment(entry.endsAt, entry.endsAt - entry.startsAt > dayMs / 2 ? 'f' : 't');
		// AzuraCast describes most entries by their own name.
		const description = entry.description.includes(entry.name) ? '' : safe(entry.description, 80);
		const about = facts(t('until', { at: end }), description);
		return [t('entry', { at: moment(entry.startsAt, 't'), show: safe(entry.name, 80) }), `-# ${about}`];
	});
	const more = entries.length - mostPerDay;
	const heading = first === undefined ? undefined : `### ${moment(first.startsAt, 'D')}`;
	return text(heading, ...shown, more > 0 ? `-# ${t('more', { count: more })}` : undefined);
}
