import strings from '#locales/en-US/settings/remove.ts';
import { accent, card, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { ask, leftAlone } from '#src/discord/question.ts';
import type { Reply } from '#src/discord/reply.ts';
import { safe } from '#src/discord/text.ts';
import { NotSaved } from '#src/stations/saved-stations.ts';
import type { Station } from '#src/stations/station.ts';

type RemoveContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'settings',
	level: 'admin',
	uses: [],
	visibility: 'private',
	station: 'one',
	worthTelling: (_services, stations) => stations.some(({ source }) => source === 'stored'),
	execute: async (context) => question(context),
	components: {
		ask: { answer: 'private', run: async (context) => question(context) },
		yes: { answer: 'update', question: true, changes: true, run: async (context) => remove(context) },
		no: {
			answer: 'update',
			question: true,
			run: async ({ t, station }) =>
				leftAlone(t('keptHeading'), t('kept', { station: safe(station.name, 80) })),
		},
	},
});

function question(context: RemoveContext): Reply {
	const { t, station } = context;
	const name = safe(station.name, 80);
	if (station.source === 'declared')
		return card(accent.warn, text(`### ${t('declaredHeading', { station: name })}`), text(t('declared')));
	return ask(context, {
		heading: t('ask', { station: name }),
		what: t('loses'),
		yes: { label: t('yes'), action: 'yes' },
		no: { label: t('no'), action: 'no' },
		left: { heading: t('keptHeading'), text: t('kept', { station: name }) },
	});
}

async function remove({ t, station, services, guildId }: RemoveContext): Promise<Reply> {
	const name = safe(station.name, 80);
	try {
		await services.saved.remove(guildId, station.id);
	} catch (error) {
		if (!(error instanceof NotSaved) || error.reason !== 'gone') throw error;
		return { ...card(accent.ok, text(`### ${t('gone', { station: name })}`)), audit: { outcome: 'already' } };
	}
	const removed = card(accent.ok, text(`### ${t('removed', { station: name })}`), text(t('forgotten')));
	return { ...removed, audit: { outcome: 'done', station: { id: station.id, name: station.name } } };
}
