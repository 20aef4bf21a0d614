import { BackendError } from '#src/backends/backend-error.ts';
import type { LibrarySong } from '#src/backends/roles/library.ts';
import type { RequestableSong } from '#src/backends/roles/song-requests.ts';
import type { Page, Song } from '#src/backends/roles.ts';
import { type Clock, within } from '#src/clock.ts';
import type { FoundSong, SongFinder, SongSource } from '#src/stations/song-finder.ts';
import type { Station } from '#src/stations/station.ts';
import type { MediaLibrary, MediaPlace, MediaSong } from './media-song.ts';
import type { SongIndex } from './search/song-index.ts';
import type { StationIndexes } from './search/station-indexes.ts';

/** As many as Discord shows while typing. */
const offered = 25;
/** Of so many the best order is found out; later pages of a list hold no more than these. */
const ordered = { typing: 200, pages: 500 } as const;
/** Discord drops suggestions after three seconds: by then the radio server has to be asked if an index is still being made. */
const longestWaitMs = 1_500;

/** Songs that were found, and where. */
export interface FoundSongs extends Page<FoundSong> {
	/** None has all words as they were typed: these come close. */
	close: boolean;
	/** When the library was last compared with the radio server, if the songs come from it; undefined if the server was asked. */
	knownAt: number | undefined;
}

export interface SongSearchParts {
	library: MediaLibrary & { state(place: MediaPlace): { header: { checkedAt: number } } | undefined };
	indexes: StationIndexes;
	/** Asks the radio server where the library is not known. */
	finder: SongFinder;
	/** Finds only what listeners may ask for. */
	requestableOnly: boolean;
	clock: Clock;
}

/** Finds songs in what is known of a station's library, without a question to its radio server; or asks it. */
export class SongSearch {
	readonly #parts: SongSearchParts;

	constructor(parts: SongSearchParts) {
		this.#parts = parts;
	}

	/** Up to 25 songs for what was typed so far: what fits first, then what comes close. `who` is typing. */
	async suggest(station: Station, source: SongSource, typed: string, who = ''): Promise<RequestableSong[]> {
		const index = await this.#indexOf(station);
		if (index === undefined) return this.#parts.finder.suggest(station, source, typed, who);
		const { songs, close } = index.search(typed, this.#wish(ordered.typing));
		return [...songs, ...close].slice(0, offered).map((song) => this.#found(song));
	}

	/** One page of everything that fits; of what comes close if nothing does. */
	async search(
		station: Station,
		source: SongSource,
		text: string,
		page: number,
		perPage: number,
	): Promise<FoundSongs> {
		const ask = () => this.#parts.finder.search(station, source, text, page, perPage);
		return (await this.#known(station, text, { page, perPage }, ask)) ?? asked(await ask());
	}

	/** What fits a text that somebody typed out instead of choosing. */
	async searchTyped(station: Station, source: SongSource, typed: string, most: number): Promise<FoundSongs> {
		const ask = () => this.#parts.finder.searchTyped(station, source, typed, most);
		return (await this.#known(station, typed, { page: 1, perPage: most }, ask)) ?? asked(await ask());
	}

	/** The song behind an id: known, or asked for. Null if nobody can say. */
	async byId(station: Station, source: SongSource, id: string): Promise<Song | null> {
		const known = this.#songOf(station, id);
		return known === undefined ? this.#parts.finder.byId(station, source, id) : asSong(known);
	}

	/** Whether this is the id of a song that is known here, or was offered by a search not long ago. */
	wasOffered(station: Station, id: string): boolean {
		return this.#songOf(station, id) !== undefined || this.#parts.finder.wasOffered(station, id);
	}

	/** The song of this id with its place in the library, as far as it is known here. */
	known(station: Station, id: string): Pick<LibrarySong, 'id' | 'song' | 'path' | 'length'> | undefined {
		const known = this.#songOf(station, id);
		// Where only what may be requested is known, nobody knows where it lies.
		if (known === undefined || known.path === '') return undefined;
		return { id: known.id, song: asSong(known), path: known.path, length: known.length };
	}

	async #indexOf(station: Station): Promise<SongIndex | undefined> {
		const { indexes, clock } = this.#parts;
		return within(clock, longestWaitMs, indexes.of(station), undefined);
	}

	/** Undefined where the library is not known. What it does not have may be new on the server, which is then asked. */
	async #known(
		station: Station,
		text: string,
		{ page, perPage }: { page: number; perPage: number },
		ask: () => Promise<Page<FoundSong>>,
	): Promise<FoundSongs | undefined> {
		const index = await this.#indexOf(station);
		const knownAt = this.#parts.library.state(station)?.header.checkedAt;
		if (index === undefined || knownAt === undefined) return undefined;
		const found = index.search(text, this.#wish(ordered.pages));
		if (found.total === 0) {
			const there = await unlessItFails(ask);
			if (there !== undefined && (there.total > 0 || found.close.length === 0)) return asked(there);
		}
		const close = found.total === 0;
		const songs = close ? found.close : found.songs;
		const pages = Math.max(1, Math.ceil(songs.length / perPage));
		const shown = Math.min(page, pages);
		const rows = songs.slice((shown - 1) * perPage, shown * perPage).map((song) => this.#found(song));
		return { rows, page: shown, pages, total: close ? songs.length : found.total, close, knownAt };
	}

	#wish(most: number) {
		return { requestableOnly: this.#parts.requestableOnly, most };
	}

	#songOf(station: Station, id: string): MediaSong | undefined {
		const song = this.#parts.library.songs(station)?.get(id);
		if (song === undefined || !this.#parts.requestableOnly) return song;
		return song.requestable && song.requestId === id ? song : undefined;
	}

	#found(song: MediaSong): FoundSong {
		const requestId = this.#parts.requestableOnly ? (song.requestId ?? song.id) : song.id;
		return { requestId, song: asSong(song), path: song.path };
	}
}

function asSong({ songId, title, artist, album, art, path }: MediaSong): Song {
	const text = title === '' && artist === '' ? (path.split('/').at(-1) ?? '') : '';
	return { id: songId, title, artist, album, text, art };
}

function asked(page: Page<FoundSong>): FoundSongs {
	return { ...page, close: false, knownAt: undefined };
}

/** A radio server in trouble is no reason to keep quiet about what is known here. */
async function unlessItFails<T>(ask: () => Promise<T>): Promise<T | undefined> {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof BackendError) return undefined;
		throw error;
	}
}
