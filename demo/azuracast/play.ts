import { hashSong, type SimulatedSong } from './song-library.ts';

/** What is on the air need not be a file: a DJ sends whatever title they like. */
export interface AiredSong {
	songId: string;
	title: string;
	artist: string;
	album: string;
	genre: string;
	isrc: string;
	/** Null: not a file of the library, so there is no art of its own. */
	media: SimulatedSong | null;
}

/** One entry of the song history; the last one is on the air. Times in milliseconds since 1970. */
export interface Play {
	readonly id: number;
	song: AiredSong;
	startedAt: number;
	/** Zero: not known, as for a DJ's songs. */
	durationMs: number;
	playlist: string;
	streamer: string;
	requested: boolean;
	listenersStart: number;
	/** Null while it is on. */
	listenersEnd: number | null;
}

/** A place in the queue. */
export interface QueueRow {
	readonly id: number;
	song: SimulatedSong;
	playlist: string;
	requested: boolean;
	cuedAt: number;
	/** Handed to Liquidsoap, which will play it whatever becomes of the row. */
	sent: boolean;
	/** Deleted from the list after it was sent. */
	hidden: boolean;
	log: string[] | null;
}

/** A DJ on the air. */
export interface LiveShow {
	streamer: string;
	since: number;
}

/** A file of the library as something on the air. */
export function airedFile(song: SimulatedSong): AiredSong {
	const { songId, title, artist, album, genre, isrc } = song;
	return { songId, title, artist, album, genre, isrc, media: song };
}

/** A title as a DJ's program sends it: "Artist - Title", or just words. */
export function airedText(text: string): AiredSong {
	const [first = '', ...rest] = text.split(' - ');
	const [artist, title] = rest.length === 0 ? ['', first] : [first, rest.join(' - ')];
	return { songId: hashSong(artist, title), title, artist, album: '', genre: '', isrc: '', media: null };
}
