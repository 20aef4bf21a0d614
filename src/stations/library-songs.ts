import type { LibraryRole } from '#src/backends/roles/library.ts';
import type { SongSource } from './song-finder.ts';

/** The whole library as a {@link SongSource}: what staff may put on, requestable or not. */
export function librarySongs(library: LibraryRole): SongSource {
	return {
		search: async (text, page, perPage) => {
			const found = await library.search(text, page, perPage);
			return { ...found, rows: found.rows.map(({ id, song, path }) => ({ requestId: id, song, path })) };
		},
		find: async (id) => (await library.find(id))?.song ?? null,
	};
}
