import type { MediaSong } from '../media-song.ts';
import type { Candidate } from './best-songs.ts';
import { fold } from './fold.ts';
import { popularityIn } from './rank.ts';

/** Points that differ by less are the same to a person; what is popular comes first then. */
const band = 40;

/** The best first: what is called exactly so, what begins so, what has the words in this order; then points, then popularity. */
export function inOrder(candidates: readonly Candidate[], query: string): MediaSong[] {
	const wanted = query.replaceAll('-', ' ');
	return candidates
		.map((candidate) => {
			const { song, points, rank, full } = candidate;
			const [title, artist] = [fold(song.title), fold(song.artist)].map((text) =>
				text.replaceAll('-', ' '),
			) as [string, string];
			const bonus = query === '' ? 0 : exactness(wanted, title, artist);
			const popular = popularityIn(rank);
			return { song, title, popular, full, value: bonus * 1_000 + Math.floor(points / band) };
		})
		.toSorted(
			(a, b) =>
				Number(b.full) - Number(a.full) ||
				b.value - a.value ||
				b.popular - a.popular ||
				a.title.length - b.title.length ||
				byUnits(a.title, b.title) ||
				byUnits(a.song.id, b.song.id),
		)
		.map(({ song }) => song);
}

function exactness(wanted: string, title: string, artist: string): number {
	const [one, other] = [`${artist} ${title}`, `${title} ${artist}`];
	if (wanted === one || wanted === other || wanted === title) return 5;
	if (wanted === artist) return 4;
	if (one.startsWith(wanted) || other.startsWith(wanted)) return 3;
	if (one.includes(` ${wanted}`) || other.includes(` ${wanted}`)) return 2;
	return 0;
}

function byUnits(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
