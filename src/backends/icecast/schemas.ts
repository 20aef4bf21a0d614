import { z } from 'zod';

/*
 * What servers make of values: Icecast's templates write a title "1979" as a number and "true" as a boolean, SHOUTcast writes
 * numbers as text, and fields come twice or not at all.
 */

function listOf(value: unknown): unknown[] {
	if (value === null || value === undefined) return [];
	return Array.isArray(value) ? value : [value];
}

const word = z.preprocess(
	(value) => listOf(value)[0],
	z
		.union([z.string(), z.number(), z.boolean()])
		.nullish()
		.catch(null)
		.transform((value) => (value === null || value === undefined ? '' : String(value))),
);

/** A number of things, or null. */
const count = z.preprocess(
	(value) => (typeof value === 'string' && /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : value),
	z
		.number()
		.int()
		.nonnegative()
		.nullish()
		.catch(null)
		.transform((value) => value ?? null),
);

/** SHOUTcast's numbers, which may be texts; an object is none, and asking for its number may throw. */
function numberOf(value: unknown): unknown {
	return typeof value === 'object' && value !== null ? value : Number(value);
}

/** Of a `Date`, in seconds. */
const lastMoment = 8_640_000_000_000;

/** Icecast's `status-json.xsl`: no source, one, or a list. Each of them is looked at by itself. */
export const statusSchema = z.object({
	icestats: z.object({
		server_id: word,
		source: z.preprocess(listOf, z.array(z.unknown())),
	}),
});

export const sourceSchema = z.object({
	listenurl: word,
	mount: word,
	server_name: word,
	server_description: word,
	server_url: word,
	server_type: word,
	artist: word,
	title: word,
	'display-title': word,
	listeners: count,
	bitrate: count,
	'ice-bitrate': count,
});
export type WireSource = z.output<typeof sourceSchema>;

/** SHOUTcast 2, `/stats?json=1`, and each of the streams of `/statistics?json=1`. */
export const statsSchema = z.object({
	id: count,
	currentlisteners: count,
	streamstatus: z.preprocess(numberOf, z.union([z.literal(0), z.literal(1)])),
	servertitle: word,
	songtitle: word,
	bitrate: count,
	content: word,
	version: word,
});
export type WireStats = z.output<typeof statsSchema>;

export const statisticsSchema = z.object({ version: word, streams: z.array(z.unknown()) });

/** SHOUTcast 2, `/played?type=json`: newest first, with what is on now. Moments in seconds. */
export const playedSchema = z.array(
	z.object({
		playedat: z.preprocess(numberOf, z.number().positive().max(lastMoment).transform(Math.floor)),
		title: word,
	}),
);
