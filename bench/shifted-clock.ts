import { type Clock, systemClock } from '#src/clock.ts';

/** The real clock as if the program had been started at `startAt` (milliseconds since 1970): pictures made today look like those of another day. */
export function shiftedClock(startAt: number): Clock {
	const shift = startAt - systemClock.now();
	return { ...systemClock, now: () => systemClock.now() + shift };
}
