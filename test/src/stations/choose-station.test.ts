import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseStation, stationsMatching } from '#src/stations/choose-station.ts';
import { station } from './fake-station.ts';

const jazz = station('a1a1a1a1', { name: 'Night Jazz', remote: 'jazz', channels: { requests: 'c-jazz' } });
const rock = station('b2b2b2b2', {
	name: 'Rock',
	remote: '2',
	channels: { nowPlaying: 'c-rock', alerts: 'c-staff' },
});
const rockLive = station('c3c3c3c3', {
	name: 'Rock Live',
	remote: 'rock_live',
	channels: { audit: 'c-staff' },
});
const all = [jazz, rock, rockLive];
const found = (text: string, channelId = 'elsewhere') => chooseStation(all, { channelId, text });

describe('which station a command means', () => {
	test('none where there is none', () => {
		expect(chooseStation([], { channelId: 'c' })).toEqual({ kind: 'none' });
		expect(chooseStation([], { channelId: 'c', text: 'jazz' })).toEqual({ kind: 'none' });
	});

	test('the only one, wherever it is asked', () => {
		expect(chooseStation([jazz], { channelId: 'elsewhere' })).toEqual({ kind: 'station', station: jazz });
		expect(chooseStation([jazz], { channelId: 'c', text: '  ' })).toEqual({ kind: 'station', station: jazz });
	});

	test('the one that the channel is bound to, by any of its channels', () => {
		expect(chooseStation(all, { channelId: 'c-jazz' })).toEqual({ kind: 'station', station: jazz });
		expect(chooseStation(all, { channelId: 'c-rock' })).toEqual({ kind: 'station', station: rock });
	});

	test('a question where a channel is bound to several, about those alone', () => {
		expect(chooseStation(all, { channelId: 'c-staff' })).toEqual({ kind: 'ask', stations: [rock, rockLive] });
	});

	test('a question about all where the channel says nothing', () => {
		expect(chooseStation(all, { channelId: 'elsewhere' })).toEqual({ kind: 'ask', stations: all });
	});

	test.each([
		['a1a1a1a1', jazz],
		['Night Jazz', jazz],
		['night jazz', jazz],
		['  NIGHT JAZZ ', jazz],
		['jazz', jazz],
		['2', rock],
		['Rock', rock],
		['rock live', rockLive],
		['ROCK_LIVE', rockLive],
		['night', jazz],
		['live', rockLive],
	])('"%s" by its id, name, short name or a part of them', (text, meant) => {
		expect(found(text)).toEqual({ kind: 'station', station: meant });
	});

	test('what was typed counts more than the channel', () => {
		expect(found('rock', 'c-jazz')).toEqual({ kind: 'station', station: rock });
	});

	test.each(['techno', 'o', 'c-jazz', 'a1a1'])('"%s" is none, and never guessed', (text) => {
		expect(found(text)).toEqual({ kind: 'unknown', text });
	});

	test('the same name at the radio server twice is decided by the name here', () => {
		const twin = station('d4d4d4d4', { name: 'Jazz by day', remote: 'jazz' });
		expect(chooseStation([jazz, twin], { channelId: 'c', text: 'jazz by day' })).toEqual({
			kind: 'station',
			station: twin,
		});
	});

	test('a station that is chosen is always one of those there are', () => {
		fc.assert(
			fc.property(fc.string(), fc.constantFrom('c-jazz', 'c-rock', 'c-staff', 'x'), (text, channelId) => {
				const choice = chooseStation(all, { channelId, text });
				if (choice.kind === 'station') expect(all).toContain(choice.station);
				if (choice.kind === 'unknown') expect(choice.text).toBe(text.trim());
			}),
		);
	});
});

describe('while the name is typed', () => {
	test('an empty text offers all', () => {
		expect(stationsMatching(all, '')).toEqual(all);
		expect(stationsMatching(all, '  ')).toEqual(all);
	});

	test('part of a name or short name narrows them down', () => {
		expect(stationsMatching(all, 'rOcK')).toEqual([rock, rockLive]);
		expect(stationsMatching(all, 'k_l')).toEqual([rockLive]);
		expect(stationsMatching(all, 'zzz')).toEqual([]);
	});
});
