import { z } from 'zod';
import { song } from './song.ts';
import { id, moment, span, text } from './wire.ts';

export const requestableSong = z.object({ request_id: id, song });

/** A request as the station's staff see it. The address of whoever asked is not read. */
export const pendingRequest = z.object({
	id,
	timestamp: moment,
	played_at: moment,
	track: z.object({
		unique_id: text,
		song_id: text,
		title: text,
		artist: text,
		album: text,
		text,
		length: span,
	}),
});

export type WireRequestableSong = z.output<typeof requestableSong>;
export type WirePendingRequest = z.output<typeof pendingRequest>;
