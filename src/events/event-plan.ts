import { z } from 'zod';
import type { ScheduleEntry } from '#src/backends/roles/schedule.ts';

/** An event of a Discord server as it was made: for the store. */
export const madeEventSchema = z.strictObject({
	/** Discord's id; null for one that somebody took away, which is not made again. */
	id: z.string().nullable(),
	name: z.string(),
	description: z.string(),
	startsAt: z.number(),
	endsAt: z.number(),
	/** Discord was told that it has begun. */
	begun: z.boolean(),
});
export type MadeEvent = z.output<typeof madeEventSchema>;

/** An event as it should be. */
export type WantedEvent = Pick<MadeEvent, 'name' | 'description' | 'startsAt' | 'endsAt'>;

export interface EventPlan {
	make: WantedEvent[];
	change: { from: MadeEvent; to: WantedEvent }[];
	cancel: MadeEvent[];
	/** It should have begun by now. */
	begin: MadeEvent[];
	/** Stays as it is. */
	keep: MadeEvent[];
}

/** Discord takes no event that begins in the past, and what begins in a moment may be there by then. */
const soonestMs = 60_000;

/** The events that a schedule asks for; a rotation that goes on all day, or without a name, is none. */
export function wantedEvents(entries: readonly ScheduleEntry[], now: number): WantedEvent[] {
	const found = new Map<string, WantedEvent>();
	for (const { name, description, startsAt, endsAt } of entries) {
		const isShow = name.trim() !== '' && endsAt > startsAt && endsAt - startsAt < longestMs;
		if (isShow && startsAt > now + soonestMs)
			found.set(`${startsAt} ${name}`, { name, description, startsAt, endsAt });
	}
	return [...found.values()].toSorted((a, b) => a.startsAt - b.startsAt);
}

const longestMs = 20 * 3_600_000;

/** What has to be done so that the events that were made are the ones that are wanted. What is over is left out. */
export function planEvents(
	made: readonly MadeEvent[],
	wanted: readonly WantedEvent[],
	now: number,
): EventPlan {
	const plan: EventPlan = { make: [], change: [], cancel: [], begin: [], keep: [] };
	const left = [...wanted];
	const take = (fits: (one: WantedEvent) => boolean) => {
		const place = left.findIndex(fits);
		return place === -1 ? undefined : left.splice(place, 1)[0];
	};
	const unmatched: MadeEvent[] = [];
	for (const event of made) {
		if (event.endsAt <= now) continue;
		if (event.startsAt <= now + soonestMs) {
			if (event.id !== null && !event.begun && event.startsAt <= now) plan.begin.push(event);
			else plan.keep.push(event);
			continue;
		}
		const same = take(({ name, startsAt }) => name === event.name && startsAt === event.startsAt);
		if (same === undefined) unmatched.push(event);
		else if (event.id === null || isEqual(same, event)) plan.keep.push(event);
		else plan.change.push({ from: event, to: same });
	}
	for (const event of unmatched) {
		// Of the same name: it was moved.
		const moved = event.id === null ? undefined : take(({ name }) => name === event.name);
		if (moved !== undefined) plan.change.push({ from: event, to: moved });
		else if (event.id !== null) plan.cancel.push(event);
	}
	plan.make = left;
	return plan;
}

function isEqual(wanted: WantedEvent, made: MadeEvent): boolean {
	return wanted.endsAt === made.endsAt && wanted.description === made.description;
}
