import type { Page, Song } from '../roles.ts';

export interface RequestableSong {
	/** What {@link SongRequestRole.submit} takes. */
	requestId: string;
	song: Song;
}

export interface SongRequestRole {
	/** Songs that may be requested; `text` is matched by the server, '' lists all. */
	search(text: string, page: number, perPage: number): Promise<Page<RequestableSong>>;
	/**
	 * A page of all of them, from 1, for reading the whole list; null beyond the last page. Sends the station key where there is
	 * one: AzuraCast gives no more than 25 rows a page to whoever has none.
	 */
	list(page: number, perPage: number): Promise<Page<RequestableSong> | null>;
	/** The song behind an id that is not known from a search; null if this key may not look or there is none. */
	find(requestId: string): Promise<Song | null>;
	/** Asks for the song. Resolves only when the server confirmed it. */
	submit(requestId: string): Promise<void>;
}
