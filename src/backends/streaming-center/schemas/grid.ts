import { z } from 'zod';
import { maybeId, number, seconds, text } from './wire.ts';

/** An occurrence in the schedule. The local times in it are left alone: the moments tell more. */
export const gridRow = z.object({
	/** Null for what the panel makes up itself: what comes after a show. */
	id: maybeId,
	parent_id: maybeId,
	server: number,
	name: text,
	periodicity: text,
	cast_type: text,
	timezone: text,
	start_ts: seconds,
	end_ts: seconds,
});
export type WireGridRow = z.output<typeof gridRow>;
