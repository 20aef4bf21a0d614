import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { MediaKeeper } from './media/media-keeper.ts';
import { StationIndexes } from './media/search/station-indexes.ts';
import { SongSearch } from './media/song-search.ts';
import { SongFinder } from './stations/song-finder.ts';

/** Room for the songs of some million titles in all stations together. */
const mostBytes = 64 * 1024 * 1024;

/** Builds what finds songs: those that may be requested, and all. */
export function assembleSearch(parts: { library: MediaKeeper; clock: Clock; log: Logger }): {
	songs: SongSearch;
	librarySongs: SongSearch;
} {
	const { library, clock, log } = parts;
	const indexes = new StationIndexes({
		library,
		mostBytes,
		onError: (place, error) => log.error({ err: error, station: place.id }, 'Songs were not made searchable'),
	});
	const search = (requestableOnly: boolean) =>
		new SongSearch({ library, indexes, finder: new SongFinder(clock), requestableOnly, clock });
	return { songs: search(true), librarySongs: search(false) };
}
