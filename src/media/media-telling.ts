import type { Clock } from '#src/clock.ts';
import type { Station } from '#src/stations/station.ts';
import type { StationDirectory } from '#src/stations/station-directory.ts';
import { changesIn, newsIn } from './changes-in.ts';
import { nameOf } from './media-folder.ts';
import type { MediaPlace } from './media-song.ts';
import type { MediaNews, MediaSpan } from './media-state.ts';
import { isMass } from './weigh-changes.ts';

export interface MediaTellingParts {
	stations: Pick<StationDirectory, 'find'>;
	clock: Clock;
	/** Lets one message out; what it throws goes to `onError`. */
	tell: (station: Station, news: MediaNews) => Promise<void>;
	onError: (station: Station, error: unknown) => void;
}

/** What is gathered of one library. */
interface Gathered extends MediaSpan {
	readonly news: MediaNews;
	/** More than one change of the library went into it. */
	readonly isMerged: boolean;
}

interface Line {
	readonly place: MediaPlace;
	gathered: Gathered | undefined;
	/** When the last message left. */
	toldAt: number;
	readonly wake: AbortController;
}

/** Files that are uploaded together come one after the other. */
const gatherMs = 10_000;
const apartMs = 5 * 60_000;

/**
 * Makes messages of the news of libraries: one for what comes together, and at most one in five minutes for each station. What
 * is gathered is compared as a whole, so that a song that came and went is none. Kept in memory only: what is untold when the
 * process is killed stays untold.
 */
export class MediaTelling {
	readonly #parts: MediaTellingParts;
	readonly #lines = new Map<string, Line>();
	readonly #underWay = new Set<Promise<void>>();
	#isClosed = false;

	constructor(parts: MediaTellingParts) {
		this.#parts = parts;
	}

	/** Something changed in a library, and what of it is news. */
	news(place: MediaPlace, news: MediaNews, span: MediaSpan): void {
		const line = this.#line(place);
		const { gathered } = line;
		line.gathered =
			gathered === undefined
				? { ...span, news, isMerged: false }
				: {
						before: gathered.before,
						after: span.after,
						news: { ...news, mass: news.mass || gathered.news.mass },
						isMerged: true,
					};
		if (this.#isClosed) this.#begin(this.#tell(line));
		else if (gathered === undefined) this.#begin(this.#wait(line));
	}

	/** The library is gone, or another one is in its place: nothing of it is told any more. */
	drop(place: MediaPlace): void {
		const line = this.#lines.get(nameOf(place));
		this.#lines.delete(nameOf(place));
		if (line === undefined) return;
		line.gathered = undefined;
		line.wake.abort(new Error('The library is gone'));
	}

	/** Tells what is untold. Resolves when it was told, or could not be. */
	async close(): Promise<void> {
		this.#isClosed = true;
		for (const { wake } of this.#lines.values()) wake.abort(new Error('The bot stops'));
		while (this.#underWay.size > 0) await Promise.all(this.#underWay);
	}

	#line({ guildId, id }: MediaPlace): Line {
		const name = nameOf({ guildId, id });
		const known = this.#lines.get(name);
		if (known !== undefined) return known;
		const line: Line = {
			place: { guildId, id },
			gathered: undefined,
			toldAt: Number.NEGATIVE_INFINITY,
			wake: new AbortController(),
		};
		this.#lines.set(name, line);
		return line;
	}

	#begin(work: Promise<void>): void {
		const done = work.finally(() => this.#underWay.delete(done));
		this.#underWay.add(done);
	}

	async #wait(line: Line): Promise<void> {
		const { clock } = this.#parts;
		const waitMs = Math.max(gatherMs, line.toldAt + apartMs - clock.now());
		// What wakes it before its time is the end of the bot, or of the library: then nothing is left to tell.
		await clock.sleep(waitMs, line.wake.signal).catch(() => {});
		await this.#tell(line);
	}

	async #tell(line: Line): Promise<void> {
		const { gathered, place, toldAt } = line;
		line.gathered = undefined;
		const station = this.#parts.stations.find(place.guildId, place.id);
		if (gathered === undefined || station === undefined) return;
		line.toldAt = this.#parts.clock.now();
		try {
			const news = gathered.isMerged ? await merged(gathered) : gathered.news;
			if (news === undefined) line.toldAt = toldAt;
			else await this.#parts.tell(station, news);
		} catch (error) {
			this.#parts.onError(station, error);
		}
	}
}

/** What all changes together come to; undefined if that is nothing. */
async function merged({ before, after, news }: Gathered): Promise<MediaNews | undefined> {
	const changes = await changesIn(before, after);
	if (newsIn(changes) === 0) return undefined;
	// Songs that are back were not lost, whatever it looked like meanwhile.
	const mass = news.mass && isMass(changes.removed.length, before.size);
	return { changes, songs: after.size, before: before.size, mass, at: news.at };
}
