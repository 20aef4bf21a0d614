import { notOffered } from '#src/backends/offers.ts';
import type { PendingRequest, RequestDeskRole } from '#src/backends/roles/moderation.ts';
import type { Address } from './address.ts';
import type { StreamingCenterClient } from './client.ts';
import { readAll } from './paging.ts';

/** What waits to be played, as the vendor's own pages read it. */
export function createRequestDeskRole(
	client: StreamingCenterClient,
	address: Address,
	server: string,
): RequestDeskRole {
	return {
		async pending() {
			const query = { server, with_music: true, show_pending: true };
			const rows = await readAll((page) =>
				client.call('pendingRequests', {}, { query: { ...query, ...page } }),
			);
			return rows
				.filter((row) => row.played_at === null)
				.map(({ id, dttm, all_music: song }): PendingRequest => {
					const { id: songId = '', title = '', author: artist = '', album = '', meta = '' } = song ?? {};
					const text = meta === '' ? [artist, title].filter((part) => part !== '').join(' - ') : meta;
					return { id, song: { id: songId, title, artist, album, text, art: null }, askedAt: dttm };
				})
				.toSorted((a, b) => (a.askedAt ?? 0) - (b.askedAt ?? 0));
		},
		remove: notOffered(address.host, 'requestDesk.remove'),
		clear: notOffered(address.host, 'requestDesk.clear'),
	};
}
