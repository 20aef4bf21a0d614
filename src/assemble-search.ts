import type { Logger } from 'pino';
import type { Song } from './backends/roles.ts';
import type { Clock } from './clock.ts';
import type { MediaKeeper } from './media/media-keeper.ts';
import { mayHaveLibrary } from './media/media-source.ts';
import { StationIndexes } from './media/search/station-indexes.ts';
import { SongCounts, weights } from './media/song-counts.ts';
import { SongSearch } from './media/song-search.ts';
import type { OnAirHub } from './stations/on-air-hub.ts';
import type { RequestRules } from './stations/request-rules.ts';
import type { Requesters } from './stations/requesters.ts';
import { Requesting } from './stations/requesting.ts';
import { SongFinder } from './stations/song-finder.ts';
import type { Station } from './stations/station.ts';
import type { StationDirectory } from './stations/station-directory.ts';

export interface SearchParts {
	library: MediaKeeper;
	/** Where the counts lie. */
	folder: string;
	stations: StationDirectory;
	onAir: OnAirHub;
	rules: RequestRules;
	requesters: Requesters;
	clock: Clock;
	log: Logger;
}

/** Room for the songs of some million titles in all stations together. */
const mostBytes = 64 * 1024 * 1024;

/** Builds what finds songs, those that may be requested and all, what asks for them, and what counts which are popular. */
export function assembleSearch(parts: SearchParts): {
	songs: SongSearch;
	librarySongs: SongSearch;
	requesting: Requesting;
	counts: SongCounts;
} {
	const { library, folder, stations, onAir, rules, requesters, clock, log } = parts;
	const counts = new SongCounts({
		folder,
		stations: () => stations.all().filter(mayHaveLibrary),
		clock,
		onError: (place, error) =>
			log.warn({ err: error, station: place.id }, 'How often songs were played could not be kept'),
	});
	onAir.onChange(
		(station, change) => {
			// Where there is no library to be searched, what counts would only take room.
			if (change.kind === 'song' && mayHaveLibrary(station))
				counts.note(station, change.play.song.id, weights.play);
		},
		// What a radio system does not remember itself is known only if it is looked at all the time.
		({ backend }) => backend.isForgetful === true,
	);
	const indexes = new StationIndexes({
		library,
		mostBytes,
		popularity: (place) => counts.of(place),
		onError: (place, error) => log.error({ err: error, station: place.id }, 'Songs were not made searchable'),
	});
	const search = (requestableOnly: boolean) =>
		new SongSearch({ library, indexes, finder: new SongFinder(clock), requestableOnly, clock });
	const songs = search(true);
	const onAccepted = (station: Station, { id }: Song) => counts.note(station, id, weights.request);
	const requesting = new Requesting({ songs, rules, requesters, onAir, onAccepted });
	return { songs, librarySongs: search(false), requesting, counts };
}
