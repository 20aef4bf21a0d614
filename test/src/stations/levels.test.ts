import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { highestLevel, includesLevel, levelAt, levels } from '#src/stations/levels.ts';

const roles = { dj: ['dj', 'both'], manager: ['manager', 'both'], admin: ['admin'] };
const none = { dj: [], manager: [], admin: [] };
const person = (...roleIds: string[]) => ({ id: '1', roleIds, managesServer: false });

describe('levels', () => {
	test('include those below them and not those above', () => {
		for (const [high, has] of levels.entries())
			for (const [low, needed] of levels.entries()) expect(includesLevel(has, needed)).toBe(high >= low);
	});

	test.each([
		[[], 'listener'],
		[['other'], 'listener'],
		[['dj'], 'dj'],
		[['manager'], 'manager'],
		[['admin'], 'admin'],
		[['dj', 'manager'], 'manager'],
		[['both'], 'manager'],
		[['admin', 'dj'], 'admin'],
	])('a person with the roles %j is %s', (held, level) => {
		expect(levelAt(person(...held), { roles })).toBe(level);
	});

	test('a station without roles makes everybody a listener', () => {
		expect(levelAt(person('dj', 'manager', 'admin'), { roles: none })).toBe('listener');
	});

	test('whoever manages the server is admin, with any roles or none', () => {
		expect(levelAt({ ...person(), managesServer: true }, { roles: none })).toBe('admin');
		expect(highestLevel({ ...person(), managesServer: true }, [])).toBe('admin');
	});

	test('a further role never takes a level away', () => {
		const held = fc.subarray(['dj', 'manager', 'admin', 'both', 'other']);
		fc.assert(
			fc.property(held, held, (some, more) => {
				const before = levelAt(person(...some), { roles });
				expect(includesLevel(levelAt(person(...some, ...more), { roles }), before)).toBe(true);
			}),
		);
	});
});

describe('over several stations', () => {
	const stations = [{ roles: { ...none, dj: ['dj-a'] } }, { roles: { ...none, manager: ['manager-b'] } }];

	test.each([
		[[], 'listener'],
		[['dj-a'], 'dj'],
		[['manager-b'], 'manager'],
		[['dj-a', 'manager-b'], 'manager'],
	])('the roles %j count at most as %s', (held, level) => {
		expect(highestLevel(person(...held), stations)).toBe(level);
	});

	test('a role of one station is worth nothing at the other', () => {
		expect(levelAt(person('manager-b'), stations[0]!)).toBe('listener');
	});

	test('without any station everybody is a listener', () => {
		expect(highestLevel(person('dj-a'), [])).toBe('listener');
	});
});
