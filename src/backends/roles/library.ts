import type { Page, Song } from '../roles.ts';

/** A song as the station's staff see it: with its place in the library. */
export interface LibrarySong {
	/** Stays the same when the file is moved or retagged. */
	id: string;
	song: Song;
	/** Below the station's media folder, with the file's name: `albums/low-water/03.mp3`. */
	path: string;
	/** Milliseconds. */
	length: number | null;
	playlists: { id: string; name: string }[];
}

/** A song in a list of all there are. */
export interface ListedSong extends LibrarySong {
	genre: string;
	isrc: string;
	/** When the server last looked at the file anew, milliseconds since 1970. */
	changedAt: number | null;
	/** Whether it may be requested, where songs say so themselves: see {@link LibraryRole.marksRequestable}. */
	requestable?: boolean;
}

/** What is written into a file. What is left out stays as it is. */
export interface Tags {
	title?: string;
	artist?: string;
	album?: string;
}

/** A file on its way to the station. */
export interface UploadedFile {
	/** '' for the top of the media folder, else without slashes at its ends. */
	folder: string;
	/** With its ending, without slashes. */
	name: string;
	/** Bytes; `content` gives exactly as many. */
	size: number;
	/** Read once, piece by piece: the whole file never lies in memory. What it throws, `upload` throws. */
	content: AsyncIterable<Uint8Array>;
}

/** What the library takes of the disk, in bytes. */
export interface LibraryUsage {
	used: number;
	/** Null where the station has no limit of its own. */
	quota: number | null;
	available: number | null;
	isFull: boolean;
	songs: number | null;
}

export interface LibraryRole {
	/** The orders that {@link list} knows; both if left out. Without "newest" nothing shows what is new but a whole reading. */
	readonly orders?: readonly ('path' | 'newest')[];
	/** Each song tells whether it may be requested; if left out, its playlists decide. */
	readonly marksRequestable?: boolean;
	/** `text` is matched by the server against title, artist and (AzuraCast from 0.20.2 on) path; '' lists all. */
	search(text: string, page: number, perPage: number): Promise<Page<LibrarySong>>;
	/**
	 * A page of all songs, from 1, for reading the whole library; null beyond the last page. The list moves while it is read, and
	 * servers that cannot sort (AzuraCast before 0.20.2) give any order. A row without an id has '' there.
	 */
	list(order: 'path' | 'newest', page: number, perPage: number): Promise<Page<ListedSong> | null>;
	/** Null if there is none of this id. */
	find(id: string): Promise<LibrarySong | null>;
	/** Null if nothing lies there. */
	findByPath(path: string): Promise<LibrarySong | null>;
	/**
	 * Puts the song in front of the queue, past all rules for requests. Resolves when the server took it, which AzuraCast also
	 * does with a song that is gone by now: only the queue tells.
	 */
	playNext(song: Pick<LibrarySong, 'path'>): Promise<void>;
	/** Where an uploaded file will lie: servers write names in their own way. What lies there already would be replaced. */
	pathOf(file: Pick<UploadedFile, 'folder' | 'name'>): string;
	/**
	 * Sends the file once. Resolves when the server took it; what became of it is for {@link findByPath} to tell. A file that
	 * was refused as no audio may lie on the disk all the same.
	 */
	upload(file: UploadedFile): Promise<void>;
	tag(id: string, tags: Tags): Promise<void>;
	/** Puts the song into exactly these playlists. Resolves when the server said so; {@link find} tells. */
	assign(song: LibrarySong, playlistIds: readonly string[]): Promise<void>;
	usage(): Promise<LibraryUsage>;
}
