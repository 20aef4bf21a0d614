import { Breath } from '../breath.ts';
import type { MediaChanges } from '../media-changes.ts';
import type { MediaSong } from '../media-song.ts';
import { buildSegment } from './build-segment.ts';
import { type Popularity, rankOf } from './rank.ts';
import type { Scratch } from './scratch.ts';
import { type Found, type SearchWish, searchSegments } from './search-segments.ts';
import { bytesOf, emptySegment, goneFlag, requestableFlag, type Segment, slotOf } from './segment.ts';

/** Past this many songs, or this share, that came later, everything is built anew. */
const mostRecent = 1_000;
const recentShare = 0.1;

/**
 * The songs of one library, searchable. What changes lies in a small segment of its own until there is much of it; a search gives the
 * same as if all had been built anew.
 */
export class SongIndex {
	readonly #popularity: Popularity;
	readonly #scratch: Scratch;
	#main: Segment;
	#recent: Segment = emptySegment;

	private constructor(main: Segment, popularity: Popularity, scratch: Scratch) {
		this.#main = main;
		this.#popularity = popularity;
		this.#scratch = scratch;
	}

	static async of(
		songs: Iterable<MediaSong>,
		{ popularity, scratch }: { popularity: Popularity; scratch: Scratch },
	): Promise<SongIndex> {
		return new SongIndex(await buildSegment(Array.from(songs), popularity), popularity, scratch);
	}

	/** About what it takes, without the songs themselves. */
	get bytes(): number {
		return bytesOf(this.#main) + bytesOf(this.#recent);
	}

	search(typed: string, wish: SearchWish): Found {
		return searchSegments([this.#main, this.#recent], typed, wish, this.#scratch);
	}

	/** Takes in what changed. One at a time; searches meanwhile know the songs as they were. */
	async update(changes: MediaChanges): Promise<void> {
		const breath = new Breath();
		const away = new Set(changes.removed.map(({ id }) => id));
		const later = new Map(changes.added.map((song) => [song.id, song]));
		for (const { before, after } of [...changes.moved, ...changes.retagged, ...changes.touched]) {
			await breath.due();
			if (sameTexts(before, after)) this.#replace(after);
			else later.set(after.id, after);
		}
		const recent = new Map<string, MediaSong>();
		for (const song of present(this.#recent)) if (!away.has(song.id)) recent.set(song.id, song);
		for (const song of later.values()) recent.set(song.id, song);
		const isMuch = recent.size > Math.max(mostRecent, this.#main.songs.length * recentShare);
		if (isMuch) {
			const all = present(this.#main).filter(({ id }) => !away.has(id) && !recent.has(id));
			this.#main = await buildSegment([...all, ...recent.values()], this.#popularity);
			this.#recent = emptySegment;
			return;
		}
		const built =
			later.size === 0 && recent.size === present(this.#recent).length
				? this.#recent
				: await buildSegment(Array.from(recent.values()), this.#popularity);
		for (const id of [...away, ...later.keys()]) {
			const slot = slotOf(this.#main, id);
			if (slot >= 0) this.#main.flags[slot] = goneFlag;
		}
		this.#recent = built;
	}

	/** The same texts: the song stays where it is. */
	#replace(song: MediaSong): void {
		for (const segment of [this.#main, this.#recent]) {
			const slot = slotOf(segment, song.id);
			if (slot < 0) continue;
			segment.songs[slot] = song;
			segment.flags[slot] = song.requestable ? requestableFlag : 0;
			segment.ranks[slot] = rankOf(song, this.#popularity(song));
		}
	}
}

function present({ songs, flags }: Segment): MediaSong[] {
	return songs.filter((_, slot) => ((flags[slot] ?? 0) & goneFlag) === 0);
}

function sameTexts(before: MediaSong, after: MediaSong): boolean {
	return (
		before.title === after.title &&
		before.artist === after.artist &&
		before.album === after.album &&
		before.path === after.path
	);
}
