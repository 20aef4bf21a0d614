import { z } from 'zod';
import { count, flag, id, many, moment, span, text } from './wire.ts';

/** Hours as `1830`, days 1 (Monday) to 7; no days means every day. */
export const scheduleItem = z.object({
	start_time: count,
	end_time: count,
	start_date: text,
	end_date: text,
	// What is no day of the week says nothing.
	days: many(count).transform((days) => days.filter((day) => day >= 1 && day <= 7 && Number.isInteger(day))),
	loop_once: flag,
});

export const playlist = z.object({
	id,
	name: text,
	short_name: text,
	description: text,
	type: text,
	source: text,
	order: text,
	is_enabled: flag,
	is_jingle: flag,
	play_per_songs: count,
	play_per_minutes: count,
	play_per_hour_minute: count,
	weight: count,
	include_in_requests: flag,
	played_at: moment,
	schedule_items: many(scheduleItem),
	num_songs: count,
	total_length: span,
});

export type WirePlaylist = z.output<typeof playlist>;
