import type { Day, HistoryEntry, HistoryRole } from '#src/backends/roles/history.ts';
import type { Clock } from '#src/clock.ts';
import type { Address } from './address.ts';
import type { StreamingCenterClient } from './client.ts';
import { dayIn } from './day-in.ts';
import { readRows } from './paging.ts';
import { toPlay } from './song.ts';

/** All that a panel keeps. */
const mostRows = 500;
/** Turning the pages of one look at it is one read. */
const goodForMs = 15_000;

export interface HistoryParts {
	client: StreamingCenterClient;
	address: Address;
	clock: Clock;
	/** Number of the station on its panel. */
	server: string;
	/** The station's own zone, as far as it is known by now. */
	timezone: () => string | null;
}

export function createHistoryRole({ client, address, clock, server, timezone }: HistoryParts): HistoryRole {
	let known: { at: number; entries: Promise<HistoryEntry[]> } | undefined;
	const readAll = async () => {
		const rows = await readRows(mostRows, (page) =>
			client.call('history', {}, { query: { server, ...page } }),
		);
		return (
			rows
				// Jingles are no songs that anybody looks for.
				.filter(({ jingle_id: jingle }) => jingle === null)
				.map((row): HistoryEntry => {
					const play = toPlay(row, address);
					return { ...play, listenersAtStart: row.n_listeners, listenersAtEnd: null };
				})
		);
	};
	const entriesOf = async (day: Day | undefined) => {
		if (known === undefined || clock.now() - known.at >= goodForMs) {
			const entries = readAll();
			known = { at: clock.now(), entries };
			// What failed is no answer for the next one who asks.
			entries.catch(() => {
				if (known?.entries === entries) known = undefined;
			});
		}
		const all = await known.entries;
		if (day === undefined) return all;
		return all.filter(({ startedAt }) => dayIn(startedAt, timezone()) === day);
	};
	return {
		async page({ day, page, perPage }) {
			const all = await entriesOf(day);
			const rows = all.slice((page - 1) * perPage, page * perPage);
			return { rows, page, pages: Math.max(1, Math.ceil(all.length / perPage)), total: all.length };
		},
		async *all({ day }) {
			yield* await entriesOf(day);
		},
	};
}
