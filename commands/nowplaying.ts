import strings from '#locales/en-US/nowplaying.ts';
import type { Card } from '#src/discord/card.ts';
import type { Setting } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { onAirCard } from '#src/discord/on-air-card.ts';
import type { Station } from '#src/stations/station.ts';

export default defineCommand(strings, {
	group: 'listen',
	level: 'listener',
	uses: ['onAir.read'],
	visibility: 'public',
	station: 'one',
	execute: async (context) => draw(context, context.station),
	components: {
		refresh: { answer: 'update', run: async (context) => draw(context, context.station) },
		show: { answer: 'private', run: async (context) => draw(context, context.station) },
	},
});

async function draw(setting: Setting, station: Station): Promise<Card> {
	const { onAir, requesters } = setting.services;
	const reading = await onAir.read(station);
	const { now } = reading.state;
	const requester = now?.requested === true ? await requesters.of(station.id, now.song.id) : undefined;
	return onAirCard(reading, station, setting, requester?.userId);
}
