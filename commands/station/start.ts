import strings from '#locales/en-US/station/start.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { carryOut } from '#src/discord/order-reply.ts';
import { lookCard } from '#src/discord/running-cards.ts';
import { offeredRole } from '#src/stations/offered-role.ts';

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	uses: ['operations.start'],
	partly: ['operations.settings', 'operations.status'],
	visibility: 'private',
	station: 'one',
	changes: true,
	execute: async (context) => carryOut(context, 'start'),
	components: {
		go: { answer: 'private', changes: true, run: async (context) => carryOut(context, 'start') },
		look: {
			answer: 'update',
			run: async (context) => lookCard(context, await offeredRole(context.station, 'operations').status()),
		},
	},
});
