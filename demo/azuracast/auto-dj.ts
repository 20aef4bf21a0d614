import type { SimulatedPlaylist } from './playlist.ts';
import { pickOne, type Random } from './random.ts';
import { isScheduledAt } from './schedule-times.ts';
import type { SimulatedSong } from './song-library.ts';

/** What the AutoDJ puts next: a song, and the playlist it took it from. */
export interface Choice {
	song: SimulatedSong;
	playlist: SimulatedPlaylist;
}

export interface AutoDjShelf {
	/** By the ids of the playlists that they are in. */
	songs: ReadonlyMap<number, readonly SimulatedSong[]>;
	playlists: readonly SimulatedPlaylist[];
	timezone: string;
	random: Random;
}

/** Songs that were on or are queued, newest first, with the playlist each came from. */
export type Recent = readonly { songId: string; artist: string; playlist: string }[];

/**
 * Chooses a song for `at`: a jingle when one is due, else from the playlists scheduled for that hour, else from the general
 * ones by weight. Null if nothing can be played: then the last song stays, as it does on a real station.
 */
export function chooseSong(shelf: AutoDjShelf, at: number, recent: Recent): Choice | null {
	const usable = shelf.playlists.filter(
		(playlist) => playlist.isEnabled && playlist.source === 'songs' && songsOf(shelf, playlist).length > 0,
	);
	const jingle = usable.find((playlist) => isJingleDue(playlist, recent));
	if (jingle !== undefined) return { song: pickOne(shelf.random, songsOf(shelf, jingle)), playlist: jingle };

	const general = usable.filter((playlist) => playlist.type === 'default');
	const scheduled = general.filter((playlist) => isScheduledAt(playlist.schedule, shelf.timezone, at));
	const candidates =
		scheduled.length > 0 ? scheduled : general.filter(({ schedule }) => schedule.length === 0);
	if (candidates.length === 0) return null;
	const playlist = pickByWeight(shelf.random, candidates);
	return { song: pickFresh(shelf, playlist, recent), playlist };
}

function isJingleDue(playlist: SimulatedPlaylist, recent: Recent): boolean {
	if (playlist.type !== 'once_per_x_songs') return false;
	return recent
		.slice(0, Math.max(1, playlist.playPerSongs))
		.every((played) => played.playlist !== playlist.name);
}

function pickByWeight(random: Random, playlists: readonly SimulatedPlaylist[]): SimulatedPlaylist {
	return pickOne(
		random,
		playlists.flatMap((playlist) => Array.from({ length: Math.max(1, playlist.weight) }, () => playlist)),
	);
}

/** Of so many songs one that fits is found by trying, nearly always; looking at all of them for each choice would take seconds. */
const many = 5_000;
const tries = 20;

/** A song, and if possible an artist, that was not on lately. */
function pickFresh(shelf: AutoDjShelf, playlist: SimulatedPlaylist, recent: Recent): SimulatedSong {
	const songs = songsOf(shelf, playlist);
	const lately = recent.slice(0, Math.floor(songs.length / 2));
	const played = new Set(lately.map((entry) => entry.songId));
	const artists = new Set(recent.slice(0, 5).map((entry) => entry.artist));
	const isBest = (song: SimulatedSong) => !artists.has(song.artist) && !played.has(song.songId);
	if (songs.length > many) {
		const tried = Array.from({ length: tries }, () => pickOne(shelf.random, songs));
		const found = tried.find((song) => isBest(song));
		if (found !== undefined) return found;
	}
	const best = songs.filter((song) => isBest(song));
	if (best.length > 0) return pickOne(shelf.random, best);
	const fresh = songs.filter((song) => !played.has(song.songId));
	return pickOne(shelf.random, fresh.length > 0 ? fresh : songs);
}

function songsOf(shelf: AutoDjShelf, { id }: SimulatedPlaylist): readonly SimulatedSong[] {
	return shelf.songs.get(id) ?? [];
}
