import { changesIn, newsIn } from './changes-in.ts';
import type { MediaChanges } from './media-changes.ts';
import type { MediaSong } from './media-song.ts';
import type { MediaNews, MediaState } from './media-state.ts';

/** More than this share of a library gone at once is doubted. */
const massShare = 0.2;

/** What changed, and what of it is news; doubted is what nobody should believe before everything was read again. */
export async function weighChanges(
	known: MediaState,
	songs: ReadonlyMap<string, MediaSong>,
	at: number,
): Promise<'doubted' | { changes: MediaChanges; news: MediaNews | undefined }> {
	const changes = await changesIn(known.songs, songs);
	const mass = changes.removed.length > known.songs.size * massShare;
	if (mass && known.doubtedAt === undefined) return 'doubted';
	if (newsIn(changes) === 0) return { changes, news: undefined };
	return { changes, news: { changes, songs: songs.size, before: known.songs.size, mass, at } };
}
