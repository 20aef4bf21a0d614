import type { SimulatedPlaylist } from './playlist.ts';
import type { Random } from './random.ts';
import { inventJingles, inventSongs, type SimulatedSong } from './song-library.ts';

/**
 * A library for these playlists: music in the first general one, every fifth song also in one of the others, and station
 * calls in those that play once per some songs.
 */
export function stockLibrary(
	random: Random,
	playlists: readonly SimulatedPlaylist[],
	songs: number,
	uploadedAt: number,
): SimulatedSong[] {
	const [general, ...others] = playlists.filter((playlist) => playlist.type === 'default');
	const calls = playlists.filter((playlist) => playlist.type === 'once_per_x_songs');
	const music = inventSongs(random, songs, uploadedAt);
	const jingles = calls.length === 0 ? [] : inventJingles(random, songs + 1, uploadedAt);
	for (const song of jingles) song.playlists = calls.map((playlist) => playlist.id);
	for (const song of music) {
		const shared = others.filter((_, place) => song.id % 5 === place);
		song.playlists = [general, ...shared].flatMap((playlist) => playlist?.id ?? []);
	}
	return [...music, ...jingles];
}
