import { describe, expect, test } from 'vitest';
import { readChoice, visibleTo, writeChoice } from '#src/discord/audit-choice.ts';
import { station } from '../stations/fake-station.ts';

describe('a choice of entries', () => {
	test.each([
		['', {}],
		['failed', { onlyFailures: true }],
		['u100000000000000001', { userId: '100000000000000001' }],
		['slanternlight', { stationId: 'lanternlight' }],
		['s', {}],
		['uDROP TABLE', {}],
		['x', {}],
		['all', {}],
	] as const)('"%s" is read as what it says, and as everything if it says nothing', (text, filter) => {
		expect(readChoice(text)).toEqual(filter);
		if (Object.keys(filter).length > 0) expect(writeChoice(filter)).toBe(text);
	});

	test('that is not there is everything', () => {
		expect(readChoice(undefined)).toEqual({});
		expect(writeChoice({})).toBe('');
	});
});

describe('what a person may see', () => {
	const stations = [
		station('a', { roles: { dj: [], manager: [], admin: ['1'] } }),
		station('b', { roles: { dj: ['1'], manager: ['1'], admin: ['2'] } }),
	];
	const person = (roleIds: string[], managesServer = false) => ({ id: 'p', roleIds, managesServer });

	test('is everything with Manage Server', () => {
		expect(visibleTo(person([], true), stations)).toEqual({});
	});

	test('is else what was done where they are an administrator', () => {
		expect(visibleTo(person(['1']), stations)).toEqual({ stationIds: ['a'] });
		expect(visibleTo(person(['1', '2']), stations)).toEqual({ stationIds: ['a', 'b'] });
		expect(visibleTo(person([]), stations)).toEqual({ stationIds: [] });
	});
});
