import { describe, expect, test } from 'vitest';
import { allMet } from '../../bench/report.ts';
import { memorySlope, type SoakRecord, soakFindings } from '../../bench/soak-figures.ts';
import { ToldSongs } from '../../bench/told-songs.ts';
import { WatchedCalls } from '../../bench/watched-calls.ts';

const minuteMs = 60_000;

/** Memory that fills up for ten minutes and then grows so many megabytes an hour, under garbage that comes and goes. */
const resident = (minutes: number, perHour: number) =>
	Array.from({ length: minutes * 12 }, (_, index) => {
		const at = index * 5_000;
		const filled = Math.min(at, 10 * minuteMs) / minuteMs;
		const grown = (Math.max(0, at - 10 * minuteMs) / minuteMs / 60) * perHour;
		return { at, value: 100 + 3 * filled + grown + (index % 12) };
	});

const record = (over: Partial<SoakRecord> = {}): SoakRecord => ({
	minutes: 30,
	resident: resident(30, 0.5),
	loopP99: [3, 4, 5],
	answered: 100,
	missedAnswers: 0,
	acks: [1, 2, 3],
	troubles: 4,
	told: new ToldSongs(1_000),
	calls: new WatchedCalls(),
	...over,
});

describe('the slope of the memory', () => {
	test.each([0, 0.5, 12, -3])(
		'is %d MB an hour, whatever the first ten minutes and garbage do',
		(perHour) => {
			expect(memorySlope(resident(40, perHour))).toBeCloseTo(perHour, 6);
		},
	);

	test('is not told of less than ten minutes after the first ten', () => {
		expect(memorySlope(resident(15, 5))).toBeUndefined();
		expect(memorySlope([])).toBeUndefined();
	});
});

describe('the figures', () => {
	test('meet their targets where nothing went wrong', () => {
		expect(allMet(soakFindings(record()))).toBe(true);
	});

	test.each<[string, Partial<SoakRecord>]>([
		['memory grows', { resident: resident(30, 2) }],
		['the event loop is late', { loopP99: [3, 51, 4] }],
		['an answer is missed', { missedAnswers: 1 }],
	])('miss one when %s', (_, over) => {
		const missed = soakFindings(record(over)).filter(({ target }) => target?.met === false);
		expect(missed).toHaveLength(1);
	});

	test('miss one for a song that was missed, and one for a song that was told twice', () => {
		const told = new ToldSongs(1_000);
		told.began('a', 'Song 1,', 0);
		told.tidy(2_000);
		told.began('a', 'Song 2,', 2_000);
		told.posted('a', 'Song 2,', 2_010);
		told.posted('a', 'Song 2,', 2_020);
		const missed = soakFindings(record({ told })).filter(({ target }) => target?.met === false);
		expect(missed.map(({ what, figure }) => [what, figure])).toEqual([
			['Songs that were not told', '1 of 2'],
			['Songs that were told twice', '1'],
		]);
	});

	test('of a soak that was ended at once are there, and claim nothing', () => {
		const findings = soakFindings(record({ minutes: 0, resident: [], loopP99: [], acks: [], answered: 0 }));
		expect(findings[0]?.figure).toBe('too short to tell');
		expect(findings[0]?.target).toBeUndefined();
	});
});
