import { z } from 'zod';
import type { MediaPlace } from './media-song.ts';

const dayMs = 24 * 60 * 60_000;
const minutesADay = 24 * 60;
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** The hours of a day in which a station has few listeners: only then its whole library is read by schedule. */
export const offPeakSchema = z.strictObject({
	/** `02:00`. */
	from: hour,
	/** The first moment that counts no more; before `from` if the hours go over midnight. */
	to: hour,
	/** IANA name. */
	timezone: z.string(),
});
export type OffPeak = z.output<typeof offPeakSchema>;

/** What stations have set. In memory: nothing waits to know it. */
export interface OffPeakChoice {
	/** Undefined for any hours. */
	of(place: MediaPlace): OffPeak | undefined;
	set(place: MediaPlace, hours: OffPeak | undefined): Promise<void>;
}

/**
 * Whether a library that was read as a whole at `takenAt` is to be read again: once a day, and with set hours once in each day's
 * hours, so that a read that took a while does not push the next one out of them.
 */
export function isDue(takenAt: number, now: number, offPeak: OffPeak | undefined): boolean {
	if (offPeak === undefined) return now - takenAt >= dayMs;
	const since = minutesInto(offPeak, now);
	return since !== undefined && takenAt < now - since * 60_000;
}

/** For how many minutes these hours have been running at `now`; undefined outside them. */
export function minutesInto({ from, to, timezone }: OffPeak, now: number): number | undefined {
	const time = new Intl.DateTimeFormat('en-GB', {
		timeZone: timezone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).format(now);
	const since = between(from, time);
	return since < between(from, to) ? since : undefined;
}

/** The name of a time zone as it is spelt, or undefined if there is none. */
export function zoneNamed(text: string): string | undefined {
	try {
		return new Intl.DateTimeFormat('en-US', { timeZone: text.trim() }).resolvedOptions().timeZone;
	} catch {
		// A RangeError is the only way in which Intl says that it does not know a zone.
		return undefined;
	}
}

/** Minutes from one time of day to the next other one. */
function between(from: string, to: string): number {
	return (minutes(to) - minutes(from) + minutesADay) % minutesADay;
}

function minutes(time: string): number {
	const [hours = 0, rest = 0] = time.split(':').map(Number);
	return hours * 60 + rest;
}
