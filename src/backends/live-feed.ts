import type { BackendProblem } from './backend-error.ts';
import type { OnAirState } from './roles.ts';

/** What a radio server says by itself, as it happens. */
export interface LiveFeedEvents {
	/** A station's state, also when nothing in it changed. `replayed`: it was said before the connection stood. */
	state(shortName: string, state: OnAirState, replayed: boolean): void;
	/**
	 * The connection stands and is heard, or is lost and being made anew; told once for each change. With `lost` comes why; a
	 * server that was never reached is told as lost too.
	 */
	connection(status: 'open' | 'lost', why?: BackendProblem): void;
	/** Something came that makes no sense and was left out. */
	skipped?(): void;
}

/** One connection to one radio server, for any number of its stations. It comes back by itself until it is closed. */
export interface LiveFeed {
	/** Follows exactly these stations, by the short names that the server uses. Asking for the same ones again does nothing. */
	follow(shortNames: readonly string[]): void;
	close(): Promise<void>;
}

/** The push of a radio system: stations of one `server` share one feed. */
export interface LiveRole {
	open(events: LiveFeedEvents): LiveFeed;
	/**
	 * The last state that the server wrote down for everybody, without asking its application: cheap, and as old as its own last
	 * look. Throws a BackendError like any read. Absent where there is no such thing.
	 */
	readWritten?(shortName: string): Promise<OnAirState>;
}
