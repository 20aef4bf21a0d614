import { notOffered } from '#src/backends/offers.ts';
import type { SongRequestRole } from '#src/backends/roles/song-requests.ts';
import type { Address, Query } from './address.ts';
import type { StreamingCenterClient } from './client.ts';
import { isNoSong } from './library.ts';
import { readPage } from './paging.ts';
import { toSong } from './song.ts';

/**
 * How long one song is not asked for twice: whoever asks chooses that. All members come from one address, so that the pause between
 * the requests of a person is kept here and not there.
 */
const trackTimeoutMs = 60 * 60_000;
/** Who asks, as the panel shows it: nobody's name leaves Discord. */
const person = 'Discord';

export interface SongRequestParts {
	client: StreamingCenterClient;
	address: Address;
	/** Number of the station on its panel. */
	server: string;
	/** How a request is made is nowhere described, so that it has to be switched on. */
	experimental: boolean;
}

export function createSongRequestRole(parts: SongRequestParts): SongRequestRole {
	const { client, address, server, experimental } = parts;
	const read = async (page: number, perPage: number, more: Query) => {
		const found = await readPage(page, perPage, (query) =>
			client.call('music', {}, { query: { server, requestable: 1, ...more, ...query } }),
		);
		const rows = found.rows.map((track) => ({ requestId: track.id, song: toSong(track, address) }));
		return { ...found, rows };
	};
	return {
		search: (text, page, perPage) => read(page, perPage, text === '' ? {} : { search_q: text }),
		async list(page, perPage) {
			const found = await read(page, perPage, { order: 1 });
			return page > found.pages ? null : found;
		},
		async find(requestId) {
			try {
				return toSong(await client.call('track', { track: requestId }), address);
			} catch (error) {
				if (isNoSong(error)) return null;
				throw error;
			}
		},
		submit: experimental ? submit : notOffered(address.host, 'requests.submit'),
	};

	async function submit(requestId: string): Promise<void> {
		const body = {
			server_id: Number(server),
			person,
			message: '',
			music_id: Number(requestId),
			ip_timeout: 0,
			track_timeout: trackTimeoutMs,
		};
		await client.call('requestTrack', {}, { body });
	}
}
