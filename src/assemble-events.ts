import type { Client } from 'discord.js';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import { guildEvents } from './discord/guild-events.ts';
import { EventBook } from './event-book.ts';
import { stationEventsSchema } from './events/guild-events.ts';
import { ScheduleEvents } from './events/schedule-events.ts';
import type { Vault } from './open-vault.ts';
import type { JobRunner } from './schedule/job.ts';
import type { OnAirHub } from './stations/on-air-hub.ts';
import type { StationDirectory } from './stations/station-directory.ts';

export interface EventParts {
	vault: Vault;
	client: Client;
	stations: StationDirectory;
	onAir: OnAirHub;
	jobs: JobRunner;
	clock: Clock;
	log: Logger;
}

export interface Eventing {
	readonly events: ScheduleEvents;
	/** `live`: the events are also kept in step by themselves. */
	start(live: boolean): Promise<void>;
}

/** A location of an event has this many characters. */
const longestPlace = 100;

/** The schedules of stations among the events of Discord servers. */
export function assembleEvents({ vault, client, stations, onAir, jobs, clock, log }: EventParts): Eventing {
	const choice = new EventBook(vault.documents);
	const events = new ScheduleEvents({
		stations: () => stations.all(),
		choice,
		events: guildEvents(client),
		memory: vault.store.namespace('schedule-events', stationEventsSchema, { listed: vault.part.servesKey }),
		whereOf: (station) => {
			const player = onAir.known(station)?.state.facts.playerUrl ?? '';
			return player !== '' && player.length <= longestPlace ? player : station.name;
		},
		clock,
		onError: (place, error) =>
			log.warn({ err: error, station: place }, 'A schedule was not made into events'),
	});
	return {
		events,
		start: async (live) => {
			await choice.load();
			if (!live) return;
			jobs.set({
				id: 'events',
				cron: '*/10 * * * *',
				timezone: 'UTC',
				missed: 'once',
				jitterMs: 30_000,
				run: () => events.syncAll(),
			});
		},
	};
}
