import { z } from 'zod';
import { songSchema } from './stored-song.ts';

/** A request that was accepted and has not played yet. */
export const followUpSchema = z.object({
	song: songSchema,
	userId: z.string(),
	/** When it was accepted. */
	at: z.number(),
	/** When the person can ask again, and how often within the hour. */
	nextAt: z.number(),
	leftThisHour: z.number(),
	/** The person's language. */
	locale: z.string(),
	/** They want to be called when it is on. */
	tell: z.boolean(),
	/** The station's queue has it, for that moment if it says so, in milliseconds since 1970; null while it was not seen there. */
	queued: z.object({ playsAt: z.number().nullable() }).nullable().default(null),
	/** The station says that it comes next. */
	isNext: z.boolean(),
});
export type FollowUp = z.output<typeof followUpSchema>;

/** What became of a request. `waiting`, `queued` and `next` are on the way to the others. */
export type FollowUpPhase =
	| { kind: 'waiting' | 'next' }
	| { kind: 'queued'; playsAt: number | null }
	| { kind: 'dropped' }
	| { kind: 'playing'; startedAt: number; duration: number | null };

/** How far a request is that has not played yet. */
export function phaseOf({ isNext, queued }: FollowUp): FollowUpPhase {
	if (isNext) return { kind: 'next' };
	return queued === null ? { kind: 'waiting' } : { kind: 'queued', playsAt: queued.playsAt };
}
