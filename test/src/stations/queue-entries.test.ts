import { describe, expect, test } from 'vitest';
import { entriesMeant, entryValue, removable } from '#src/stations/queue-entries.ts';
import { entry } from './fake-queue.ts';
import { song } from './fake-station.ts';

const entries = [
	entry('11', { sent: true, song: song('a', { artist: 'Mara Quill', title: 'Slow Lanterns' }) }),
	entry('3', { song: song('b', { artist: 'Mara Quill', title: 'Tide' }) }),
	entry('2', { song: song('c', { artist: 'Dry Dock', title: '99 Boats' }) }),
];
const ids = (typed: string) => entriesMeant(entries, typed).map(({ id }) => id);

describe('the entry of the queue that is meant', () => {
	test.each([
		['id:3', ['3']],
		['id:4', []],
		['3', ['2']],
		['#2', ['3']],
		['1.', ['11']],
		['99', ['2']],
		['98', []],
		['mara', ['11', '3']],
		['Mara Quill – Tide', ['3']],
		['tide mara', ['3']],
		['nobody', []],
	])('by %j', (typed, meant) => {
		expect(ids(typed)).toEqual(meant);
	});

	test('by its suggestion is the entry itself', () => {
		for (const one of entries) expect(entriesMeant(entries, entryValue(one))).toEqual([one]);
	});

	test('can be removed if the player does not have it; its place counts all', () => {
		expect(removable(entries).map(({ entry: { id }, place }) => [id, place])).toEqual([
			['3', 2],
			['2', 3],
		]);
	});
});
