import { LRUCache } from 'lru-cache';
import type { RequestableSong, SongRequestRole } from '#src/backends/roles/song-requests.ts';
import type { Page, Song } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import type { Station } from './station.ts';
import { Turns } from './turns.ts';

/** How many songs a person is offered while typing: Discord shows no more. */
const offered = 25;
/** A station's requestable songs change rarely; typing goes back and forth within seconds. */
const rememberedForMs = 60_000;

/** A song that was found; with its path where the server compares that as well. */
export type FoundSong = RequestableSong & { path?: string };

/** Where songs are looked for. */
export interface SongSource extends Pick<SongRequestRole, 'find'> {
	search(text: string, page: number, perPage: number): Promise<Page<FoundSong>>;
}

interface Found {
	at: number;
	page: Promise<Page<FoundSong>>;
	/** What came of it, once it is there. */
	rows?: FoundSong[];
	/** Every match is known, so that a longer text needs no new search. */
	complete?: FoundSong[];
}

/** Finds requestable songs while a person types, with as few questions to the radio server as can be. */
export class SongFinder {
	readonly #clock: Clock;
	readonly #found = new LRUCache<string, Found>({ max: 1_000 });
	/** One search at a time for each station. */
	readonly #turns = new Map<string, Turns>();
	readonly #songs = new LRUCache<string, Song>({ max: 20_000 });

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/**
	 * Up to 25 songs for what was typed so far: at most one search, none for a text asked for within the last minute or for one
	 * that only narrows a list already known in full. A station is asked one thing at a time: a text that the person (`who`) has gone on
	 * typing before its turn came is answered from what is known by then.
	 */
	async suggest(station: Station, requests: SongSource, typed: string, who = ''): Promise<RequestableSong[]> {
		const text = fold(typed);
		const known = this.#completeFor(station, text);
		if (known !== undefined) return known.filter((row) => matches(row, text));
		const asked = this.#fresh(`${station.id} ${text}`);
		if (asked !== undefined) return (await asked.page).rows;
		const turns = this.#turns.get(station.id) ?? new Turns();
		this.#turns.set(station.id, turns);
		try {
			const rows = await turns.take(who, async () => {
				// What came while this one waited may answer it.
				const complete = this.#completeFor(station, text);
				if (complete !== undefined) return complete.filter((row) => matches(row, text));
				return (await this.#firstPage(station, requests, text)).rows;
			});
			return rows ?? this.#soFar(station, text);
		} finally {
			if (turns.isIdle) this.#turns.delete(station.id);
		}
	}

	/** One page of everything that matches. */
	async search(
		station: Station,
		requests: SongSource,
		text: string,
		page: number,
		perPage: number,
	): Promise<Page<RequestableSong>> {
		const found = await requests.search(text, page, perPage);
		this.#remember(station, found.rows);
		return found;
	}

	/**
	 * What fits a text that somebody typed out instead of choosing: as it is or, since AzuraCast compares title, artist and album
	 * each alone, read as "artist – title".
	 */
	async searchTyped(
		station: Station,
		requests: SongSource,
		typed: string,
		most: number,
	): Promise<Page<RequestableSong>> {
		const found = await this.search(station, requests, typed.trim(), 1, most);
		const [, artist, title] = /^(.+?)\s+[-–—]\s+(.+)$/.exec(typed.trim()) ?? [];
		if (found.rows.length > 0 || artist === undefined || title === undefined) return found;
		const byTitle = await this.search(station, requests, title, 1, most);
		const rows = byTitle.rows.filter((row) => fold(row.song.artist).includes(fold(artist)));
		return { rows, page: 1, pages: 1, total: rows.length };
	}

	/** The song behind an id: remembered from a search, or asked for. Null if nobody can say. */
	async byId(station: Station, requests: SongSource, requestId: string): Promise<Song | null> {
		return this.#songs.get(`${station.id} ${requestId}`) ?? (await requests.find(requestId));
	}

	/** Whether this id was offered by a search not long ago. */
	wasOffered(station: Station, requestId: string): boolean {
		return this.#songs.has(`${station.id} ${requestId}`);
	}

	async #firstPage(station: Station, requests: SongSource, text: string): Promise<Page<RequestableSong>> {
		const key = `${station.id} ${text}`;
		const known = this.#fresh(key);
		if (known !== undefined) return known.page;
		const found: Found = { at: this.#clock.now(), page: requests.search(text, 1, offered) };
		this.#found.set(key, found);
		try {
			const page = await found.page;
			this.#remember(station, page.rows);
			found.rows = page.rows;
			if (page.total <= page.rows.length) found.complete = page.rows;
			return page;
		} catch (error) {
			// A failed search is no answer: the next keystroke asks again.
			this.#found.delete(key);
			throw error;
		}
	}

	/** Of what was found for a shorter text, what still fits. */
	#soFar(station: Station, text: string): RequestableSong[] {
		for (let length = text.length; length >= 0; length--) {
			const rows = this.#fresh(`${station.id} ${text.slice(0, length)}`)?.rows;
			if (rows !== undefined) return rows.filter((row) => matches(row, text));
		}
		return [];
	}

	#completeFor(station: Station, text: string): RequestableSong[] | undefined {
		for (let length = text.length - 1; length >= 0; length--) {
			const complete = this.#fresh(`${station.id} ${text.slice(0, length)}`)?.complete;
			if (complete !== undefined) return complete;
		}
		return undefined;
	}

	#fresh(key: string): Found | undefined {
		const found = this.#found.get(key);
		return found !== undefined && this.#clock.now() - found.at < rememberedForMs ? found : undefined;
	}

	#remember(station: Station, rows: readonly RequestableSong[]): void {
		for (const row of rows) this.#songs.set(`${station.id} ${row.requestId}`, row.song);
	}
}

/** Lower case without accents, one space between words: as AzuraCast's database compares. */
function fold(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/\p{Mark}/gu, '')
		.toLowerCase()
		.replace(/\s+/g, ' ')
		.trim();
}

function matches({ song, path = '' }: FoundSong, text: string): boolean {
	return [song.title, song.artist, song.album, path].some((field) => fold(field).includes(text));
}
