import { z } from 'zod';
import { madeEventSchema, type WantedEvent } from './event-plan.ts';

/** The events of one station in its Discord server: for the store. */
export const stationEventsSchema = z.strictObject({
	guildId: z.string(),
	stationId: z.string(),
	events: z.array(madeEventSchema),
});
export type StationEvents = z.output<typeof stationEventsSchema>;

/** A namespace of the store fits. */
export interface EventMemory {
	get(key: string): Promise<StationEvents | undefined>;
	set(key: string, value: StationEvents): Promise<void>;
	delete(key: string): Promise<boolean>;
	entries(): AsyncIterable<{ key: string; value: StationEvents } | { key: string; damaged: Error }>;
}

/**
 * Why an event is not as it should be. `gone`: somebody took it away. `full`: Discord takes no more in this server. `trouble`: perhaps it is,
 * and another look will tell.
 */
export type EventRefusal = 'no-right' | 'full' | 'gone' | 'refused' | 'trouble';

/** Discord's calls for the events of a server. What makes one is sent once. */
export interface GuildEvents {
	/** A name as Discord gets it. */
	nameOf(name: string): string;
	/** The bot's own, that are not over. */
	own(guildId: string): Promise<{ id: string; name: string; startsAt: number }[] | EventRefusal>;
	make(guildId: string, event: WantedEvent, where: string): Promise<{ id: string } | EventRefusal>;
	change(guildId: string, id: string, event: WantedEvent): Promise<EventRefusal | undefined>;
	begin(guildId: string, id: string): Promise<EventRefusal | undefined>;
	cancel(guildId: string, id: string): Promise<EventRefusal | undefined>;
}
