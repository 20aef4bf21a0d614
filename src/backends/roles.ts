import type { BackendKind } from '#config/stations-file.ts';
import type { LiveRole } from './live-feed.ts';
import type { AdministrationRole } from './roles/administration.ts';
import type { EpisodesRole } from './roles/episodes.ts';
import type { HistoryRole } from './roles/history.ts';
import type { KeyCheckRole } from './roles/key-check.ts';
import type { LibraryRole } from './roles/library.ts';
import type { PresentersRole, RequestDeskRole } from './roles/moderation.ts';
import type { LogsRole, OperationsRole } from './roles/operations.ts';
import type { PlaylistsRole } from './roles/playlists.ts';
import type { QueueRole } from './roles/queue.ts';
import type { ReportsRole } from './roles/reports.ts';
import type { ScheduleRole } from './roles/schedule.ts';
import type { ShowsRole } from './roles/shows.ts';
import type { SongRequestRole } from './roles/song-requests.ts';

/*
 * What a radio system can do, in roles. A backend has a role only if its system can do it; a command asks the station for a
 * role and never for a brand. All moments are milliseconds since 1970, all durations milliseconds, all text as it came from
 * the server (it is cleaned where it meets a card). `null` means "not known", never zero.
 */

export interface Song {
	/** The radio system's own name for the song, equal for equal songs. */
	id: string;
	title: string;
	artist: string;
	album: string;
	/** One line, for a song without title and artist. */
	text: string;
	/** Absolute address of the cover, or null. */
	art: string | null;
}

/** A song that is or was on the air. */
export interface Play {
	/** Tells two plays of one song apart. */
	id: string;
	song: Song;
	startedAt: number;
	/** Null while a DJ is live and for streams without lengths. */
	duration: number | null;
	playlist: string;
	/** The DJ who played it, or ''. */
	streamer: string;
	requested: boolean;
}

export interface Stream {
	name: string;
	url: string;
	/** kbit/s. */
	bitrate: number | null;
	format: string | null;
	isDefault: boolean;
}

/** What a station says about itself along with what it plays. */
export interface StationFacts {
	/** The number and short name by which the server knows it. */
	remoteId: string;
	shortName: string;
	name: string;
	/** Songs, or the shows of its programme: a {@link Play} is one of these. */
	plays: 'songs' | 'shows';
	/** IANA name; null on servers too old to tell. */
	timezone: string | null;
	isPublic: boolean;
	/** Null on servers too old to tell (AzuraCast before 0.23). */
	requestsEnabled: boolean | null;
	playerUrl: string | null;
	playlistUrls: { pls: string | null; m3u: string | null };
	streams: Stream[];
	hlsUrl: string | null;
}

export interface LiveShow {
	streamer: string;
	since: number | null;
	art: string | null;
}

export interface OnAirState {
	facts: StationFacts;
	online: boolean;
	listeners: number | null;
	live: LiveShow | null;
	now: Play | null;
	next: {
		song: Song;
		playlist: string;
		requested: boolean;
		at: number | null;
		duration: number | null;
	} | null;
	/** Newest first. */
	history: Play[];
}

export interface Page<T> {
	rows: T[];
	/** From 1. */
	page: number;
	pages: number;
	total: number;
}

export interface OnAirRole {
	/** What is on now. `past` the caches in between, when a change has just been caused. */
	read(options?: { past?: 'caches' }): Promise<OnAirState>;
	/**
	 * All stations that one read of the server shows, for a list of stations: private ones are not among them. Stations of
	 * the same `server` share one such read. Absent where the system has no such call.
	 */
	readServer?(): Promise<OnAirState[]>;
}

export interface PlayoutRole {
	/** Skips the song on the air. Resolves when the server took the order; what plays now is for `onAir` to tell. */
	skip(): Promise<void>;
	/** Ends the connection of the DJ who is live. Resolves when the server took the order. */
	disconnect(): Promise<void>;
}

/** The optional roles by name. */
export interface Roles {
	history: HistoryRole;
	queue: QueueRole;
	requests: SongRequestRole;
	playout: PlayoutRole;
	schedule: ScheduleRole;
	library: LibraryRole;
	playlists: PlaylistsRole;
	requestDesk: RequestDeskRole;
	presenters: PresentersRole;
	operations: OperationsRole;
	logs: LogsRole;
	reports: ReportsRole;
	administration: AdministrationRole;
	episodes: EpisodesRole;
	shows: ShowsRole;
	keyCheck: KeyCheckRole;
	live: LiveRole;
}

export type RoleName = keyof Roles;

/** The self-check and the push are the bot's own business, not a command's. */
type UsedRole = Exclude<RoleName, 'keyCheck' | 'live'>;

/** A method of a role, `queue.list`: what a command declares that it uses, so that a missing right can name the command. */
export type RoleUse = 'onAir.read' | { [R in UsedRole]: `${R}.${keyof Roles[R] & string}` }[UsedRole];

/** What is different about a role at some radio system; its words are in the languages' `shared/limits`. */
export type Limit =
	/** A show is on, and no song is known. */
	| 'shows-not-songs'
	/** No more than the server's newest entries. */
	| 'newest-only'
	/** The bot writes it down itself, since it was set up. */
	| 'kept-by-the-bot'
	/** Begins at the next full minute. */
	| 'next-full-minute'
	/** Times by the station's own clock, where its zone cannot be found out. */
	| 'station-clock'
	/** To be read, not to be changed. */
	| 'read-only'
	/** Nowhere described, and on only where somebody switched it on. */
	| 'experimental';

/** A station at its radio system. What of a role it cannot do is {@link file://./offers.ts notOffered}. */
export interface StationBackend extends Partial<Roles> {
	readonly kind: BackendKind;
	/**
	 * Names the station on its server for everybody who may know of it: what is read under the same name is read once for all.
	 * Left out where the settings' own name does that.
	 */
	readonly place?: string;
	/** It is only known what was on while somebody looked: it is to be read all the time. */
	readonly isForgetful?: boolean;
	/** Of a whole role, or of one of its methods. */
	readonly limits?: Partial<Record<RoleName | 'onAir' | RoleUse, Limit>>;
	/** What works in a way that nobody described, and is off because nobody switched that on for this station. */
	readonly behindSwitch?: readonly RoleName[];
	/** The system's name as people know it: "AzuraCast". */
	readonly label: string;
	/** Origin of the radio server: what the stations on it share. */
	readonly server: string;
	/** Host and port, for sentences. */
	readonly host: string;
	readonly onAir: OnAirRole;
}
