import strings from '#locales/en-US/server/logs.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { chosenLog, type LogSource, logChoices, newerOfLog, typedLog } from '#src/discord/log-reading.ts';
import { safe } from '#src/discord/text.ts';
import { adminPlace } from '#src/stations/admin-place.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

export default defineCommand(strings, {
	group: 'server',
	level: 'admin',
	uses: ['administration.logs', 'administration.log'],
	visibility: 'private',
	station: 'one',
	options: { log: { type: 'string', required: true, suggested: true, maxLength: 100 } },
	execute: async (context, { log }) => typedLog(context, logsOf(context), log),
	suggest: {
		log: async ({ station, services }, typed) => {
			if (station === undefined) return [];
			const administration = offeredRole(station, 'administration');
			const logs = await services.recent.read(`${adminPlace(station)} logs`, () => administration.logs());
			return logChoices(logs, typed);
		},
	},
	components: {
		other: { answer: 'update', run: async (context) => chosenLog(context, logsOf(context)) },
		newer: { answer: 'update', run: async (context) => newerOfLog(context, logsOf(context)) },
	},
});

function logsOf({ t, station }: Context<typeof strings, Station>): LogSource {
	const administration = offeredRole(station, 'administration');
	const host = safe(station.backend.host, 80);
	return {
		role: {
			list: () => administration.logs(),
			read: (key, from) => administration.log(key, from),
		},
		subject: station.backend.host,
		none: t('none', { host }),
		noSuch: (typed) => t('whichOf', { text: typed, host }),
	};
}
