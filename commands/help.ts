import strings from '#locales/en-US/help.ts';
import errors from '#locales/en-US/shared/errors.ts';
import { accent, card, text } from '#src/discord/card.ts';
import { helpGroups } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { includesLevel } from '#src/stations/levels.ts';

export default defineCommand(strings, {
	group: 'settings',
	level: 'listener',
	uses: [],
	visibility: 'private',
	station: 'none',
	execute: async ({ t, services, level, locale, guildId }) => {
		const allowed = [...services.book.commands].filter(([, command]) => includesLevel(level, command.level));
		const groups = helpGroups.flatMap((group) => {
			const lines = allowed
				.filter(([, command]) => command.group === group)
				.map(
					([name, command]) =>
						`${services.book.mention(name)} ${services.words.sentence(locale, command.strings, 'description')}`,
				);
			return lines.length === 0 ? [] : [text(`### ${t(`groups.${group}`)}`, ...lines)];
		});
		const none = services.stations.of(guildId).length === 0 ? t('none') : undefined;
		const you = t('you', { level: services.words.in(locale, errors)(`level.${level}`) });
		return card(accent.calm, text(`## ${t('heading')}`, `-# ${you}`, none), ...groups);
	},
});
