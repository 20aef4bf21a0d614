import type { BackendError } from '#src/backends/backend-error.ts';
import type { Station } from '#src/stations/station.ts';
import type { MediaIdentity } from './media-file.ts';
import { identityOf } from './media-folder.ts';
import type { MediaOutcome } from './media-outcome.ts';
import type { MediaPlace } from './media-song.ts';
import { isNotForThisKey } from './media-source.ts';
import type { MediaState, MediaTrouble } from './media-state.ts';
import type { MediaWork } from './media-work.ts';
import { WorkLine } from './work-line.ts';

/** What is kept of one library, and done for it. */
export interface Entry {
	readonly place: MediaPlace;
	readonly identity: MediaIdentity;
	readonly stop: AbortController;
	/** One piece of work at a time. */
	readonly line: WorkLine;
	state: MediaState | undefined;
	/** Why the last piece of work came to nothing. */
	trouble: MediaTrouble | undefined;
	/** A disk that stays full is told once. */
	isUnwritten: boolean;
}

export function newEntry(
	station: Station,
	perform: (entry: Entry, work: MediaWork, begin: () => void) => Promise<MediaOutcome>,
): Entry {
	const stop = new AbortController();
	const entry: Entry = {
		place: { guildId: station.guildId, id: station.id },
		identity: identityOf(station),
		stop,
		line: new WorkLine(stop.signal, (work, begin) => perform(entry, work, begin)),
		state: undefined,
		trouble: undefined,
		isUnwritten: false,
	};
	return entry;
}

/** The last piece of work came to nothing. A library that the key sees no longer stays as it is known. */
export function noteTrouble(entry: Entry, error: BackendError, at: number): void {
	entry.trouble = { error, since: entry.trouble?.since ?? at };
	const { state } = entry;
	if (state?.header.source !== 'staff' || !isNotForThisKey(error)) return;
	entry.state = { ...state, outOfReach: { error, since: state.outOfReach?.since ?? at } };
}
