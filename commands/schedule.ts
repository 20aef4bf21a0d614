import strings from '#locales/en-US/schedule.ts';
import { accent, button, type Card, card, moment, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { plannedLines, readPlanned } from '#src/discord/planned.ts';
import { safe } from '#src/discord/text.ts';
import type { Station } from '#src/stations/station.ts';

const weekMs = 7 * 24 * 3_600_000;

type ScheduleContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'listen',
	level: 'listener',
	uses: ['schedule.between'],
	partly: ['schedule.local'],
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
	const { t, station, services, locale } = context;
	const week = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 0), 52) : 0;
	const from = services.clock.now() + week * weekMs;
	const { timezone, plays } = (await services.onAir.read(station)).state.facts;
	const planned = await readPlanned(station, from, from + weekMs, week === 0);
	const isByMoments = planned.kind === 'moments';
	return card(
		accent.calm,
		text(
			`## ${t('heading', { station: safe(station.name, 80) })}`,
			`-# ${isByMoments ? t('week', { at: moment(from, 'D') }) : t('stationWeek')}`,
		),
		...plannedLines(t, planned, { station, timezone, locale, plays, withNow: week === 0 }),
		row(
			button('secondary', t('earlier'), context.id('week', Math.max(0, week - 1)), week === 0),
			button('secondary', t('later'), context.id('week', week + 1), !isByMoments),
		),
	);
}
