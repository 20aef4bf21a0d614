import type { PendingRequest, RequestDeskRole } from '#src/backends/roles/moderation.ts';
import type { AzuraCastClient } from './client.ts';
import { readAll } from './paging.ts';
import type { WirePendingRequest } from './schemas/requests.ts';

const requestsPerRead = 100;

export function createRequestDeskRole(client: AzuraCastClient): RequestDeskRole {
	return {
		async pending() {
			const requests: PendingRequest[] = [];
			const rows = readAll(requestsPerRead, (query) =>
				client.call('requests', {}, { query: { ...query, type: 'pending' } }),
			);
			for await (const row of rows) {
				// It calls a request played as soon as it is in the queue.
				if (row.played_at === null) requests.push(toPendingRequest(row));
			}
			// AzuraCast sends the newest first.
			return requests.toReversed();
		},
		async remove(id) {
			await client.call('removeRequest', { request: id });
		},
		async clear() {
			await client.call('clearRequests', {});
		},
	};
}

function toPendingRequest({ id, timestamp, track }: WirePendingRequest): PendingRequest {
	const { song_id: songId, title, artist, album, text } = track;
	return { id, song: { id: songId, title, artist, album, text, art: null }, askedAt: timestamp };
}
