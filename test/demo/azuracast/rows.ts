import { z } from 'zod';
import type { Reply } from './simulation.ts';

const objectSchema = z.record(z.string(), z.unknown());
const rowsSchema = z.union([z.array(objectSchema), z.object({ rows: z.array(objectSchema) })]);

/** The rows of a list, bare or in its envelope. */
export function rowsOf(reply: Reply): Record<string, unknown>[] {
	const parsed = rowsSchema.parse(reply.body);
	return Array.isArray(parsed) ? parsed : parsed.rows;
}

/** The body as an object. */
export function fieldsOf(reply: Reply): Record<string, unknown> {
	return objectSchema.parse(reply.body);
}

const nowPlayingSchema = z.object({
	now_playing: z.object({
		sh_id: z.number(),
		elapsed: z.number(),
		remaining: z.number(),
		is_request: z.boolean(),
		streamer: z.string(),
		song: z.object({ title: z.string(), artist: z.string() }),
	}),
	live: z.object({ is_live: z.boolean(), streamer_name: z.string(), broadcast_start: z.number().nullable() }),
	listeners: z.object({ current: z.number() }),
	is_online: z.boolean(),
	cache: z.string().nullable(),
});

export function nowPlayingOf(reply: Reply): z.infer<typeof nowPlayingSchema> {
	return nowPlayingSchema.parse(reply.body);
}
