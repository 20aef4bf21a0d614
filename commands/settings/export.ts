import strings from '#locales/en-US/settings/export.ts';
import { accent, card, text } from '#src/discord/card.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { includesLevel, levelAt } from '#src/stations/levels.ts';
import { exportStations } from '#src/stations/stations-export.ts';

const name = 'stations.json';

export default defineCommand(strings, {
	group: 'settings',
	level: 'admin',
	uses: [],
	visibility: 'private',
	station: 'none',
	execute: async ({ t, services, guildId, person }) => {
		const stations = services.stations
			.of(guildId)
			.filter((station) => includesLevel(levelAt(person, station), 'admin'));
		const { text: content, variables } = exportStations(stations);
		const names = variables.slice(0, 10).map((variable) => `\`${variable}\``);
		return {
			...card(
				accent.calm,
				text(`## ${t('heading')}`, `-# ${t('what', { count: stations.length })}`),
				{ type: 13, file: { url: `attachment://${name}` } },
				text(`-# ${names.length === 0 ? t('noKeysNeeded') : t('noKeys', { names: names.join(', ') })}`),
			),
			files: [{ name, content: Buffer.from(content) }],
		};
	},
});
