import path from 'node:path';
import { describe, expect, test } from 'vitest';
import shared from '#locales/en-US/shared/playlists.ts';
import type { Playlist } from '#src/backends/roles/playlists.ts';
import { playlistFacts, playsWhen } from '#src/discord/playlist-lines.ts';
import { loadWords } from '#src/words/words.ts';
import { playlist } from '#test/src/stations/fake-playlist.ts';

const words = await loadWords(path.join(import.meta.dirname, '../../../locales'));
const en = words.in('en-US', shared);
const de = words.in('de', shared);

describe('when a playlist plays', () => {
	test.each<[Partial<Playlist>, string, string]>([
		[{}, 'in rotation, weight 3', 'in der Rotation, Gewicht 3'],
		[{ rule: 'every-songs', every: 1 }, 'after every 1 song', 'nach jedem 1. Song'],
		[{ rule: 'every-songs', every: 8 }, 'every 8 songs', 'alle 8 Songs'],
		[{ rule: 'every-minutes', every: 30 }, 'every 30 minutes', 'alle 30 Minuten'],
		[{ rule: 'every-hour', every: 0 }, 'every hour at minute 0', 'jede Stunde zur Minute 0'],
		[{ rule: 'custom' }, 'by its own rules', 'nach eigenen Regeln'],
	])('%j', (fields, english, german) => {
		expect(playsWhen(playlist('1', fields), en, 'en-US')).toBe(english);
		expect(playsWhen(playlist('1', fields), de, 'de')).toBe(german);
	});

	test('names days in the order of the week, and only so many times', () => {
		const slot = (from: number, days: number[]) => ({ from, to: 5, days });
		const slots = [
			slot(2205, [7, 1]),
			slot(600, []),
			slot(0, [1, 2, 3, 4, 5, 6, 7]),
			slot(1, []),
			slot(2, []),
		];
		expect(playsWhen(playlist('1', { slots }), en, 'en-US')).toBe(
			'in rotation, weight 3 · Mon, Sun 22:05–00:05 · 06:00–00:05 · 00:00–00:05 · 2 more times',
		);
		expect(playsWhen(playlist('1', { slots: slots.slice(0, 1) }), de, 'de')).toContain('Mo, So 22:05–00:05');
	});
});

describe('what a playlist is', () => {
	test.each<[Partial<Playlist>, string]>([
		[{ length: 3_723_000 }, 'on · 10 songs · 1:02:03'],
		[{ isEnabled: false, songs: 1 }, 'off · 1 song'],
		[{ source: 'remote', songs: 0 }, 'on · from elsewhere'],
		[{ isJingle: true }, 'on · 10 songs · jingles'],
	])('%j', (fields, line) => {
		expect(playlistFacts(playlist('1', fields), en)).toBe(line);
	});
});
