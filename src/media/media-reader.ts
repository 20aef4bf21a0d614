import { BackendError } from '#src/backends/backend-error.ts';
import type { ServerTurn } from '#src/server-turns.ts';
import type { Station } from '#src/stations/station.ts';
import { type Entry, noteTrouble } from './media-entry.ts';
import type { MediaFolder } from './media-folder.ts';
import type { MediaKeeperParts } from './media-keeper.ts';
import type { MediaOutcome } from './media-outcome.ts';
import type { MediaPlace, MediaSong, MediaUpdate } from './media-song.ts';
import type { MediaDoubt, MediaState } from './media-state.ts';
import type { MediaWork } from './media-work.ts';
import { type LibraryReading, readLibrary } from './read-library.ts';
import { doubtPauseMs, takeReading } from './take-reading.ts';

interface MediaReaderParts
	extends Pick<MediaKeeperParts, 'clock' | 'offPeak' | 'onNews' | 'onError' | 'onWritten'> {
	folder: MediaFolder;
	/** Whether the library is still kept: it may have gone while it was read. */
	isThere: (entry: Entry) => boolean;
	onUpdate: (place: MediaPlace, update: MediaUpdate) => void;
}

/** Reads a library at its radio server, and takes in what came of it: in memory, in its file, and for those who hear of it. */
export class MediaReader {
	readonly #parts: MediaReaderParts;

	constructor(parts: MediaReaderParts) {
		this.#parts = parts;
	}

	/** Carries out one piece of work. Throws BackendErrors. */
	async read(station: Station, entry: Entry, work: MediaWork, turn: ServerTurn): Promise<MediaOutcome> {
		const { clock, offPeak } = this.#parts;
		const startedAt = clock.now();
		try {
			const reading = await readLibrary({
				station,
				state: entry.state,
				depth: work.depth,
				offPeak: offPeak?.(station),
				clock,
				signal: work.signal,
				turn,
				partOf: (source) => this.#parts.folder.part(station, source),
				onWhole: (place) => work.beginWhole(place, clock.now()),
				onPlace: (place, rows) => work.reached(place, rows),
				tryWrite: (write) => this.#tryNote(station, write),
			});
			entry.trouble = undefined;
			return await this.#take(station, entry, reading, clock.now() - startedAt);
		} catch (error) {
			if (error instanceof BackendError) noteTrouble(entry, error, clock.now());
			throw error;
		}
	}

	async #take(
		station: Station,
		entry: Entry,
		reading: LibraryReading,
		tookMs: number,
	): Promise<MediaOutcome> {
		const at = this.#parts.clock.now();
		const { state, isNew, update, news, outcome } = await takeReading(reading, entry.identity, {
			at,
			tookMs,
		});
		// Nothing new is no reason to leave on the disk what is out of date.
		if (isNew || (entry.isUnwritten && state.doubt === undefined)) await this.#put(station, entry, state);
		else entry.state = state;
		if (state.doubt !== undefined) void this.#lookAgain(station, entry, state.doubt);
		if (update !== undefined) this.#parts.onUpdate(entry.place, update);
		if (news !== undefined && this.#parts.isThere(entry)) {
			const before = reading.known?.songs ?? new Map<string, MediaSong>();
			this.#parts.onNews(station, news, { before, after: state.songs });
		}
		return outcome;
	}

	/** Reads everything once more after a while, unless somebody else did meanwhile. */
	async #lookAgain(station: Station, entry: Entry, doubt: MediaDoubt): Promise<void> {
		try {
			await this.#parts.clock.sleep(doubtPauseMs, entry.stop.signal);
			if (entry.state?.doubt === doubt) await entry.line.fetch();
		} catch (error) {
			// A server that does not answer now is read as a whole at the next look, as long as there is a doubt.
			if (!entry.stop.signal.aborted && !(error instanceof BackendError))
				this.#parts.onError(station, error, 'read');
		}
	}

	/** Known at once; a write that fails changes nothing about that. */
	async #put(station: Station, entry: Entry, state: MediaState): Promise<void> {
		entry.state = state;
		try {
			await this.#parts.folder.write(station, state.header, state.songs);
			if (entry.isUnwritten) this.#parts.onWritten(station);
			entry.isUnwritten = false;
		} catch (error) {
			if (!entry.isUnwritten) this.#parts.onError(station, error, 'write');
			entry.isUnwritten = true;
		}
	}

	/** What cannot be noted costs a restart some reads, and nothing else. */
	async #tryNote(station: Station, write: () => Promise<void>): Promise<boolean> {
		try {
			await write();
		} catch (error) {
			this.#parts.onError(station, error, 'note');
			return false;
		}
		return true;
	}
}
