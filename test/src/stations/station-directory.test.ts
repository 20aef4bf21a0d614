import { describe, expect, test } from 'vitest';
import { StationDirectory } from '#src/stations/station-directory.ts';
import { station } from './fake-station.ts';

const a = station('a');
const b = station('b');
const elsewhere = station('c', { guildId: 'elsewhere' });

describe('the stations of a Discord server', () => {
	test('are those that were put there, in that order', () => {
		expect(new StationDirectory([b, elsewhere, a]).of('guild')).toEqual([b, a]);
	});

	test('are never those of another server', () => {
		const directory = new StationDirectory([a, elsewhere]);
		expect(directory.of('elsewhere')).toEqual([elsewhere]);
		expect(directory.find('guild', 'c')).toBeUndefined();
		expect(directory.find('elsewhere', 'c')).toBe(elsewhere);
	});

	test('are none where nobody put any', () => {
		expect(new StationDirectory().of('guild')).toEqual([]);
		expect(new StationDirectory([a]).of('')).toEqual([]);
		expect(new StationDirectory([a]).find('guild', '')).toBeUndefined();
	});

	test('one with the same id is replaced, not doubled', () => {
		const directory = new StationDirectory([a, b]);
		const renamed = station('a', { name: 'Renamed' });
		directory.put(renamed);
		expect(directory.of('guild')).toHaveLength(2);
		expect(directory.find('guild', 'a')).toBe(renamed);
	});

	test('one with the same id on another server is another station', () => {
		const twin = station('a', { guildId: 'elsewhere' });
		const directory = new StationDirectory([a, twin]);
		expect(directory.find('guild', 'a')).toBe(a);
		expect(directory.find('elsewhere', 'a')).toBe(twin);
	});

	test('a list taken earlier does not change under the hands', () => {
		const directory = new StationDirectory([a]);
		const before = directory.of('guild');
		directory.put(b);
		expect(before).toEqual([a]);
	});

	test('all of them together', () => {
		expect(
			new StationDirectory([a, elsewhere, b]).all().toSorted((x, y) => x.id.localeCompare(y.id)),
		).toEqual([a, b, elsewhere]);
	});

	test('that came, went or were replaced are told of, for as long as somebody wants to hear it', () => {
		const directory = new StationDirectory([a]);
		const seen: string[][] = [];
		const stop = directory.onChange(() => seen.push(directory.all().map(({ id }) => id)));
		directory.put(b);
		directory.put(station('a', { name: 'Renamed' }));
		directory.remove('guild', 'a');
		stop();
		directory.put(a);
		expect(seen).toEqual([['a', 'b'], ['a', 'b'], ['b']]);
	});
});
