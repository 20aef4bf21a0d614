import { isSame } from './changes-in.ts';
import type { MediaIdentity } from './media-file.ts';
import { mediaMark } from './media-line.ts';
import type { MediaOutcome } from './media-outcome.ts';
import type { MediaUpdate } from './media-song.ts';
import type { MediaNews, MediaState } from './media-state.ts';
import type { LibraryReading } from './read-library.ts';
import { weighChanges } from './weigh-changes.ts';

/** Until a doubt is looked into: a disk that was away may be back by then. */
export const doubtPauseMs = 5 * 60_000;

/** What a reading makes of a library. */
export interface Taken {
	state: MediaState;
	/** Worth being written down. */
	isNew: boolean;
	/** Absent if the songs are what they were. */
	update?: MediaUpdate;
	news?: MediaNews | undefined;
	outcome: MediaOutcome;
}

/** Compares what was read with what was known. `tookMs`: what reading it took. */
export async function takeReading(
	{ known, songs, reads, whole, ...read }: LibraryReading,
	identity: MediaIdentity,
	{ at, tookMs }: { at: number; tookMs: number },
): Promise<Taken> {
	const cost = { reads, whole, tookMs };
	const header: MediaState['header'] = { ...mediaMark, ...identity, ...read, checkedAt: at };
	const sure = { header, doubt: undefined, outOfReach: undefined };
	if (known === undefined) {
		const outcome = { kind: 'first', songs: songs.size, ...cost } as const;
		return { state: { ...sure, songs, lastNews: undefined }, isNew: true, update: 'all', outcome };
	}
	const weighed = await weighChanges(known, songs, at);
	if ('doubt' in weighed) {
		const { doubt } = weighed;
		const missing = doubt.missing.size;
		const againAt = at + doubtPauseMs;
		return {
			state: { ...known, doubt, outOfReach: undefined },
			isNew: false,
			outcome: { kind: 'doubted', missing, songs: known.songs.size, againAt, ...cost },
		};
	}
	const { changes, news } = weighed;
	const outcome = { kind: 'compared', songs: songs.size, changes, ...cost } as const;
	// That everything was read is worth knowing after a restart.
	if (isSame(changes)) return { state: { ...known, ...sure }, isNew: whole, outcome };
	const state = { ...sure, songs, lastNews: news ?? known.lastNews };
	return { state, isNew: true, update: changes, news, outcome };
}
