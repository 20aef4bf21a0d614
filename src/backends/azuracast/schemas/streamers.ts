import { z } from 'zod';
import { scheduleItem } from './playlists.ts';
import { flag, id, many, maybeText, moment, text } from './wire.ts';

/** The account of a DJ. The password field, empty in every answer seen, and the list of all broadcasts are not read. */
export const streamer = z.object({
	id,
	streamer_username: text,
	display_name: text,
	comments: maybeText,
	is_active: flag,
	enforce_schedule: flag,
	reactivate_at: moment,
	schedule_items: many(scheduleItem),
});
