import type { MediaLibrary, MediaPlace, MediaUpdate } from '../media-song.ts';
import type { Popularity } from './rank.ts';
import { Scratch } from './scratch.ts';
import { SongIndex } from './song-index.ts';

export interface StationIndexesParts {
	library: MediaLibrary;
	/** What all indexes together may take, in bytes, about; the one that was used last stays in any case. */
	mostBytes: number;
	/** How often the songs of a station were played or asked for. */
	popularity?: (place: MediaPlace) => Popularity;
	onError: (place: MediaPlace, error: unknown) => void;
}

interface Entry {
	index: SongIndex | undefined;
	/** All that was begun, one after the other. */
	work: Promise<void>;
}

/** The indexes of all stations: made when somebody searches, kept up to date, and the one not used for longest given up for room. */
export class StationIndexes {
	readonly #parts: StationIndexesParts;
	readonly #scratch = new Scratch();
	/** The least recently used first. */
	readonly #entries = new Map<string, Entry>();
	/** Indexes are made one at a time over all stations. */
	#building: Promise<unknown> = Promise.resolve();
	readonly #stopListening: () => void;

	constructor(parts: StationIndexesParts) {
		this.#parts = parts;
		this.#stopListening = parts.library.onUpdate((place, update) => this.#take(place, update));
	}

	/** About what all of them take. */
	get bytes(): number {
		return this.#entries.values().reduce((sum, { index }) => sum + (index?.bytes ?? 0), 0);
	}

	/** The stations that have an index, the least recently used first. */
	get stationIds(): string[] {
		return Array.from(this.#entries.keys());
	}

	/** The index of a station, made now if need be; undefined where the library is not known. */
	async of(place: MediaPlace): Promise<SongIndex | undefined> {
		if (this.#parts.library.songs(place) === undefined) return undefined;
		const known = this.#entries.get(place.id);
		const entry = known ?? { index: undefined, work: Promise.resolve() };
		this.#entries.delete(place.id);
		this.#entries.set(place.id, entry);
		if (known === undefined) this.#then(place, entry, () => this.#build(place, entry));
		if (entry.index === undefined) await entry.work;
		return entry.index;
	}

	/** Hears of no more updates. */
	close(): void {
		this.#stopListening();
	}

	#take(place: MediaPlace, update: MediaUpdate): void {
		const entry = this.#entries.get(place.id);
		if (update === 'gone') this.#entries.delete(place.id);
		else if (update === 'all') this.#warm(place, entry);
		else if (entry !== undefined)
			this.#then(place, entry, async () => {
				await entry.index?.update(update);
			});
	}

	/** A library that was just read is likely to be searched: it is made ready as long as there is much room. */
	#warm(place: MediaPlace, entry: Entry | undefined): void {
		if (entry !== undefined) this.#then(place, entry, () => this.#build(place, entry));
		else if (this.bytes < this.#parts.mostBytes / 2)
			this.of(place).catch((error: unknown) => this.#parts.onError(place, error));
	}

	#then(place: MediaPlace, entry: Entry, work: () => Promise<void>): void {
		entry.work = entry.work.then(work).catch((error: unknown) => {
			// The next search makes a new one.
			entry.index = undefined;
			if (this.#entries.get(place.id) === entry) this.#entries.delete(place.id);
			this.#parts.onError(place, error);
		});
	}

	async #build(place: MediaPlace, entry: Entry): Promise<void> {
		const { library, popularity = () => () => 0 } = this.#parts;
		const turn = this.#building.then(async () => {
			// The songs as they are now: changes that come while it is made wait for their turn.
			const songs = library.songs(place);
			if (songs === undefined || this.#entries.get(place.id) !== entry) return;
			entry.index = await SongIndex.of(songs.values(), {
				popularity: popularity(place),
				scratch: this.#scratch,
			});
		});
		this.#building = turn.catch(() => undefined);
		await turn;
		this.#makeRoom(place.id);
	}

	#makeRoom(keep: string): void {
		for (const id of this.#entries.keys()) {
			if (this.bytes <= this.#parts.mostBytes) return;
			if (id !== keep) this.#entries.delete(id);
		}
	}
}
