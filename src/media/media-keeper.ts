import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '#src/clock.ts';
import type { Station } from '#src/stations/station.ts';
import type { StationDirectory } from '#src/stations/station-directory.ts';
import { isSame } from './changes-in.ts';
import type { CrawlPlace } from './crawl.ts';
import { type Entry, newEntry } from './media-entry.ts';
import { identityOf, MediaFolder, nameOf } from './media-folder.ts';
import { mediaMark } from './media-line.ts';
import type { MediaLibrary, MediaPlace, MediaSong, MediaUpdate } from './media-song.ts';
import type { MediaNews, MediaState } from './media-state.ts';
import { Places } from './places.ts';
import { type LibraryReading, readLibrary } from './read-library.ts';
import { weighChanges } from './weigh-changes.ts';

export interface MediaKeeperParts {
	/** Where the files lie; made if it is missing. */
	folder: string;
	stations: Pick<StationDirectory, 'all' | 'find' | 'onChange'>;
	clock: Clock;
	/** News for people; never a first fetch. */
	onNews: (station: Station, news: MediaNews) => void;
	onError: (station: Station, error: unknown, what: 'read' | 'write') => void;
}

/** Over all stations. */
const readsAtOnce = 2;

/** Keeps the libraries of all stations: in memory, in files, and as the radio servers have them. */
export class MediaKeeper implements MediaLibrary {
	readonly #parts: MediaKeeperParts;
	readonly #folder: MediaFolder;
	readonly #entries = new Map<string, Entry>();
	readonly #leaving = new Map<string, Promise<void>>();
	readonly #listeners = new Set<(place: MediaPlace, update: MediaUpdate) => void>();
	readonly #places = new Places(readsAtOnce);
	#stopWatching = () => {};

	constructor(parts: MediaKeeperParts) {
		this.#parts = parts;
		this.#folder = new MediaFolder(parts.folder);
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

	/** How far the fetch under way is; undefined if there is none. */
	progress(place: MediaPlace): CrawlPlace | undefined {
		return this.#entries.get(nameOf(place))?.progress;
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
		for (const { stop } of this.#entries.values()) stop.abort(new Error('The bot stops'));
		await Promise.allSettled([...this.#entries.values()].map(async ({ work }) => work));
		await Promise.all(this.#leaving.values());
	}

	/** Looks for news: a page or two, or everything where that cannot tell. Joins what is under way. Throws BackendErrors. */
	async look(station: Station): Promise<void> {
		await this.#work(station, false);
	}

	/** Fetches everything. Joins what is under way. Throws BackendErrors. */
	async fetch(station: Station): Promise<void> {
		await this.#work(station, true);
	}

	#work(station: Station, whole: boolean): Promise<void> {
		const entry = this.#entry(station);
		entry.work ??= this.#places
			.with(entry.stop.signal, () => this.#read(station, entry, whole))
			.finally(() => {
				entry.work = undefined;
				entry.progress = undefined;
			});
		return entry.work;
	}

	async #read(station: Station, entry: Entry, whole: boolean): Promise<void> {
		await this.#leaving.get(nameOf(station));
		const reading = await readLibrary({
			station,
			state: entry.state,
			whole,
			clock: this.#parts.clock,
			signal: entry.stop.signal,
			partOf: (source) => this.#folder.part(station, source),
			onPlace: (place) => {
				entry.progress = place;
			},
			tryWrite: (write) => this.#tryWrite(station, entry, write),
		});
		await this.#take(station, entry, reading);
	}

	async #take(station: Station, entry: Entry, { known, songs, ...read }: LibraryReading): Promise<void> {
		const at = this.#parts.clock.now();
		const header: MediaState['header'] = { ...mediaMark, ...entry.identity, ...read, checkedAt: at };
		if (known === undefined) {
			await this.#put(station, entry, { header, songs, lastNews: undefined, doubtedAt: undefined });
			this.#tell(entry.place, 'all');
			return;
		}
		const weighed = await weighChanges(known, songs, at);
		if (weighed === 'doubted') {
			entry.state = { ...known, doubtedAt: at };
			return;
		}
		const { changes, news } = weighed;
		if (isSame(changes)) {
			entry.state = { ...known, header, doubtedAt: undefined };
			return;
		}
		await this.#put(station, entry, {
			header,
			songs,
			lastNews: news ?? known.lastNews,
			doubtedAt: undefined,
		});
		this.#tell(entry.place, changes);
		if (news !== undefined) this.#parts.onNews(station, news);
	}

	/** Known at once; a write that fails changes nothing about that. */
	async #put(station: Station, entry: Entry, state: MediaState): Promise<void> {
		entry.state = state;
		await this.#tryWrite(station, entry, () => this.#folder.write(station, state.header, state.songs));
	}

	async #tryWrite(station: Station, entry: Entry, write: () => Promise<void>): Promise<boolean> {
		try {
			await write();
			entry.isUnwritten = false;
		} catch (error) {
			if (!entry.isUnwritten) this.#parts.onError(station, error, 'write');
			entry.isUnwritten = true;
		}
		return !entry.isUnwritten;
	}

	async #load(station: Station): Promise<void> {
		try {
			const stored = await this.#folder.read(station);
			if (stored === undefined) return;
			const { header, songs } = stored;
			this.#entry(station).state = { header, songs, lastNews: undefined, doubtedAt: undefined };
			this.#tell(station, 'all');
		} catch (error) {
			this.#parts.onError(station, error, 'read');
		}
	}

	/** Stations that went, and those that lead to another library now. */
	#forgetGone(): void {
		for (const [name, { place, identity, stop, work }] of this.#entries) {
			const now = this.#parts.stations.find(place.guildId, place.id);
			if (now !== undefined && isDeepStrictEqual(identityOf(now), identity)) continue;
			this.#entries.delete(name);
			stop.abort(new Error('The station is gone'));
			this.#tell(place, 'gone');
			// A write that is under way would bring the file back.
			const gone = Promise.allSettled([work ?? Promise.resolve()])
				.then(() => this.#folder.remove(place))
				.finally(() => this.#leaving.delete(name));
			this.#leaving.set(name, gone);
		}
	}

	#entry(station: Station): Entry {
		const name = nameOf(station);
		const known = this.#entries.get(name);
		if (known !== undefined) return known;
		const entry = newEntry(station);
		this.#entries.set(name, entry);
		return entry;
	}

	#tell({ guildId, id }: MediaPlace, update: MediaUpdate): void {
		for (const listener of this.#listeners) listener({ guildId, id }, update);
	}
}
