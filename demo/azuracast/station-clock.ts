import type { Clock } from '#src/clock.ts';
import type { Recent } from './auto-dj.ts';
import { airedFile, airedText, type LiveShow, type Play, type QueueRow } from './play.ts';
import type { SimulatedSong } from './song-library.ts';

/** What the clock asks the station whenever a song is to be chosen. Times in milliseconds since 1970. */
export interface Programme {
	chooseNext(at: number, recent: Recent): { song: SimulatedSong; playlist: string; log: string[] } | null;
	/** The next song request whose turn has come; it counts as played from now on. */
	takeRequest(at: number, history: readonly Play[]): SimulatedSong | null;
	listenersAt(at: number): number;
}

const queueLength = 5;
/** AzuraCast fills the queue when its now-playing worker next comes by. */
const refillAfterMs = 10_000;
const keepHistoryMs = 14 * 86_400_000;

/**
 * Moves one station through time. Nothing runs in the background: every look and every order first
 * starts the songs that should have begun by then.
 */
export class StationClock {
	readonly #programme: Programme;
	readonly #clock: Clock;
	readonly #history: Play[] = [];
	#queue: QueueRow[] = [];
	#endsAt: number;
	#refillAt = 0;
	#running: boolean;
	#live: LiveShow | null = null;
	#lastPlayId = 0;
	#lastRowId = 0;

	/** `start` is when the first song begins, in milliseconds since 1970; it may lie in the past. */
	constructor(programme: Programme, clock: Clock, start: number, running = true) {
		this.#programme = programme;
		this.#clock = clock;
		this.#endsAt = start;
		this.#running = running;
	}

	/** Every play still remembered, oldest first; the last is on the air. */
	get history(): readonly Play[] {
		this.catchUp();
		return this.#history;
	}

	get queue(): readonly QueueRow[] {
		this.catchUp();
		return this.#queue.filter((row) => !row.hidden);
	}

	get live(): LiveShow | null {
		return this.#live;
	}

	/** When the queue's first song is expected to start. */
	get nextStartsAt(): number {
		this.catchUp();
		return this.#endsAt;
	}

	/** Starts every song that should have begun by now, and fills the queue. */
	catchUp(): void {
		const now = this.#clock.now();
		while (this.#running && this.#live === null && this.#endsAt <= now) this.#startNext(this.#endsAt);
		if (this.#running && now >= this.#refillAt) this.#fill(now);
	}

	/** Ends the song on the air `delayMs` from now; a DJ on the air goes on. */
	skip(delayMs = 0): void {
		this.catchUp();
		this.#endsAt = Math.min(this.#endsAt, this.#clock.now() + delayMs);
		this.catchUp();
	}

	/** Liquidsoap stops: the last song stays in view, nothing moves on. */
	stop(): void {
		this.catchUp();
		this.#running = false;
		this.#live = null;
	}

	/** Liquidsoap starts, or starts again, with a new song `delayMs` from now. */
	restart(delayMs = 0): void {
		this.catchUp();
		this.#running = true;
		this.#live = null;
		this.#endsAt = this.#clock.now() + delayMs;
		this.catchUp();
	}

	/** A DJ takes over. Without a title the AutoDJ's last song stays in view. */
	goLive(streamer: string, title: string | undefined): void {
		this.catchUp();
		const now = this.#clock.now();
		if (this.#live?.streamer !== streamer) this.#live = { streamer, since: now };
		if (title === undefined) return;
		this.#begin({ song: airedText(title), at: now, durationMs: 0, playlist: '', streamer, requested: false });
	}

	endLive(): void {
		if (this.#live === null) return;
		this.#live = null;
		this.#endsAt = this.#clock.now();
		this.catchUp();
	}

	/** Deletes a row of the queue; false if there is none with this id. A song already sent plays all the same. */
	remove(id: number): boolean {
		const row = this.queue.find((entry) => entry.id === id);
		if (row === undefined) return false;
		if (row.sent) row.hidden = true;
		else this.#queue = this.#queue.filter((entry) => entry !== row);
		this.#refillAt = this.#clock.now() + refillAfterMs;
		return true;
	}

	/** Deletes the rows not yet sent. */
	clear(): void {
		this.catchUp();
		this.#queue = this.#queue.filter((row) => row.sent);
		this.#refillAt = this.#clock.now() + refillAfterMs;
	}

	/** Puts a song before everything that is not yet sent. */
	putInFront(song: SimulatedSong): void {
		this.catchUp();
		const place = this.#queue.filter((row) => row.sent).length;
		this.#queue.splice(
			place,
			0,
			this.#row({ song, playlist: '', requested: false, at: this.#clock.now(), log: null }),
		);
	}

	/** Breaks off the song on the air for this one; what was sent before plays after it. */
	playNow(song: SimulatedSong): void {
		this.catchUp();
		this.#queue.unshift(
			this.#row({ song, playlist: '', requested: false, at: this.#clock.now(), log: null }),
		);
		this.skip();
	}

	#startNext(at: number): void {
		const row = this.#queue.shift() ?? this.#nextRow(at);
		if (row === null) {
			// Nothing to play: silence, with the last song still in view; the AutoDJ tries again.
			this.#endsAt = at + refillAfterMs;
			return;
		}
		this.#begin({
			song: airedFile(row.song),
			at,
			durationMs: row.song.lengthSeconds * 1000,
			playlist: row.playlist,
			streamer: '',
			requested: row.requested,
		});
		this.#fill(at);
		const next = this.#queue[0];
		if (next !== undefined && !next.sent) {
			next.sent = true;
			next.cuedAt = at;
		}
	}

	#begin(
		entry: Pick<Play, 'song' | 'durationMs' | 'playlist' | 'streamer' | 'requested'> & { at: number },
	): void {
		const { at, ...rest } = entry;
		const listeners = this.#programme.listenersAt(at);
		const before = this.#history.at(-1);
		if (before !== undefined) before.listenersEnd = listeners;
		this.#lastPlayId += 1;
		this.#history.push({
			...rest,
			id: this.#lastPlayId,
			startedAt: at,
			listenersStart: listeners,
			listenersEnd: null,
		});
		this.#endsAt = at + rest.durationMs;
		const oldest = this.#history[0];
		if (oldest !== undefined && oldest.startedAt < at - keepHistoryMs) this.#history.shift();
	}

	#fill(at: number): void {
		while (this.#queue.length < queueLength) {
			const row = this.#nextRow(at);
			if (row === null) return;
			this.#queue.push(row);
		}
	}

	#nextRow(at: number): QueueRow | null {
		const request = this.#programme.takeRequest(at, this.#history);
		if (request !== null) {
			return this.#row({ song: request, playlist: '', requested: true, at, log: null });
		}
		const choice = this.#programme.chooseNext(at, this.#recent);
		return choice === null ? null : this.#row({ ...choice, requested: false, at });
	}

	/** Newest first, what is still to come before what was. */
	get #recent(): Recent {
		return [...this.#history.slice(-60), ...this.#queue].toReversed().map(({ song, playlist }) => ({
			songId: song.songId,
			artist: song.artist,
			playlist,
		}));
	}

	#row(entry: Pick<QueueRow, 'song' | 'playlist' | 'requested' | 'log'> & { at: number }): QueueRow {
		const { at, ...rest } = entry;
		this.#lastRowId += 1;
		return { ...rest, id: this.#lastRowId, cuedAt: at, sent: false, hidden: false };
	}
}
