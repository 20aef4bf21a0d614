import { describe, expect, test } from 'vitest';
import type { HistoryEntry, HistoryRole } from '#src/backends/roles/history.ts';
import { reportsFromHistory } from '#src/stations/history-report.ts';
import { play } from './fake-station.ts';

const zone = 'Europe/Berlin';
const entry = (song: string, at: string, listeners: number | null, requested = false): HistoryEntry => ({
	...play(song, { startedAt: Date.parse(at), requested }),
	id: `${song} ${at}`,
	listenersAtStart: listeners,
	listenersAtEnd: null,
});
/** Newest first, as histories are. */
const plays = [
	entry('b', '2026-11-23T23:30:00Z', 30),
	entry('a', '2026-11-23T11:00:00Z', 20, true),
	entry('a', '2026-11-23T10:00:00Z', 10),
	entry('c', '2026-11-22T22:59:00Z', null),
	entry('a', '2026-11-01T10:00:00Z', 99),
];

class FakeHistory implements HistoryRole {
	read = 0;

	async page(): Promise<never> {
		throw new Error('Nobody asks for pages');
	}

	async *all() {
		for (const one of plays) {
			this.read += 1;
			yield one;
		}
	}
}

describe('statistics from a history', () => {
	const period = { from: '2026-11-22', to: '2026-11-24' };

	test('are means by the days and hours of the station, without what nobody counted', async () => {
		const { daily, hours } = await reportsFromHistory(new FakeHistory(), zone).listeners(period);
		expect(daily).toEqual([
			{ at: Date.parse('2026-11-22T23:00:00Z'), listeners: 15 },
			{ at: Date.parse('2026-11-23T23:00:00Z'), listeners: 30 },
		]);
		// Monday at 11 and 12, Tuesday at 0, by the station's clock.
		expect([hours[0]?.[11], hours[0]?.[12], hours[1]?.[0]]).toEqual([10, 20, 30]);
		expect(hours.flat().filter((value) => value > 0)).toHaveLength(3);
	});

	test('count songs, most played first', async () => {
		const songs = await reportsFromHistory(new FakeHistory(), zone).mostPlayed(period);
		expect(songs.map(({ song, plays: count }) => [song.id, count])).toEqual([
			['a', 2],
			['b', 1],
			['c', 1],
		]);
	});

	test('read the history once, and no further back than they have to', async () => {
		const history = new FakeHistory();
		const reports = reportsFromHistory(history, zone);
		await reports.listeners(period);
		await reports.mostPlayed(period);
		const seen: string[] = [];
		for await (const one of reports.plays(period)) seen.push(one.id);
		expect(seen).toHaveLength(4);
		expect(history.read).toBe(5);
		expect(await reports.players(period)).toEqual([]);
	});
});
