import { z } from 'zod';
import { count, flag, maybeText, moment, text } from './wire.ts';

/** Somebody who listens. Their address and player string are personal and are not read. */
export const listener = z.object({
	hash: text,
	mount_name: text,
	connected_on: moment,
	connected_until: moment,
	connected_time: count,
	device: z.object({ client: maybeText, is_mobile: flag, is_bot: flag }).nullish(),
	location: z.object({ country: maybeText, city: maybeText }).nullish(),
});
