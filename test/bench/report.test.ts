import { describe, expect, test } from 'vitest';
import { allMet, type Finding, formatReport, milliseconds } from '../../bench/report.ts';

const findings: Finding[] = [
	{
		what: 'Start',
		figure: '540 ms',
		ratio: 1.934,
		target: { text: 'under 1500 ms', met: true },
		how: 'By a clock.',
	},
	{ what: 'Memory', figure: '131.1 MB', target: { text: 'under 120 MB', met: false }, how: 'By VmRSS.' },
	{ what: 'Something else', figure: '3', how: 'To be known.' },
];

describe('formatReport', () => {
	test('is a table with a line for each figure, and how each was made', () => {
		expect(formatReport(findings)).toBe(
			[
				'what               figure    ratio  target',
				'-'.repeat(57),
				'1. Start           540 ms    1.93   under 1500 ms  ok',
				'2. Memory          131.1 MB         under 120 MB   MISSED',
				'3. Something else  3',
				'',
				'How they were made:',
				'1. By a clock.',
				'2. By VmRSS.',
				'3. To be known.',
			].join('\n'),
		);
	});
});

describe('allMet', () => {
	test('is false as soon as one target is missed; figures without a target do not count', () => {
		expect(allMet(findings)).toBe(false);
		expect(allMet(findings.filter(({ what }) => what !== 'Memory'))).toBe(true);
	});
});

test('milliseconds have two decimals while they matter', () => {
	expect(milliseconds(1.234)).toBe('1.23 ms');
	expect(milliseconds(1234.5)).toBe('1235 ms');
});
