import { z } from 'zod';
import { id, lastSecond, text } from './wire.ts';

/** What a key's station is called and looks like. */
export const station = z.object({ id, name: text, description: text, image: text, color: text, url: text });

const scheduledShow = z.object({
	title: text,
	show_id: id,
	image: text,
	start_time: z.number().positive().max(lastSecond),
	/** Unix seconds; 0 where it is not known. */
	end_time: z
		.number()
		.nullish()
		.transform((value) => (value === null || value === undefined || value > lastSecond ? 0 : value)),
});

/** The show that is scheduled now and the next one. `is_live` says that there is one, and nothing about people. */
export const nowPlaying = z.object({
	current: scheduledShow.nullable(),
	next: scheduledShow.nullable(),
});
export type NowPlaying = z.output<typeof nowPlaying>;
export type ScheduledShow = z.output<typeof scheduledShow>;
