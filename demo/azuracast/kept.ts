import type { SimulatedSong } from './song-library.ts';

type Field = Exclude<keyof SimulatedSong, 'id' | 'uniqueId'>;
type Songs = readonly SimulatedSong[];

interface Seen<T> {
	songs: Songs;
	/** For each of the fields, those of all songs. */
	values: readonly (readonly unknown[])[];
	made: T;
}

/**
 * What was made of a station's songs, as long as none of these fields of theirs has changed; a real server has an index for that.
 * Anybody may change a song at any moment, hence every one is looked at each time: a hundredth of the time of sorting them.
 */
export class Kept<T> {
	readonly #fields: readonly Field[];
	#seen: Seen<T> | undefined;

	constructor(fields: readonly Field[]) {
		this.#fields = fields;
	}

	of(songs: Songs, make: () => T): T {
		if (this.#seen !== undefined && this.#isAsSeen(songs, this.#seen)) return this.#seen.made;
		const values = this.#fields.map((field) => songs.map((song) => song[field]));
		const made = make();
		this.#seen = { songs: [...songs], values, made };
		return made;
	}

	#isAsSeen(songs: Songs, seen: Seen<T>): boolean {
		if (songs.length !== seen.songs.length) return false;
		for (let place = 0; place < songs.length; place++) {
			if (songs[place] !== seen.songs[place]) return false;
		}
		return this.#fields.every((field, column) => isAsBefore(songs, field, seen.values[column] ?? []));
	}
}

function isAsBefore(songs: Songs, field: Field, values: readonly unknown[]): boolean {
	for (let place = 0; place < songs.length; place++) {
		if (songs[place]?.[field] !== values[place]) return false;
	}
	return true;
}

/** The songs of a station by playlists, and in the orders in which they were asked for. */
export class SongShelves {
	readonly #byPlaylist = new Kept<ReadonlyMap<number, Songs>>(['playlists']);
	readonly #orders = new Map<string, Kept<Songs>>();

	/** By the ids of the playlists; one without a song is not in it. */
	byPlaylist(songs: Songs): ReadonlyMap<number, Songs> {
		return this.#byPlaylist.of(songs, () => groupByPlaylist(songs));
	}

	inPlaylist(songs: Songs, id: number): Songs {
		return this.byPlaylist(songs).get(id) ?? [];
	}

	/** What `sorted` gives, kept under a name; it goes by these fields alone. */
	inOrder(songs: Songs, name: string, fields: readonly Field[], sorted: () => Songs): Songs {
		const kept = this.#orders.get(name) ?? new Kept<Songs>(fields);
		this.#orders.set(name, kept);
		return kept.of(songs, sorted);
	}
}

function groupByPlaylist(songs: Songs): Map<number, SimulatedSong[]> {
	const groups = new Map<number, SimulatedSong[]>();
	for (const song of songs) {
		for (const id of new Set(song.playlists)) {
			const group = groups.get(id);
			if (group === undefined) groups.set(id, [song]);
			else group.push(song);
		}
	}
	return groups;
}
