import type { MediaSong } from '../media-song.ts';
import type { Segment } from './segment.ts';

export interface Candidate {
	song: MediaSong;
	rank: number;
	/** Every word was found. */
	full: boolean;
	/** Of 1,000. */
	points: number;
	/** The three above in one number. */
	key: number;
}

/** Puts what decides into one number: all words found, then points, then rank. */
export function keyOf(full: boolean, points: number, rank: number): number {
	return ((full ? 2_048 : 0) + points) * 2 ** 32 + rank;
}

/** The best of many, without sorting them all. What is best does not depend on the order in which they come. */
export class BestSongs {
	readonly #most: number;
	#kept: Candidate[] = [];
	#floor = -1;

	constructor(most: number) {
		this.#most = most;
	}

	/** Whether a song of such a key could be among the best. */
	wants(key: number): boolean {
		return key >= this.#floor;
	}

	add(segment: Segment, slot: number, found: { full: boolean; points: number; key: number }): void {
		const song = segment.songs[slot];
		if (song === undefined) return;
		this.#kept.push({ song, rank: segment.ranks[slot] ?? 0, ...found });
		if (this.#kept.length >= this.#most * 4) this.#trim();
	}

	/** The best first; each song once. */
	taken(): Candidate[] {
		this.#trim();
		return this.#kept;
	}

	#trim(): void {
		const seen = new Set<string>();
		this.#kept = this.#kept
			.toSorted((a, b) => b.key - a.key || (a.song.id < b.song.id ? -1 : 1))
			.filter(({ song }) => !seen.has(song.id) && seen.add(song.id))
			.slice(0, this.#most);
		if (this.#kept.length === this.#most) this.#floor = this.#kept.at(-1)?.key ?? -1;
	}
}
