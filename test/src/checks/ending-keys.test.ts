import { expect, test } from 'vitest';
import { endingKeys, endOfKey } from '#src/checks/ending-keys.ts';
import type { CheckedKey } from '#src/checks/station-report.ts';

const key = (lastDay?: string): CheckedKey => ({
	key: 'admin',
	tail: 'abcd',
	problem: null,
	owner: null,
	rights: [],
	source: 'reads',
	...(lastDay === undefined ? {} : { lastDay }),
});

test('A key works until its last day is over', () => {
	expect(endOfKey(key('2027-01-31'))).toBe(Date.UTC(2027, 1, 1));
	expect(endOfKey(key('some day'))).toBeUndefined();
	expect(endOfKey(key())).toBeUndefined();
});

test.each([
	['2027-01-16T23:00Z', []],
	['2027-01-18T00:00Z', ['ends-soon']],
	['2027-01-31T23:59Z', ['ends-soon']],
	['2027-02-01T00:00Z', ['ended']],
])('At %s somebody is told: %j', (at, kinds) => {
	const warnings = endingKeys([key('2027-01-31'), key()], Date.parse(at));
	expect(warnings.map(({ kind }) => kind)).toEqual(kinds);
});
