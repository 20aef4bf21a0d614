import strings from '#locales/en-US/settings/show.ts';
import { accessSummary } from '#src/discord/access-parts.ts';
import { accent, button, card, line, row, text } from '#src/discord/card.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { offeredLines } from '#src/discord/offered-lines.ts';
import { chosenName } from '#src/discord/public-language.ts';
import { keysLine } from '#src/discord/station-settings-card.ts';
import { safe } from '#src/discord/text.ts';

export default defineCommand(strings, {
	group: 'settings',
	level: 'admin',
	uses: [],
	visibility: 'private',
	station: 'one',
	execute: async (context) => {
		const { t, station, services, guildId } = context;
		const { auditDays } = await services.saved.settings(guildId);
		const declared = station.source === 'declared';
		return card(
			accent.calm,
			text(`## ${t('heading', { station: safe(station.name, 80) })}`),
			line(),
			text(
				t('address', { url: `<${station.url}>` }),
				station.remote === ''
					? t('systemAlone', { label: station.backend.label })
					: t('system', { label: station.backend.label, remote: safe(station.remote, 80) }),
				keysLine(context, station),
				...accessSummary(context, station),
			),
			text(...offeredLines(station, services.words, context.locale)),
			text(
				declared ? t('declared') : undefined,
				t('auditKept', { days: auditDays }),
				t('language', { language: chosenName(context) }),
			),
			row(
				declared ? undefined : button('primary', t('edit'), customId('settings edit', 'show', station.id)),
				button('secondary', t('check'), customId('doctor', 'show', station.id)),
			),
		);
	},
});
