import strings from '#locales/en-US/station/status.ts';
import type { Card } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { statusCard } from '#src/discord/status-card.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { isReadable, readOverview } from '#src/stations/overview.ts';
import type { Station } from '#src/stations/station.ts';

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	uses: ['onAir.read'],
	partly: ['operations.status', 'operations.settings', 'playlists.list', 'library.usage'],
	visibility: 'private',
	station: 'one',
	execute: async (context) => draw(context),
	components: {
		show: { answer: 'private', run: async (context) => draw(context) },
		refresh: { answer: 'update', run: async (context) => draw(context) },
	},
});

async function draw(context: Context<typeof strings, Station>): Promise<Card> {
	const { station, services } = context;
	offeredRole(station, 'operations');
	const overview = await readOverview(station, services.onAir);
	const { onAir } = overview;
	// Nothing at all could be read: that is a failure, and no card full of reasons.
	if (!isReadable(onAir) && !Object.values(overview).some((part) => isReadable<unknown>(part))) throw onAir;
	return statusCard(context, overview);
}
