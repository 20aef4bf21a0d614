import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '#src/clock.ts';
import { type ServerTurn, ServerTurns } from '#src/server-turns.ts';
import type { Station } from '#src/stations/station.ts';
import type { StationDirectory } from '#src/stations/station-directory.ts';
import { type Entry, newEntry } from './media-entry.ts';
import { identityOf, MediaFolder, nameOf } from './media-folder.ts';
import type { MediaOutcome, MediaProgress } from './media-outcome.ts';
import { MediaReader } from './media-reader.ts';
import type { MediaLibrary, MediaPlace, MediaSong, MediaUpdate } from './media-song.ts';
import type { MediaNews, MediaSpan, MediaState, MediaTrouble } from './media-state.ts';
import { LibraryStopped, type MediaWork } from './media-work.ts';
import type { OffPeak } from './off-peak.ts';

export interface MediaKeeperParts {
	/** Where the files lie; made if it is missing. */
	folder: string;
	stations: Pick<StationDirectory, 'all' | 'find' | 'onChange'>;
	clock: Clock;
	/** The hours in which a whole library is read by schedule; any if undefined. */
	offPeak?: (station: Station) => OffPeak | undefined;
	/** News for people, with the library before and after; never a first fetch. */
	onNews: (station: Station, news: MediaNews, span: MediaSpan) => void;
	/** `note`: how far a fetch is, for a restart. `write` is told once as long as it lasts. */
	onError: (station: Station, error: unknown, what: 'read' | 'write' | 'note') => void;
	/** A library that could not be written is in its file after all. */
	onWritten: (station: Station) => void;
}

/** Over all servers, be it the same one: what is read takes processor time and memory. */
const readsAtOnce = 2;

/** Keeps the libraries of all stations: in memory, in files, and as the radio servers have them. */
export class MediaKeeper implements MediaLibrary {
	readonly #parts: MediaKeeperParts;
	readonly #folder: MediaFolder;
	readonly #reader: MediaReader;
	readonly #entries = new Map<string, Entry>();
	readonly #leaving = new Map<string, Promise<void>>();
	readonly #listeners = new Set<(place: MediaPlace, update: MediaUpdate) => void>();
	readonly #turns: ServerTurns;
	#stopWatching = () => {};

	constructor(parts: MediaKeeperParts) {
		this.#parts = parts;
		this.#folder = new MediaFolder(parts.folder);
		this.#turns = new ServerTurns({ clock: parts.clock, most: readsAtOnce, perServer: readsAtOnce });
		this.#reader = new MediaReader({
			...parts,
			folder: this.#folder,
			isThere: (entry) => this.#entries.get(nameOf(entry.place)) === entry,
			onUpdate: (place, update) => this.#tell(place, update),
		});
	}

	songs(place: MediaPlace): ReadonlyMap<string, MediaSong> | undefined {
		return this.state(place)?.songs;
	}

	state(place: MediaPlace): MediaState | undefined {
		return this.#entries.get(nameOf(place))?.state;
	}

	/** True while the last write failed: what is known is known in memory only. */
	isUnwritten(place: MediaPlace): boolean {
		return this.#entries.get(nameOf(place))?.isUnwritten ?? false;
	}

	/** Why the last look or fetch came to nothing; undefined if it did not. */
	trouble(place: MediaPlace): MediaTrouble | undefined {
		return this.#entries.get(nameOf(place))?.trouble;
	}

	/** How far the whole fetch under way is; undefined if there is none. */
	progress(place: MediaPlace): MediaProgress | undefined {
		return this.#entries.get(nameOf(place))?.line.progress;
	}

	/** True also while a whole fetch waits for its turn. */
	isFetching(place: MediaPlace): boolean {
		return this.#entries.get(nameOf(place))?.line.isFetching ?? false;
	}

	/** Bytes on the disk; undefined if nothing is there. */
	fileSize(place: MediaPlace): Promise<number | undefined> {
		return this.#folder.size(place);
	}

	onUpdate(listener: (place: MediaPlace, update: MediaUpdate) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Reads what is known from its files, one after the other. */
	async start(): Promise<void> {
		const { stations } = this.#parts;
		await this.#folder.open(stations.all());
		for (const station of stations.all()) await this.#load(station);
		this.#stopWatching = stations.onChange(() => this.#forgetGone());
	}

	/** Stops what is under way where it can go on later, and waits for the writes. */
	async close(): Promise<void> {
		this.#stopWatching();
		for (const { stop } of this.#entries.values()) stop.abort(new LibraryStopped(false));
		await Promise.all([...this.#entries.values()].map(({ line }) => line.settled()));
		await Promise.all(this.#leaving.values());
	}

	/**
	 * Looks for news after this moment: a page or two, or everything where that cannot tell, and (`due`) once a day. Looks that come
	 * while something is under way share one that follows. Throws BackendErrors.
	 */
	look(station: Station, depth: 'news' | 'due' = 'due'): Promise<MediaOutcome> {
		return this.#entry(station).line.look(depth);
	}

	/** Fetches everything, or joins a fetch under way, and tells how far it is. Throws BackendErrors. */
	fetch(station: Station, onProgress?: (progress: MediaProgress) => void): Promise<MediaOutcome> {
		return this.#entry(station).line.fetch(onProgress);
	}

	/**
	 * Stops a whole fetch before its next page, and gives what it came to; undefined if there is none. What was read is kept for
	 * the next one, and everybody who waits for it gets the same answer.
	 */
	cancel(place: MediaPlace): Promise<MediaOutcome> | undefined {
		return this.#entries.get(nameOf(place))?.line.cancel();
	}

	async #read(station: Station, entry: Entry, work: MediaWork, turn: ServerTurn): Promise<MediaOutcome> {
		await this.#leaving.get(nameOf(station));
		return this.#reader.read(station, entry, work, turn);
	}

	async #load(station: Station): Promise<void> {
		try {
			const stored = await this.#folder.read(station);
			if (stored === undefined) return;
			const fresh = { lastNews: undefined, doubt: undefined, outOfReach: undefined };
			this.#entry(station).state = { ...stored, ...fresh };
			this.#tell(station, 'all');
		} catch (error) {
			this.#parts.onError(station, error, 'read');
		}
	}

	/** Stations that went, and those that lead to another library now. */
	#forgetGone(): void {
		for (const [name, { place, identity, stop, line }] of this.#entries) {
			const now = this.#parts.stations.find(place.guildId, place.id);
			if (now !== undefined && isDeepStrictEqual(identityOf(now), identity)) continue;
			this.#entries.delete(name);
			stop.abort(new LibraryStopped(true));
			this.#tell(place, 'gone');
			// A write that is under way would bring the file back.
			const gone = line
				.settled()
				.then(() => this.#folder.remove(place))
				.finally(() => this.#leaving.delete(name));
			this.#leaving.set(name, gone);
		}
	}

	#entry(station: Station): Entry {
		const name = nameOf(station);
		const known = this.#entries.get(name);
		if (known !== undefined) return known;
		const entry = newEntry(station, (self, work, begin) =>
			this.#turns.at(station.backend.server, work.signal, (turn) => {
				begin();
				return this.#read(station, self, work, turn);
			}),
		);
		this.#entries.set(name, entry);
		return entry;
	}

	#tell({ guildId, id }: MediaPlace, update: MediaUpdate): void {
		for (const listener of this.#listeners) listener({ guildId, id }, update);
	}
}
