import { Cron } from 'croner';

/** When a job is due, by a cron expression of five fields in a time zone. */
export interface DueTimes {
	readonly cron: string;
	/** IANA name. */
	readonly timezone: string;
}

/** Throws a RangeError for a cron expression or a time zone that is none. */
export function checkDueTimes(times: DueTimes): void {
	// croner would take a wrong zone until it is first used.
	new Intl.DateTimeFormat('en', { timeZone: times.timezone });
	try {
		open(times);
	} catch (error) {
		throw new RangeError(`"${times.cron}" is no cron expression of five fields`, { cause: error });
	}
}

/** The first due time after a moment, in milliseconds; undefined if there is none any more (the 30th of February). */
export function dueAfter(times: DueTimes, after: number): number | undefined {
	return open(times).nextRun(new Date(after))?.getTime();
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** How far back the last due time is looked for, the nearest first, so that a job of every minute is not counted through for a year. */
const lookBack = [hourMs, dayMs, 32 * dayMs, 366 * dayMs, 5 * 366 * dayMs];

/** The last due time that is after one moment and not after another; undefined if there is none. */
export function lastDueBetween(times: DueTimes, after: number, until: number): number | undefined {
	const cron = open(times);
	for (const back of lookBack) {
		const from = Math.max(after, until - back);
		let last: number | undefined;
		for (let due = next(cron, from); due !== undefined && due <= until; due = next(cron, due)) last = due;
		if (last !== undefined || from === after) return last;
	}
	return undefined;
}

function next(cron: Cron, after: number): number | undefined {
	return cron.nextRun(new Date(after))?.getTime();
}

/** Made anew for each question: kept for a thousand jobs, croner's objects would take 84 MB. */
function open({ cron, timezone }: DueTimes): Cron {
	return new Cron(cron, { timezone, mode: '5-part', paused: true, fixedTimeRule: 'no-wildcard' });
}
