import strings from '#locales/en-US/station/logs.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { chosenLog, type LogSource, logChoices, newerOfLog, typedLog } from '#src/discord/log-reading.ts';
import { safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	uses: ['logs.list', 'logs.read'],
	visibility: 'private',
	station: 'one',
	options: { log: { type: 'string', required: true, suggested: true, maxLength: 100 } },
	execute: async (context, { log }) => typedLog(context, logsOf(context), log),
	suggest: {
		log: async ({ station, services }, typed) => {
			if (station === undefined) return [];
			const role = offeredRole(station, 'logs');
			return logChoices(await services.recent.read(`${station.id} logs`, () => role.list()), typed);
		},
	},
	components: {
		other: { answer: 'update', run: async (context) => chosenLog(context, logsOf(context)) },
		newer: { answer: 'update', run: async (context) => newerOfLog(context, logsOf(context)) },
	},
});

function logsOf({ t, station }: Context<typeof strings, Station>): LogSource {
	const name = safe(station.name, 80);
	return {
		role: offeredRole(station, 'logs'),
		subject: station.name,
		none: t('none', { station: name }),
		noSuch: (typed) => t('whichOf', { text: typed, station: name }),
	};
}
