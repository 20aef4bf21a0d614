import type { MediaSong } from '#src/media/media-song.ts';
import { generatedSongs, libraryRow, seeded } from './generated-songs.ts';
import { hardQueries } from './hard-queries.ts';

/** A query and the song that should be among the first 25. */
export interface Trial {
	query: string;
	artist: string;
	title: string;
}

/** A generated library with the songs of the hard queries planted in it. */
export function libraryWithPlanted(count: number): MediaSong[] {
	const songs = generatedSongs(count);
	const random = seeded(7);
	const planted = new Map(hardQueries.map(([, artist, title]) => [`${artist} ${title}`, { artist, title }]));
	let number = count;
	for (const song of planted.values())
		songs.splice(Math.floor(random() * songs.length), 0, libraryRow(number++, { ...song, album: 'Planted' }));
	return songs;
}

/** Words of three to twelve letters: what one slips in. */
const words = (text: string) => text.split(/\s+/).filter((word) => /^[a-z]{4,12}$/i.test(word));

function chosen(songs: readonly MediaSong[], count: number): MediaSong[] {
	const random = seeded(11);
	const result = new Set<MediaSong>();
	while (result.size < count) {
		const song = songs[Math.floor(random() * songs.length)];
		if (song !== undefined && words(song.artist).length > 0 && words(song.title).length > 0) result.add(song);
	}
	return Array.from(result);
}

function slip(word: string, random: () => number): string {
	const at = Math.floor(random() * (word.length - 1));
	const letter = String.fromCharCode(97 + Math.floor(random() * 26));
	const kinds = [
		word.slice(0, at) + word.slice(at + 1),
		word.slice(0, at) + letter + word.slice(at),
		word.slice(0, at) + letter + word.slice(at + 1),
		word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2),
	];
	return kinds[Math.floor(random() * kinds.length)] ?? word;
}

/** Sixty songs, each asked for with one slip in the artist and one in the title. */
export function slipTrials(songs: readonly MediaSong[]): Trial[] {
	const random = seeded(13);
	return chosen(songs, 60).map(({ artist, title }) => {
		const [inArtist = '', inTitle = ''] = [words(artist)[0], words(title)[0]];
		const query = `${artist} ${title}`
			.replace(inArtist, slip(inArtist, random))
			.replace(inTitle, slip(inTitle, random));
		return { query, artist, title };
	});
}

/** What Discord asks while sixty songs are typed: a query for each letter. */
export function keystrokes(songs: readonly MediaSong[]): string[] {
	return chosen(songs, 60).flatMap(({ artist, title }, place) => {
		const whole = (place % 2 === 0 ? title : `${artist} ${title}`).slice(0, 14);
		return Array.from(whole, (_, length) => whole.slice(0, length + 1));
	});
}

export const hardTrials: readonly Trial[] = hardQueries.map(([query, artist, title]) => ({
	query,
	artist,
	title,
}));

/** How many of the songs were among the first 25. */
export function foundIn(
	trials: readonly Trial[],
	search: (query: string) => readonly Pick<MediaSong, 'artist' | 'title'>[],
): Trial[] {
	return trials.filter(({ query, artist, title }) =>
		search(query).some((song) => song.artist === artist && song.title === title),
	);
}
