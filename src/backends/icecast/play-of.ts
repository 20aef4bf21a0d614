import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Play, Song } from '#src/backends/roles.ts';
import { undoDoubleEncoding } from './decode-text.ts';
import type { MountView } from './mount-view.ts';

const mostLetters = 500;
const mostMounts = 2_000;

/** The song that a title tells of; null for one that tells of none (`-`). */
function songOf(told: Pick<MountView, 'artist' | 'title'>): Song | null {
	const [artist, title] = parted(clean(told.artist), clean(told.title));
	if (title === '' && artist === '') return null;
	const text = artist === '' ? title : title === '' ? artist : `${artist} - ${title}`;
	const id = createHash('sha256').update(text.toLowerCase()).digest('base64url').slice(0, 16);
	return { id, title, artist, album: '', text, art: null };
}

/** `Artist - Title` is parted once, where it is certain that there are two parts; a title that repeats its artist loses that. */
function parted(artist: string, title: string): [artist: string, title: string] {
	if (artist !== '') {
		const repeated = `${artist} - `;
		return [artist, title.startsWith(repeated) ? title.slice(repeated.length) : title];
	}
	const [, first = '', rest = ''] = /^(\S.{0,200}?) [-–—] (\S.*)$/u.exec(title) ?? [];
	return /[\p{L}\p{N}]/u.test(first) && /[\p{L}\p{N}]/u.test(rest) ? [first, rest] : ['', title];
}

function clean(text: string): string {
	const readable = undoDoubleEncoding(text.slice(0, mostLetters))
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.trim();
	return /^[-–—\s]*$/u.test(readable) ? '' : readable;
}

/**
 * Makes plays of titles. These servers know no plays: one is named by its song, so that the same title, read again or after a
 * restart, is no new one, and began when its title was first seen, unless the server tells.
 */
export class PlayMemory {
	readonly #current = new LRUCache<string, { id: string; since: number }>({ max: mostMounts });

	/** What is on at a mount, as it is told at the moment `now`. */
	play(key: string, view: MountView, now: number): Play | null {
		const song = view.online ? songOf(view) : null;
		if (song === null) return null;
		const known = this.#current.get(key);
		const since = known?.id === song.id ? known.since : (toldStart(view) ?? now);
		this.#current.set(key, { id: song.id, since });
		return playOf(song, song.id, since);
	}
}

function toldStart({ played: [newest], title }: MountView): number | undefined {
	return newest?.title === title ? newest.at : undefined;
}

/** What was on before, newest first, where the server remembers. */
export function playsBefore({ played, title }: MountView): Play[] {
	const past = played[0]?.title === title ? played.slice(1) : played;
	return past.flatMap(({ title: line, at }) => {
		const song = songOf({ artist: '', title: line });
		return song === null ? [] : [playOf(song, `${song.id}-${at / 1000}`, at)];
	});
}

function playOf(song: Song, id: string, startedAt: number): Play {
	return { id, song, startedAt, duration: null, playlist: '', streamer: '', requested: false };
}
