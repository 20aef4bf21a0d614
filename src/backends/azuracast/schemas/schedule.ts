import { z } from 'zod';
import { flag, moment, text } from './wire.ts';

export const scheduleRow = z.object({
	type: text,
	name: text,
	title: text,
	description: text,
	start_timestamp: moment,
	end_timestamp: moment,
	is_now: flag,
});

/** The slots of one kind (playlists or streamers) as its calendar page gets them. */
export const calendarRow = z.object({ title: text, start: moment, end: moment });

export type WireScheduleRow = z.output<typeof scheduleRow>;
