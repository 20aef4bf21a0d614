import { z } from 'zod';
import { type DueTimes, dueAfter } from './due-times.ts';

/**
 * Which due times of a job were begun: for the store. As stretches, because clocks are set back and forth: one last time alone would
 * either let a time come twice or, after a clock that was once years ahead, let none come for years.
 */
export const dueMemorySchema = z.object({
	cron: z.string(),
	timezone: z.string(),
	/** First and last moment of each stretch: every due time in it was begun. In order. */
	begun: z.array(z.tuple([z.number(), z.number()])),
	/** Nothing up to here is begun any more: stretches that were too many end here. */
	floor: z.number(),
});
export type DueMemory = z.output<typeof dueMemorySchema>;

const mostStretches = 16;

/** A job that is seen for the first time, or at other times than before: what lies before `now` is no business of it. */
export function newMemory({ cron, timezone }: DueTimes, now: number): DueMemory {
	return { cron, timezone, begun: [[now, now]], floor: 0 };
}

export function isFor(memory: DueMemory, { cron, timezone }: DueTimes): boolean {
	return memory.cron === cron && memory.timezone === timezone;
}

/** The moment after which due times are looked for: what was begun last, as this clock has it. */
export function lastMark({ begun, floor }: DueMemory, now: number): number {
	const past = [...begun.map(([, to]) => to), floor].filter((at) => at > 0 && at <= now);
	return past.length === 0 ? now : Math.max(...past);
}

export function wasBegun({ begun, floor }: DueMemory, due: number): boolean {
	return due <= floor || begun.some(([from, to]) => from <= due && due <= to);
}

/** The first due time after a moment that was not begun yet. */
export function nextToBegin(memory: DueMemory, after: number): number | undefined {
	let from = Math.max(after, memory.floor);
	for (const [start, end] of memory.begun) {
		const due = dueAfter(memory, from);
		if (due === undefined || due < start) return due;
		if (due <= end) from = end;
	}
	return dueAfter(memory, from);
}

/** With this due time begun: it goes on the stretch before it if no other time lies between, else it begins a new one. */
export function begin(memory: DueMemory, due: number): DueMemory {
	const before = memory.begun.findLastIndex(([, to]) => to < due);
	const stretch = memory.begun[before];
	const goesOn = stretch !== undefined && dueAfter(memory, stretch[1]) === due;
	const begun = goesOn
		? memory.begun.with(before, [stretch[0], due])
		: memory.begun.toSpliced(before + 1, 0, [due, due]);
	const dropped = begun.slice(0, Math.max(0, begun.length - mostStretches));
	return {
		...memory,
		begun: begun.slice(dropped.length),
		floor: Math.max(memory.floor, ...dropped.map(([, to]) => to)),
	};
}
