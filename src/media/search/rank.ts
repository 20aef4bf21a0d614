import type { MediaSong } from '../media-song.ts';
import { hash } from './id-table.ts';

/** How often a song was played or asked for; 0 where nobody knows. */
export type Popularity = (song: MediaSong) => number;

const mostBrevity = 63;

/**
 * What decides between songs that fit equally well, in 32 bits, more being better: how popular a song is (6 bits, in steps that double
 * the count every four), how short its title is (6), and a mix of its id, so that the order is always the same.
 */
export function rankOf(song: MediaSong, popularity: number): number {
	const popular = Math.min(63, Math.floor(Math.log2(1 + Math.max(0, popularity)) * 4));
	const brevity = mostBrevity - Math.min(mostBrevity, song.title.length);
	return ((popular << 26) | (brevity << 20) | (hash(song.id) & 0xfffff)) >>> 0;
}

/** The popularity in a rank, 0 to 63. */
export function popularityIn(rank: number): number {
	return rank >>> 26;
}
