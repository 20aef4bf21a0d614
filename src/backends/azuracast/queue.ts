import type { QueueRole } from '#src/backends/roles/queue.ts';
import type { Address } from './address.ts';
import type { AzuraCastClient } from './client.ts';
import { readAll } from './paging.ts';
import { toQueueEntry } from './to-domain.ts';

const entriesPerRead = 50;

export function createQueueRole(client: AzuraCastClient, address: Address): QueueRole {
	return {
		async list() {
			const rows = readAll(entriesPerRead, (query) => client.call('queue', {}, { query }));
			const entries = [];
			for await (const row of rows) {
				if (!row.is_played) entries.push(toQueueEntry(row, address));
			}
			return entries;
		},
		async remove(entryId) {
			await client.call('removeFromQueue', { entry: entryId });
		},
		async clear() {
			await client.call('clearQueue', {});
		},
	};
}
