import { changesIn, newsIn } from './changes-in.ts';
import type { MediaChanges } from './media-changes.ts';
import type { MediaSong } from './media-song.ts';
import type { MediaDoubt, MediaNews, MediaState } from './media-state.ts';

/** More than this share of a library gone at once is doubted. */
const massShare = 0.2;

/**
 * What changed, and what of it is news. Doubted is what nobody should believe before another whole fetch said the same: songs that
 * an earlier one did not find either are believed to be gone.
 */
export async function weighChanges(
	known: MediaState,
	songs: ReadonlyMap<string, MediaSong>,
	at: number,
): Promise<{ doubt: MediaDoubt } | { changes: MediaChanges; news: MediaNews | undefined }> {
	const changes = await changesIn(known.songs, songs);
	const mass = isMass(changes.removed.length, known.songs.size);
	const missed = changes.removed.filter(({ id }) => known.doubt?.missing.has(id) !== true);
	if (isMass(missed.length, known.songs.size))
		return { doubt: { missing: new Set(changes.removed.map(({ id }) => id)), at } };
	if (newsIn(changes) === 0) return { changes, news: undefined };
	return { changes, news: { changes, songs: songs.size, before: known.songs.size, mass, at } };
}

/** Whether so many of the songs that there were are gone that a folder may be missing. */
export function isMass(removed: number, before: number): boolean {
	return removed > before * massShare;
}
