import { type Finding, milliseconds } from './report.ts';
import { lowWater, percentile, slope } from './statistics.ts';
import type { ToldSongs } from './told-songs.ts';
import type { WatchedCalls } from './watched-calls.ts';

/** What was seen in a soak so far. */
export interface SoakRecord {
	minutes: number;
	/** Resident memory in megabytes, by milliseconds since the start. */
	resident: { at: number; value: number }[];
	/** The 99th percentile of the event loop's delay, in milliseconds, for each minute. */
	loopP99: number[];
	answered: number;
	missedAnswers: number;
	acks: number[];
	troubles: number;
	told: ToldSongs;
	calls: WatchedCalls;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Caches and the heap fill up first. */
export const settledAfterMs = 10 * minuteMs;
/** With less than that a slope is noise. */
const leastMs = 10 * minuteMs;
const mostSlope = 1;
const mostLoopMs = 50;

/** Memory that grows, as megabytes an hour; undefined while there is too little to tell. */
export function memorySlope(resident: SoakRecord['resident']): number | undefined {
	const settled = lowWater(
		resident.filter(({ at }) => at >= settledAfterMs),
		minuteMs,
	);
	const [first, last] = [settled[0], settled.at(-1)];
	if (first === undefined || last === undefined || last.at - first.at < leastMs - minuteMs) return undefined;
	return slope(settled) * hourMs;
}

/** The figures of a soak. */
export function soakFindings(record: SoakRecord): Finding[] {
	const { told, calls, resident, loopP99, acks } = record;
	const growth = memorySlope(resident);
	const own = [...calls.ownFaults.values()].reduce((sum, one) => sum + one, 0);
	const worst = loopP99.length === 0 ? undefined : Math.max(...loopP99);
	const none = (count: number) => ({ text: '0', met: count === 0 });
	const at = (ms: number) => resident.find((one) => one.at >= ms)?.value.toFixed(1) ?? '?';
	return [
		{
			what: `Soak of ${record.minutes.toFixed(0)} minutes: memory slope`,
			figure: growth === undefined ? 'too short to tell' : `${growth.toFixed(2)} MB an hour`,
			...(growth !== undefined && { target: { text: `under ${mostSlope} MB`, met: growth < mostSlope } }),
			how:
				'The line through the lowest VmRSS of each minute after the first ten, looked at twice in each for a second, after all garbage was collected; ' +
				`at the start ${at(0)} MB, after ten minutes ${at(settledAfterMs)} MB, at the end ${resident.at(-1)?.value.toFixed(1) ?? '?'} MB.`,
		},
		{
			what: 'Event-loop delay, p99 of the worst minute',
			figure: worst === undefined ? '?' : milliseconds(worst),
			...(worst !== undefined && { target: { text: `under ${mostLoopMs} ms`, met: worst < mostLoopMs } }),
			how: `By /metrics of the bot, once a minute; median of the minutes ${loopP99.length === 0 ? '?' : milliseconds(percentile(loopP99, 0.5))}.`,
		},
		{
			what: 'Songs that were not told',
			figure: `${told.missed} of ${told.delays.length + told.missed}`,
			target: none(told.missed),
			how: `By the edit of a card or a message of its own within a minute; ${record.troubles} troubles on the way (push cut, 500, late, lost answers, gateway gone). ${told.delays.length === 0 ? '' : `99 of 100 within ${milliseconds(percentile(told.delays, 0.99))}.`}`,
		},
		{
			what: 'Songs that were told twice',
			figure: String(told.doubled),
			target: none(told.doubled),
			how: 'Two messages about the same song in a channel.',
		},
		{
			what: 'Interactions that were not answered',
			figure: `${record.missedAnswers} of ${record.answered + record.missedAnswers}`,
			target: none(record.missedAnswers),
			how: `Not acknowledged within 3 s, or no final answer within half a minute. ${acks.length === 0 ? '' : `Acknowledgement p99 ${milliseconds(percentile(acks, 0.99))}.`}`,
		},
		{
			what: '10062 and 40060 from Discord',
			figure: String(own),
			target: none(own),
			how: `${calls.seen} calls looked through.`,
		},
	];
}
