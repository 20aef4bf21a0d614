import type { Station } from '#src/stations/station.ts';
import type { CrawlPlace } from './crawl.ts';
import type { MediaIdentity } from './media-file.ts';
import { identityOf } from './media-folder.ts';
import type { MediaPlace } from './media-song.ts';
import type { MediaState } from './media-state.ts';

/** What is kept of one library, and done for it. */
export interface Entry {
	readonly place: MediaPlace;
	readonly identity: MediaIdentity;
	readonly stop: AbortController;
	state: MediaState | undefined;
	/** One piece of work at a time. */
	work: Promise<void> | undefined;
	progress: CrawlPlace | undefined;
	/** A disk that stays full is told once. */
	isUnwritten: boolean;
}

export function newEntry(station: Station): Entry {
	return {
		place: { guildId: station.guildId, id: station.id },
		identity: identityOf(station),
		stop: new AbortController(),
		state: undefined,
		work: undefined,
		progress: undefined,
		isUnwritten: false,
	};
}
