import { problemKind } from '#src/backends/backend-error.ts';
import type { SongRequestRole } from '#src/backends/roles/song-requests.ts';
import type { Address } from './address.ts';
import type { AzuraCastClient } from './client.ts';
import { readOrEnd, readPage, toPage } from './paging.ts';
import { toRequestableSong, toSong } from './to-domain.ts';

/** What only means that the song's name stays unknown to this key. */
const notToBeSeen = new Set(['key-missing', 'right-missing', 'not-found', 'feature-off']);

export function createSongRequestRole(client: AzuraCastClient, address: Address): SongRequestRole {
	return {
		async search(text, page, perPage) {
			const searched = text === '' ? {} : { searchPhrase: text };
			const answer = await readPage(page, perPage, (query) =>
				client.call('requestableSongs', {}, { query: { ...query, ...searched } }),
			);
			return { ...answer, rows: answer.rows.map((row) => toRequestableSong(row, address)) };
		},
		async list(page, perPage) {
			const key = client.hasKey('station') ? ({ key: 'station' } as const) : {};
			const answer = await readOrEnd(page, perPage, (query) =>
				client.call('requestableSongs', {}, { query, ...key }),
			);
			if (answer === null) return null;
			const found = toPage(answer, page, perPage);
			return { ...found, rows: found.rows.map((row) => toRequestableSong(row, address)) };
		},
		async find(requestId) {
			try {
				const file = await client.call('file', { file: requestId });
				return toSong({ ...file, id: file.song_id }, address);
			} catch (error) {
				if (notToBeSeen.has(problemKind(error) ?? '')) return null;
				throw error;
			}
		},
		async submit(requestId) {
			await client.call('requestSong', { song: requestId });
		},
	};
}
