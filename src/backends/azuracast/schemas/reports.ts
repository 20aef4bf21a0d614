import { z } from 'zod';
import { song } from './song.ts';
import { count, many, number, text } from './wire.ts';

const series = z.object({
	label: text,
	/** `x` is milliseconds since 1970. */
	data: many(z.union([z.object({ x: number, y: number }), number])),
});
const bars = z.object({ labels: many(text), metrics: many(series) });

export const listenersOverTime = z.object({
	daily: z.object({ metrics: many(series) }),
	day_of_week: bars,
	/** `all`, and `day0` to `day6`. */
	hourly: z.record(z.string(), bars),
});

const swing = z.object({ song, stat_start: count, stat_end: count, stat_delta: count });

export const bestAndWorst = z.object({
	bestAndWorst: z.object({ best: many(swing), worst: many(swing) }),
	mostPlayed: many(z.object({ song, num_plays: count })),
});

export const listenersByClient = z.object({
	all: many(z.object({ client: text, listeners: count, connected_seconds: count })),
});
