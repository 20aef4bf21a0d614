import { z } from 'zod';
import { count, flag, many, maybeText, moment, number, text } from './wire.ts';

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

/** A file of the server's own backup. */
export const backup = z.object({ timestamp: moment });

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

/** A change as its makers list it: a line of text, or a commit with its message in one of these fields. */
const changeFields = ['message', 'title', 'subject', 'description', 'text', 'name'];
const change = z.union([z.string(), z.record(z.string(), z.unknown())]).transform((entry) => {
	if (typeof entry === 'string') return entry;
	return changeFields.map((field) => entry[field]).find((value) => typeof value === 'string') ?? '';
});

/** One line each, the longer story of a commit left out. Whatever does not read as a list of changes is none. */
const changes = z
	.array(change)
	.or(z.record(z.string(), change).transform((byCommit) => Object.values(byCommit)))
	.nullish()
	.catch(null)
	.transform((all) => (all ?? []).map((text) => (text.trim().split('\n', 1)[0] ?? '').trim()))
	.transform((lines) => lines.filter((line) => line !== ''));

/** Before 0.21 AzuraCast passed on whatever its makers sent, with the list of changes among it. */
export const updates = z.object({
	current_release: maybeText,
	latest_release: maybeText,
	needs_rolling_update: flag,
	needs_release_update: flag,
	rolling_updates_available: count,
	rolling_updates_list: changes,
	can_switch_to_stable: flag,
});
