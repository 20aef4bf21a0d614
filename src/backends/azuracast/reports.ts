import type { Period, ReportsRole } from '#src/backends/roles/reports.ts';
import type { Address } from './address.ts';
import type { AzuraCastClient } from './client.ts';
import { readAll } from './paging.ts';
import { toHistoryEntry, toSong } from './to-domain.ts';

const playsPerRead = 100;
const weekdays = ['day0', 'day1', 'day2', 'day3', 'day4', 'day5', 'day6'];
const hoursOfDay = 24;

export function createReportsRole(client: AzuraCastClient, address: Address): ReportsRole {
	// AzuraCast takes bare dates as days of the station, the last one to its end.
	const span = ({ from, to }: Period) => ({ start: from, end: to });
	return {
		async listeners(period) {
			// Unless it is told, AzuraCast counts everybody who came by, and adds those numbers up over hours and days.
			const query = { ...span(period), type: 'average' };
			const { daily, hourly } = await client.call('listenersOverTime', {}, { query });
			const points = daily.metrics[0]?.data ?? [];
			return {
				daily: points
					.filter((point) => typeof point === 'object' && point !== null)
					.flatMap(({ x, y }) => (x === null || y === null ? [] : [{ at: x, listeners: y }]))
					.toSorted((a, b) => a.at - b.at),
				hours: weekdays.map((weekday) => {
					const values = hourly[weekday]?.metrics[0]?.data ?? [];
					return Array.from({ length: hoursOfDay }, (_, hour) => {
						const value = values[hour];
						return typeof value === 'number' ? value : 0;
					});
				}),
			};
		},
		async mostPlayed(period) {
			const { mostPlayed } = await client.call('bestAndWorst', {}, { query: span(period) });
			return mostPlayed
				.map(({ song, num_plays: plays }) => ({ song: toSong(song, address), plays }))
				.toSorted((a, b) => b.plays - a.plays);
		},
		async players(period) {
			const { all } = await client.call('listenersByClient', {}, { query: span(period) });
			return all
				.map(({ client: name, listeners }) => ({ name, listeners }))
				.toSorted((a, b) => b.listeners - a.listeners);
		},
		async *plays(period) {
			const read = (query: { rowCount: number; current: number }) =>
				client.call('history', {}, { query: { ...query, ...span(period) } });
			for await (const row of readAll(playsPerRead, read)) yield toHistoryEntry(row, address);
		},
	};
}
