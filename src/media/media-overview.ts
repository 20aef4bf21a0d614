import { Breath } from './breath.ts';
import type { MediaSong } from './media-song.ts';

/** What a library holds, and what somebody may want to put in order there. */
export interface MediaOverview {
	songs: number;
	/** Milliseconds of all songs whose length is known. */
	playingMs: number;
	/** Songs that are there more than once, by the server's own name for the song or by equal artist and title. */
	duplicates: readonly (readonly MediaSong[])[];
	/** Without a title, or without an artist. */
	untagged: readonly MediaSong[];
	/** They never play by themselves. */
	inNoPlaylist: readonly MediaSong[];
}

/** Looks through all songs, in slices: 100,000 of them hold nobody up. */
export async function overviewOf(songs: ReadonlyMap<string, MediaSong>): Promise<MediaOverview> {
	const breath = new Breath();
	const twins = new Twins();
	const untagged: MediaSong[] = [];
	const inNoPlaylist: MediaSong[] = [];
	let playingMs = 0;
	for (const song of songs.values()) {
		playingMs += song.length ?? 0;
		if (song.title.trim() === '' || song.artist.trim() === '') untagged.push(song);
		if (song.playlists.length === 0) inNoPlaylist.push(song);
		twins.add(song);
		const pause = breath.due();
		if (pause !== undefined) await pause;
	}
	return { songs: songs.size, playingMs, duplicates: twins.groups(), untagged, inNoPlaylist };
}

/** Finds what is there more than once, each song as it comes. */
class Twins {
	/** The first song that was seen under each key. */
	readonly #firsts = new Map<string, MediaSong>();
	/** Only of songs that have a twin: most have none. */
	readonly #groups = new Map<MediaSong, MediaSong[]>();

	add(song: MediaSong): void {
		// Files without a title all have the same name for the server, and are no twins.
		if (song.title.trim() === '') return;
		let group: MediaSong[] | undefined;
		for (const key of keysOf(song)) {
			const first = this.#firsts.get(key);
			if (first === undefined) this.#firsts.set(key, song);
			else if (group === undefined) group = this.#join(first, song);
			else if (this.#groups.get(first) !== group) this.#merge(group, first);
		}
	}

	groups(): MediaSong[][] {
		return [...new Set(this.#groups.values())];
	}

	#join(first: MediaSong, song: MediaSong): MediaSong[] {
		const group = this.#groups.get(first) ?? [first];
		group.push(song);
		this.#groups.set(first, group);
		this.#groups.set(song, group);
		return group;
	}

	/** The song has one twin by its name and another one by its id. */
	#merge(group: MediaSong[], other: MediaSong): void {
		for (const song of this.#groups.get(other) ?? [other]) {
			group.push(song);
			this.#groups.set(song, group);
		}
	}
}

function keysOf({ songId, artist, title }: MediaSong): string[] {
	const name = `n${artist.trim().toLowerCase()}\n${title.trim().toLowerCase()}`;
	return songId === '' ? [name] : [`i${songId}`, name];
}
