import { z } from 'zod';
import { count, flag, many, maybeText, number, text } from './wire.ts';

const usage = z.object({ name: text, usage: number, idle: number, io_wait: number, steal: number });

const nestedSizes = z.object({ bytes: z.record(z.string(), z.unknown()) });

/** Bytes. Before 0.21 they were written as `bytes.total` instead of `total_bytes`. */
const sizes = z.preprocess(
	(value) => {
		const nested = nestedSizes.safeParse(value);
		if (!nested.success) return value;
		return Object.fromEntries(
			Object.entries(nested.data.bytes).map(([name, size]) => [`${name}_bytes`, size]),
		);
	},
	z.object({ total_bytes: count, free_bytes: count, used_bytes: count, cached_bytes: number }),
);

/** Bytes a second. Before 0.21 in `speed.bytes`. */
const traffic = z
	.object({ speed_bytes: number, speed: z.object({ bytes: number }).nullish() })
	.transform(({ speed_bytes: flat, speed }) => ({ bytesPerSecond: flat ?? speed?.bytes ?? 0 }));

export const serverStats = z.object({
	cpu: z.object({ total: usage, cores: many(usage), load: many(count) }),
	memory: sizes,
	swap: sizes,
	disk: sizes,
	network: many(z.object({ interface_name: text, received: traffic, transmitted: traffic })),
});

/** `links` says whether the key may restart it, and is `[]` if not. */
export const service = z.object({
	name: text,
	description: text,
	running: flag,
	links: z
		.object({ restart: maybeText })
		.or(z.array(z.unknown()).transform(() => ({ restart: null })))
		.nullish()
		.transform((links) => ({ restart: links?.restart ?? null })),
});

export const updates = z.object({
	current_release: maybeText,
	latest_release: maybeText,
	needs_rolling_update: flag,
	needs_release_update: flag,
	rolling_updates_available: count,
	can_switch_to_stable: flag,
});
