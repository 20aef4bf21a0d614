import { z } from 'zod';

const dayMs = 24 * 60 * 60_000;
const minutesADay = 24 * 60;

/** The hours of a day in which a station has few listeners: only then its whole library is read by schedule. */
export const offPeakSchema = z.strictObject({
	/** Minutes since midnight, the first that counts. */
	from: z
		.int()
		.min(0)
		.max(minutesADay - 1),
	/** Minutes since midnight, the first that counts no more; before `from` if the hours go over midnight. */
	to: z
		.int()
		.min(0)
		.max(minutesADay - 1),
	/** IANA name. */
	timezone: z.string(),
});
export type OffPeak = z.output<typeof offPeakSchema>;

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
	const since = (minuteOfDay(now, timezone) - from + minutesADay) % minutesADay;
	const length = (to - from + minutesADay) % minutesADay || minutesADay;
	return since < length ? since : undefined;
}

function minuteOfDay(now: number, timezone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		hour: 'numeric',
		minute: 'numeric',
		hourCycle: 'h23',
	}).formatToParts(now);
	const part = (type: 'hour' | 'minute') => Number(parts.find((one) => one.type === type)?.value ?? 0);
	return part('hour') * 60 + part('minute');
}
