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
	let met = 0;
	for (const song of after.values()) {
		if ((looked += 1) % 256 === 0) await breath.due();
		const known = before.get(song.id);
		if (known === undefined) {
			added.push(song);
			continue;
		}
		met += 1;
		if (isAlike(known, song)) continue;
		const change = { before: known, after: song };
		const fields = tagFields.filter((field) => known[field] !== song[field]);
		const isMoved = isElsewhere(known.path, song.path);
		if (isMoved) moved.push(change);
		if (fields.length > 0) retagged.push({ ...change, fields });
		if (!isMoved && fields.length === 0) touched.push(change);
	}
	// Where all that was known was met, nothing is gone.
	for (const song of met === before.size ? [] : before.values()) {
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

/** Field by field, since nearly all songs of a library are alike, and nothing has to be made to see that. */
function isAlike(before: MediaSong, after: MediaSong): boolean {
	return (
		before === after ||
		(before.mtime === after.mtime &&
			before.length === after.length &&
			before.requestable === after.requestable &&
			before.requestId === after.requestId &&
			before.title === after.title &&
			before.artist === after.artist &&
			before.album === after.album &&
			before.genre === after.genre &&
			before.isrc === after.isrc &&
			before.path === after.path &&
			before.songId === after.songId &&
			before.art === after.art &&
			areSame(before.playlists, after.playlists))
	);
}

function areSame(before: readonly string[], after: readonly string[]): boolean {
	return before.length === after.length && before.every((id, place) => id === after[place]);
}
