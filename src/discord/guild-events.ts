import {
	type Client,
	DiscordAPIError,
	GuildScheduledEventEntityType,
	GuildScheduledEventPrivacyLevel,
	GuildScheduledEventStatus,
	HTTPError,
	RateLimitError,
	RESTJSONErrorCodes,
	Routes,
} from 'discord.js';
import { z } from 'zod';
import type { WantedEvent } from '#src/events/event-plan.ts';
import type { EventRefusal, GuildEvents } from '#src/events/guild-events.ts';
import { plain } from './text.ts';

const madeSchema = z.object({ id: z.string() });
const listSchema = z.array(
	z.object({
		id: z.string(),
		creator_id: z.string().nullish(),
		name: z.string(),
		scheduled_start_time: z.string(),
	}),
);

/** What making events takes, and changing those that one made. */
export const eventRights = ['CreateEvents'] as const;

/** Discord's limits, in UTF-16 units. */
const longestName = 100;
const longestDescription = 1_000;

/** The events of Discord servers. */
export function guildEvents(client: Client): GuildEvents {
	const reach = () => {
		if (client.token === null) throw new Error('Not connected to Discord');
		// Its calls that make something new, such as an event, are never repeated (repeat-calls.ts).
		return client.rest;
	};
	const send = async (guildId: string, id: string, body: object) =>
		tried(async () => {
			await reach().patch(Routes.guildScheduledEvent(guildId, id), { body });
			return undefined;
		});
	return {
		nameOf: eventName,
		own: async (guildId) =>
			tried(async () => {
				const found = listSchema.parse(await reach().get(Routes.guildScheduledEvents(guildId)));
				return found
					.filter(({ creator_id: creator }) => creator === client.user?.id)
					.map(({ id, name, scheduled_start_time: start }) => ({ id, name, startsAt: Date.parse(start) }));
			}),
		make: async (guildId, event, where) =>
			tried(async () => {
				const body = {
					...bodyOf(event),
					privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
					entity_type: GuildScheduledEventEntityType.External,
					entity_metadata: { location: plain(where, longestName, longestName) },
				};
				return madeSchema.parse(await reach().post(Routes.guildScheduledEvents(guildId), { body }));
			}),
		change: async (guildId, id, event) => send(guildId, id, bodyOf(event)),
		begin: async (guildId, id) => send(guildId, id, { status: GuildScheduledEventStatus.Active }),
		cancel: async (guildId, id) => {
			const failed = await send(guildId, id, { status: GuildScheduledEventStatus.Canceled });
			if (failed !== 'refused') return failed;
			// One that has begun can only be ended.
			return send(guildId, id, { status: GuildScheduledEventStatus.Completed });
		},
	};
}

function eventName(name: string): string {
	return plain(name, longestName, longestName);
}

function bodyOf({ name, description, startsAt, endsAt }: WantedEvent) {
	return {
		name: eventName(name),
		description: plain(description, longestDescription, longestDescription),
		scheduled_start_time: new Date(startsAt).toISOString(),
		scheduled_end_time: new Date(endsAt).toISOString(),
	};
}

async function tried<T>(work: () => Promise<T>): Promise<T | EventRefusal> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof DiscordAPIError) return refusalOf(error);
		if (error instanceof HTTPError || error instanceof RateLimitError || isBroken(error)) return 'trouble';
		throw error;
	}
}

/** A connection that could not be made, broke, or took too long. */
function isBroken(error: unknown): boolean {
	return error instanceof Error && ('code' in error || error.name === 'AbortError');
}

function refusalOf({ code, status }: DiscordAPIError): EventRefusal {
	switch (code) {
		case RESTJSONErrorCodes.MissingPermissions:
		case RESTJSONErrorCodes.MissingAccess:
			return 'no-right';
		case RESTJSONErrorCodes.UnknownGuildScheduledEvent:
			return 'gone';
		case RESTJSONErrorCodes.MaximumNumberOfUncompletedGuildScheduledEventsReached:
			return 'full';
		default:
			return status >= 500 ? 'trouble' : 'refused';
	}
}
