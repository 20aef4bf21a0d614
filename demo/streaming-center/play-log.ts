import type { SimulatedTrack } from './track.ts';

/** A row of the history; the last one is on the air. Times in milliseconds. */
export interface LoggedPlay {
	readonly id: number;
	readonly ts: number;
	length: number;
	/** Null for a jingle, and for what a DJ plays. */
	track: SimulatedTrack | null;
	jingleId: number | null;
	metadata: string;
	playlistTitle: string | null;
	djName: string;
	listeners: number;
}

/** What comes next, as the station decides it. */
export type NextPlay = Omit<LoggedPlay, 'id' | 'ts'>;

/** The panel keeps no more. */
const window = 500;

/** What was on the air, as far back as the panel remembers it, going on with the time. */
export class PlayLog {
	#plays: LoggedPlay[] = [];
	#ids: number;
	readonly #next: (at: number) => NextPlay;
	/** Null while something is sent. */
	#silentSince: number | null = null;
	#beganAt: number;

	constructor(firstId: number, beganAt: number, next: (at: number) => NextPlay) {
		this.#ids = firstId;
		this.#beganAt = beganAt;
		this.#next = next;
	}

	get isSilent(): boolean {
		return this.#silentSince !== null;
	}

	/** Newest first. */
	rows(now: number): LoggedPlay[] {
		this.advance(now);
		return this.#plays.toReversed();
	}

	/** Plays on until `now`. */
	advance(now: number): void {
		if (this.#silentSince !== null) return;
		for (;;) {
			const last = this.#plays.at(-1);
			const at = last === undefined ? this.#beganAt : last.ts + last.length;
			if (at > now) return;
			this.#begin(at);
		}
	}

	/** Something else begins right now: a playlist at its minute, a DJ. */
	cut(now: number): void {
		this.advance(now);
		if (this.#silentSince === null) this.#begin(now);
	}

	/** Nothing is sent any more. The last row stays as it is: the panel writes no end. */
	fallSilent(now: number): void {
		this.advance(now);
		this.#silentSince ??= now;
	}

	playOn(now: number): void {
		if (this.#silentSince === null) return;
		this.#silentSince = null;
		this.#begin(now);
	}

	#begin(at: number): void {
		this.#plays.push({ id: this.#ids, ts: at, ...this.#next(at) });
		this.#ids += 1;
		this.#plays = this.#plays.slice(-window);
	}
}
