import type { Day, HistoryRole } from '#src/backends/roles/history.ts';
import type { Address } from './address.ts';
import type { AzuraCastClient } from './client.ts';
import { readAll, readPage } from './paging.ts';
import type { WireHistoryRow } from './schemas/now-playing.ts';
import { toHistoryEntry } from './to-domain.ts';

const entriesPerRead = 100;

export function createHistoryRole(client: AzuraCastClient, address: Address): HistoryRole {
	const read = (day: Day | undefined) => (query: { rowCount: number; current: number }) =>
		// AzuraCast takes a bare date as its station's day, from midnight to midnight there.
		client.call('history', {}, { query: day === undefined ? query : { ...query, start: day, end: day } });
	return {
		async page({ day, page, perPage }) {
			const answer = await readPage(page, perPage, read(day));
			const rows = answer.rows.filter(isShown).map((row) => toHistoryEntry(row, address));
			return { ...answer, rows };
		},
		async *all({ day }) {
			for await (const row of readAll(entriesPerRead, read(day))) {
				if (isShown(row)) yield toHistoryEntry(row, address);
			}
		},
	};
}

/** Jingles that the station hides from its listeners stay hidden here. */
function isShown(row: WireHistoryRow): boolean {
	return row.is_visible !== false;
}
