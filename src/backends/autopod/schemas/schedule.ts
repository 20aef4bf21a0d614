import { z } from 'zod';
import { id, text } from './wire.ts';

/** Minutes from midnight by the station's clock. */
const minutes = z.number().int().min(0).max(1440);

const row = z.object({
	show_id: id,
	title: text,
	start_minutes: minutes,
	end_minutes: minutes,
	is_current: z.boolean(),
	is_past: z.boolean(),
});

/** English names, as the interface writes them whatever the station speaks. */
const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Seven days on end from the day that was asked for. There is no year in it, and no time zone. */
export const schedule = z.object({
	days: z
		.array(
			z.object({
				/** 1 (Monday) to 7. */
				day_name: z.enum(dayNames).transform((name) => dayNames.indexOf(name) + 1),
				is_today: z.boolean(),
				shows: z.array(row),
			}),
		)
		.max(31),
});
export type Schedule = z.output<typeof schedule>;
