import { describe, expect, test } from 'vitest';
import { playlistsMeant, playlistValue, sameName } from '#src/stations/choose-playlist.ts';
import { playlist } from './fake-playlist.ts';

const all = [
	playlist('1', { name: 'Winter' }),
	playlist('2', { name: 'Winter Nights' }),
	playlist('3', { name: '1' }),
	playlist('4', { name: 'Nachtmusik Für Alle' }),
];
const ids = (typed: string) => playlistsMeant(all, typed).map(({ id }) => id);

describe('the playlist that is meant', () => {
	test.each([
		['id:2', ['2']],
		['id:9', []],
		['1', ['3']],
		['winter', ['1']],
		['  WINTER   nights ', ['2']],
		['wint', ['1', '2']],
		['für', ['4']],
		['fu\u0308r', ['4']],
		['summer', []],
	])('by %j', (typed, meant) => {
		expect(ids(typed)).toEqual(meant);
	});

	test('by its suggestion is the playlist itself', () => {
		for (const one of all) expect(playlistsMeant(all, playlistValue(one))).toEqual([one]);
	});

	test.each([
		['Mix', 'mix ', true],
		['Ａ', 'a', true],
		['Mix', 'Mix 2', false],
	])('%j and %j: the same name %s', (one, other, same) => {
		expect(sameName(one, other)).toBe(same);
	});
});
