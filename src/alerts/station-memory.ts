import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { songSchema } from '#src/stations/stored-song.ts';

const peakSchema = z.object({ listeners: z.number(), at: z.number() });

/** What is known of a station from one look to the next: for the store, so that a restart is no change. */
export const stationMemorySchema = z.object({
	/** Off the air since, as it was first seen; null while it is on. */
	offSince: z.number().nullable(),
	/** It was told, or was so from the start. */
	offTold: z.boolean(),
	/** The last song and audience while it was on the air. */
	song: songSchema.nullable(),
	listeners: z.number().nullable(),
	/** Since when nobody listens, where somebody did before. */
	emptySince: z.number().nullable().default(null),
	/** The song that is announced, and since when it is seen here. */
	play: z.object({ id: z.string(), seenAt: z.number() }).nullable(),
	/** Told as silent: since when the next song is due. */
	silentSince: z.number().nullable(),
	dj: z.object({ name: z.string(), since: z.number(), most: peakSchema.nullable() }).nullable(),
	djGoneAt: z.number().nullable(),
	/** The most listeners there ever were; `from`: since when they are counted. */
	record: peakSchema.extend({ from: z.number() }).nullable(),
	/** More than that, and perhaps still growing. */
	rise: peakSchema.extend({ from: z.number() }).nullable(),
});
export type StationMemory = z.output<typeof stationMemorySchema>;

/** Whether one memory must not get lost for the other: songs and audiences come and go, and cost nobody an alert. */
export function isWorthKeeping(before: StationMemory, now: StationMemory): boolean {
	return !isDeepStrictEqual(essence(before), essence(now));
}

function essence({ offSince, offTold, silentSince, dj, djGoneAt, record, rise }: StationMemory) {
	const who = dj === null ? null : { name: dj.name, since: dj.since };
	return [offSince, offTold, silentSince, who, djGoneAt, record, rise];
}
