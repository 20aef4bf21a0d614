import type { Page } from '../roles.ts';
import type { LibrarySong } from './library.ts';

export interface Playlist {
	id: string;
	name: string;
	description: string;
	/** When it is played: in turn with others, every so many songs or minutes, at a minute of each hour, or by its own rules. */
	rule: 'rotation' | 'every-songs' | 'every-minutes' | 'every-hour' | 'custom';
	/** Songs, minutes, or the minute of the hour, as the rule wants; null for the other rules. */
	every: number | null;
	order: 'shuffle' | 'random' | 'sequential' | 'other';
	/** Songs of the library, or a stream or list from elsewhere. */
	source: 'songs' | 'remote';
	/** True where playlists cannot be switched off. */
	isEnabled: boolean;
	/** Plays now; left out where playlists are switched on and off, and take turns as they are. */
	isOnAir?: boolean;
	isJingle: boolean;
	takesRequests: boolean;
	weight: number;
	songs: number;
	/** Milliseconds of all its songs. */
	length: number | null;
	/** Hours as `1830` in the station's time zone, days 1 (Monday) to 7; no days means every day. Empty: at any time. */
	slots: { from: number; to: number; days: number[] }[];
}

export type PlaylistFormat = 'm3u' | 'pls';

export interface PlaylistsRole {
	list(): Promise<Playlist[]>;
	one(id: string): Promise<Playlist>;
	/** The songs of a playlist, in the library's order. */
	songs(id: string, page: number, perPage: number): Promise<Page<LibrarySong>>;
	/** Sets, never toggles. Resolves when the server said that it did. */
	setEnabled(id: string, enabled: boolean): Promise<void>;
	/**
	 * Goes over to this playlist, whatever else is on: for systems whose playlists are never switched off. Resolves when the
	 * server took it, with the moment from which it plays.
	 */
	start(id: string): Promise<{ at: number }>;
	/** Makes an empty playlist that is switched on. */
	create(name: string, order: 'random' | 'shuffle'): Promise<Playlist>;
	/** The playlist as a file for players. */
	export(id: string, format: PlaylistFormat): Promise<string>;
}
