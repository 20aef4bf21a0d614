import { BackendError } from '#src/backends/backend-error.ts';
import type { Clock } from '#src/clock.ts';
import type { ServerTurn } from '#src/server-turns.ts';
import { Breath } from './breath.ts';
import type { MediaSong } from './media-song.ts';
import type { MediaPage, MediaSource } from './media-source.ts';

/** Where a crawl is. Written down, so that it goes on there after a restart. */
export interface CrawlPlace {
	pass: 1 | 2;
	/** How many rows of this pass were read. */
	offset: number;
	perPage: number;
	/** How many the server says there are, in its latest answer. */
	total: number;
	/** Rows that could not be used. */
	skipped: number;
	/** The total changed on the way, so that rows may have slipped through. */
	moved: boolean;
}

export interface CrawlParts {
	source: MediaSource;
	clock: Clock;
	signal: AbortSignal;
	/** Lent to others while the server is left alone. */
	turn: ServerTurn;
	/** The library as it was known: what is missing from it makes a second pass. */
	known: ReadonlyMap<string, MediaSong>;
	/** Where an earlier crawl got to, with what it had read. */
	from?: { place: CrawlPlace; songs: Map<string, MediaSong> } | undefined;
	/** After each page. */
	onPage: (place: CrawlPlace, songs: readonly MediaSong[]) => Promise<void>;
}

export interface Crawled {
	/** Everything that was seen in any pass. A known song that is not here was absent from two full passes. */
	songs: Map<string, MediaSong>;
	reads: number;
	passes: 1 | 2;
	/** How many rows the server said it has. */
	total: number;
	/** How many of them could not be used. */
	skipped: number;
}

const rowsPerPage = 250;
const fewestPerPage = 25;
/** Between two pages. */
const pauseMs = 150;
/** Slow answers come from a server that has enough to do: it gets as long a rest as the answer took, up to this. */
const longestPauseMs = 3_000;
const mostTries = 5;
/** Where a crawl starts that goes on nowhere. */
export const beginning: CrawlPlace = {
	pass: 1,
	offset: 0,
	perPage: rowsPerPage,
	total: 0,
	skipped: 0,
	moved: false,
};
const firstBackOffMs = 2_000;

/**
 * Reads a whole library, page after page, gently. The list is no snapshot: songs are taken by their ids, the latest row wins, and
 * where the total changed or a known song is missing everything is read a second time. Throws what the server says.
 */
export async function crawl(parts: CrawlParts): Promise<Crawled> {
	const songs = parts.from?.songs ?? new Map<string, MediaSong>();
	let place: CrawlPlace = parts.from?.place ?? beginning;
	let reads = 0;
	const read = async () => {
		const asked = await readPage(parts, place);
		reads += asked.tries;
		return asked;
	};
	for (;;) {
		const { page, perPage, tookMs } = await read();
		const usable = page?.rows.filter((row) => row !== null) ?? [];
		for (const song of usable) songs.set(song.id, song);
		place = next(place, perPage, page);
		const isOver = page === null || page.rows.length === 0 || place.offset >= place.total;
		if (isOver) {
			if (place.pass === 2 || !(await needsSecond(place, songs, parts.known)))
				return { songs, reads, passes: place.pass, total: place.total, skipped: place.skipped };
			place = { ...beginning, pass: 2, perPage: place.perPage, total: place.total };
		}
		await parts.onPage(place, usable);
		parts.signal.throwIfAborted();
		await rest(parts, Math.min(longestPauseMs, Math.max(pauseMs, tookMs)));
	}
}

function next(place: CrawlPlace, perPage: number, page: MediaPage | null): CrawlPlace {
	// Beyond the end: the library shrank.
	if (page === null) return { ...place, perPage, moved: true };
	const number = Math.floor(place.offset / perPage) + 1;
	// Some give fewer rows than they are asked for: AzuraCast 25 to whoever has no key.
	const given = number < page.pages && page.rows.length > 0 ? Math.min(perPage, page.rows.length) : perPage;
	// A halved page may begin before the place that was reached: never skip, rather read twice.
	const first = (number - 1) * given;
	const isFirst = place.pass === 1 && place.offset === 0;
	return {
		...place,
		perPage: given,
		offset: first + page.rows.length,
		total: page.total,
		skipped: place.skipped + page.rows.filter((row) => row === null).length,
		moved: place.moved || (!isFirst && page.total !== place.total),
	};
}

/** Whether the first pass leaves doubts. */
async function needsSecond(
	place: CrawlPlace,
	songs: ReadonlyMap<string, MediaSong>,
	known: ReadonlyMap<string, MediaSong>,
): Promise<boolean> {
	if (place.moved || songs.size + place.skipped < place.total) return true;
	const breath = new Breath();
	for (const id of known.keys()) {
		if (!songs.has(id)) return true;
		await breath.due();
	}
	return false;
}

interface Read {
	page: MediaPage | null;
	perPage: number;
	tries: number;
	tookMs: number;
}

/** One page, with pages halved and pauses doubled where the server has trouble. */
async function readPage(parts: CrawlParts, { offset, perPage }: CrawlPlace): Promise<Read> {
	const { source, clock, signal } = parts;
	let size = perPage;
	let backOffMs = firstBackOffMs;
	for (let tries = 1; ; tries += 1) {
		signal.throwIfAborted();
		const since = clock.now();
		try {
			const page = await source.page(Math.floor(offset / size) + 1, size);
			return { page, perPage: size, tries, tookMs: clock.now() - since };
		} catch (error) {
			const waitMs = worthWaiting(error, clock.now(), backOffMs);
			if (waitMs === undefined || tries >= mostTries) throw error;
			if (isTooMuch(error)) size = Math.max(fewestPerPage, Math.floor(size / 2));
			backOffMs *= 2;
			await rest(parts, waitMs);
		}
	}
}

function rest({ clock, signal, turn }: CrawlParts, ms: number): Promise<void> {
	return turn.lend(clock.sleep(ms, signal));
}

/** How long until the page is worth another try, in milliseconds. */
function worthWaiting(error: unknown, now: number, backOffMs: number): number | undefined {
	if (!(error instanceof BackendError)) return undefined;
	const { problem } = error;
	if (problem.kind === 'rate-limited') return Math.max(backOffMs, problem.until - now);
	return problem.kind === 'server-trouble' || problem.kind === 'unreachable' ? backOffMs : undefined;
}

/** A page that was too much for the server: out of memory, or out of time. */
function isTooMuch(error: unknown): boolean {
	if (!(error instanceof BackendError)) return false;
	const { problem } = error;
	return (
		problem.kind === 'server-trouble' || (problem.kind === 'unreachable' && problem.reason === 'timeout')
	);
}
