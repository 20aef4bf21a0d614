import { Breath } from './breath.ts';
import { type MediaChanges, type Retag, type SongChange, tagFields } from './media-changes.ts';
import type { MediaSong } from './media-song.ts';

type Songs = ReadonlyMap<string, MediaSong>;

/** What is different between two states of a library, song by song by their ids. Done in slices: 100,000 songs hold nobody up. */
export async function changesIn(before: Songs, after: Songs): Promise<MediaChanges> {
	const breath = new Breath();
	const added: MediaSong[] = [];
	const removed: MediaSong[] = [];
	const moved: SongChange[] = [];
	const retagged: Retag[] = [];
	const touched: SongChange[] = [];
	let looked = 0;
	for (const song of after.values()) {
		if ((looked += 1) % 256 === 0) await breath.due();
		const known = before.get(song.id);
		if (known === song) continue;
		if (known === undefined) {
			added.push(song);
			continue;
		}
		const change = { before: known, after: song };
		const fields = tagFields.filter((field) => known[field] !== song[field]);
		const isMoved = isElsewhere(known.path, song.path);
		if (isMoved) moved.push(change);
		if (fields.length > 0) retagged.push({ ...change, fields });
		if (!isMoved && fields.length === 0 && isTouched(change)) touched.push(change);
	}
	for (const song of before.values()) {
		if ((looked += 1) % 256 === 0) await breath.due();
		if (!after.has(song.id)) removed.push(song);
	}
	return { added, removed, moved, retagged, touched };
}

/** How many songs are different in a way that people want to hear of. */
export function newsIn({ added, removed, moved, retagged }: MediaChanges): number {
	return added.length + removed.length + moved.length + retagged.length;
}

export function isSame(changes: MediaChanges): boolean {
	return newsIn(changes) === 0 && changes.touched.length === 0;
}

/** A path that was not known before, or is not any more, is no move. */
function isElsewhere(before: string, after: string): boolean {
	return before !== after && before !== '' && after !== '';
}

function isTouched({ before, after }: SongChange): boolean {
	return (
		before.path !== after.path ||
		before.songId !== after.songId ||
		before.length !== after.length ||
		before.art !== after.art ||
		before.mtime !== after.mtime ||
		before.requestable !== after.requestable ||
		before.requestId !== after.requestId ||
		before.playlists.length !== after.playlists.length ||
		before.playlists.some((id, place) => id !== after.playlists[place])
	);
}
