import { isDeepStrictEqual } from 'node:util';
import { Breath } from './breath.ts';
import type { MediaSong } from './media-song.ts';
import type { MediaPage, MediaSource } from './media-source.ts';

/** What a short look found: the library as it is now, or that only a whole fetch can tell. */
export type NewsLook = { songs: ReadonlyMap<string, MediaSong>; total: number } | 'fetch';

const newestPerPage = 100;
/** More new songs than that are read as cheaply by a whole fetch. */
const mostPages = 10;
const requestablePerPage = 25;

/**
 * Looks for what is new with as few reads as can be: one page, if nothing is. Of songs that only
 * changed their playlists it sees those that are among the newest; removed ones it sees by the total. `total`: what the server said last. Throws what the server says.
 */
export async function lookForNews(
	source: MediaSource,
	known: ReadonlyMap<string, MediaSong>,
	total: number,
): Promise<NewsLook> {
	if (source.newest === undefined) {
		const page = await source.page(1, requestablePerPage);
		return (page?.total ?? 0) === total ? { songs: known, total } : 'fetch';
	}
	const newestKnown = await newestOf(known);
	const found = new Map<string, MediaSong>();
	let last = Number.POSITIVE_INFINITY;
	let now = total;
	for (let number = 1; number <= mostPages; number += 1) {
		const page: MediaPage | null = await source.newest(number, newestPerPage);
		if (page === null) break;
		now = page.total;
		for (const song of page.rows) {
			if (song === null) continue;
			// Not in order: this server cannot sort, and what is new may be anywhere.
			if (song.mtime === null || song.mtime > last)
				return now === total ? unchanged(source, known, total) : 'fetch';
			last = song.mtime;
			if (!isDeepStrictEqual(known.get(song.id), song)) found.set(song.id, song);
		}
		// After a large import many songs are of one moment: a page on which nothing is new is the last one that matters.
		const isKnown = page.rows.every((song) => song === null || known.get(song.id)?.mtime === song.mtime);
		if (isKnown || last < newestKnown || number >= page.pages) break;
		if (number === mostPages) return 'fetch';
	}
	const added = [...found.keys()].filter((id) => !known.has(id)).length;
	if (now !== total + added) return 'fetch';
	const { songs } = await unchanged(source, known, now);
	if (found.size === 0) return { songs, total: now };
	const all = new Map(songs);
	for (const [id, song] of found) all.set(id, song);
	return { songs: all, total: now };
}

async function newestOf(known: ReadonlyMap<string, MediaSong>): Promise<number> {
	const breath = new Breath();
	let newest = 0;
	for (const { mtime } of known.values()) {
		newest = Math.max(newest, mtime ?? 0);
		const pause = breath.due();
		if (pause !== undefined) await pause;
	}
	return newest;
}

/** The same songs; which of them may be requested changes with their playlists. The same map if nothing did. */
async function unchanged(
	source: MediaSource,
	known: ReadonlyMap<string, MediaSong>,
	total: number,
): Promise<{ songs: ReadonlyMap<string, MediaSong>; total: number }> {
	if (source.mayBeRequested === undefined) return { songs: known, total };
	const breath = new Breath();
	let songs: Map<string, MediaSong> | undefined;
	for (const song of known.values()) {
		const requestable = source.mayBeRequested(song.playlists);
		if (requestable !== song.requestable) {
			songs ??= new Map(known);
			songs.set(song.id, { ...song, requestable, requestId: requestable ? song.id : null });
		}
		const pause = breath.due();
		if (pause !== undefined) await pause;
	}
	return { songs: songs ?? known, total };
}
