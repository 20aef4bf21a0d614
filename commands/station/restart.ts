import strings from '#locales/en-US/station/restart.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { carryOut } from '#src/discord/order-reply.ts';
import { leftAlone, ask as question } from '#src/discord/question.ts';
import type { Reply } from '#src/discord/reply.ts';
import { audienceLine, lookCard, runningWords } from '#src/discord/running-cards.ts';
import { safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';
import { span } from '#src/words/format.ts';

type RestartContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	uses: ['operations.restart', 'onAir.read'],
	partly: ['operations.status'],
	visibility: 'private',
	station: 'one',
	execute: async (context) => ask(context),
	components: {
		ask: { answer: 'private', run: async (context) => ask(context) },
		yes: {
			answer: 'update',
			question: true,
			changes: true,
			run: async (context) => carryOut(context, 'restart'),
		},
		no: {
			answer: 'update',
			question: true,
			run: async ({ t, station }) =>
				leftAlone(t('notRestarted'), t('staysOn', { station: safe(station.name, 80) })),
		},
		look: {
			answer: 'update',
			run: async (context) => lookCard(context, await offeredRole(context.station, 'operations').status()),
		},
	},
});

async function ask(context: RestartContext): Promise<Reply> {
	const { t, station, services, locale } = context;
	offeredRole(station, 'operations');
	const { listeners, dj } = await services.running.audience(station);
	const name = safe(station.name, 80);
	const last = services.running.lastRestart(station);
	const lose = last === undefined || last < 1_000 ? t('lose') : t('loseFor', { wait: span(last, locale) });
	return question(context, {
		accent: listeners === 0 ? 'warn' : 'bad',
		heading: t('ask', { station: name }),
		what: `${audienceLine(runningWords(context), listeners)} ${listeners === 0 ? t('silent') : lose}`,
		points: [dj === null ? undefined : t('live', { dj: safe(dj, 40) })],
		yes: { label: t('yes'), action: 'yes' },
		no: { label: t('no'), action: 'no' },
		left: { heading: t('notRestarted'), text: t('leftAlone', { station: name }) },
	});
}
