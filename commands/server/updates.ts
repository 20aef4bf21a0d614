import strings from '#locales/en-US/server/updates.ts';
import { accent, button, type Card, card, line, linkButton, moment, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { safe, webAddress } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

const mostChanges = 12;

type UpdatesContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'server',
	level: 'admin',
	uses: ['administration.updates'],
	visibility: 'private',
	station: 'one',
	execute: async (context) => draw(context, false),
	components: {
		show: { answer: 'private', run: async (context) => draw(context, false) },
		check: { answer: 'update', run: async (context) => draw(context, true) },
	},
});

async function draw(context: UpdatesContext, fresh: boolean): Promise<Card> {
	const { t, station, services, id, format } = context;
	const { label, host } = station.backend;
	const administration = offeredRole(station, 'administration');
	const { value: updates, readAt } = await services.updating.check(station, administration, fresh);
	const { current, latest, available, rollingBehind, changes } = updates;
	const notes = webAddress(updates.releaseNotes);
	const left = changes.length - mostChanges;
	return card(
		available ? accent.warn : accent.ok,
		text(`## ${t('heading', { host: safe(host, 80) })}`, `-# ${t('asked', { at: moment(readAt, 'R') })}`),
		text(available ? t('available') : t('current')),
		line(),
		text(
			current === null ? undefined : t('installed', { label, version: safe(current, 40) }),
			latest === null ? undefined : t('latest', { label, version: safe(latest, 40) }),
			rollingBehind > 0 ? t('behind', { count: rollingBehind }) : undefined,
		),
		changes.length === 0
			? undefined
			: text(
					t('changes'),
					...changes.slice(0, mostChanges).map((change) => `- ${safe(change, 100)}`),
					left > 0 ? `-# ${t('more', { n: format.number(left) })}` : undefined,
				),
		row(
			button('secondary', t('check'), id('check')),
			available ? button('secondary', t('update'), customId('server update', 'ask', station.id)) : undefined,
			notes === undefined ? undefined : linkButton(t('notes'), notes),
		),
	);
}
