import type { Clock } from '#src/clock.ts';
import type { GridEvent } from './grid-plan.ts';
import { type LoggedPlay, type NextPlay, PlayLog } from './play-log.ts';
import { inventTracks, type SimulatedTrack } from './track.ts';

export interface SimulatedPlaylist {
	readonly id: number;
	name: string;
	isDefault: boolean;
	isRandom: boolean;
}

/** A song that somebody asked for. */
export interface TrackRequest {
	readonly id: number;
	/** Milliseconds. */
	readonly at: number;
	track: SimulatedTrack;
	person: string;
	message: string;
	address: string;
	playedAt: number | null;
}

export interface SimulatedDj {
	readonly id: number;
	name: string;
	cat: 'auto' | 'ws' | 'real' | 'server';
	password: string;
}

export interface StationPlan {
	id: number;
	title: string;
	timezone: string;
	tracks: number;
	playlists: readonly string[];
	events: readonly GridEvent[];
	djs: readonly string[];
	/** So many rows has the history at the start. */
	playedBefore: number;
}

const minuteMs = 60_000;
const usualLengthMs = 3.5 * minuteMs;
const everyJingle = 6;
const jingleMs = 12_000;
/** What the panel writes for as long as a DJ sends without saying more. */
const liveLengthMs = 4 * minuteMs;

/** One radio of a panel, playing through the time of its clock. */
export class PanelStation {
	readonly id: number;
	readonly title: string;
	readonly timezone: string;
	readonly tracks: SimulatedTrack[];
	readonly playlists: SimulatedPlaylist[];
	readonly events: GridEvent[];
	readonly djs: SimulatedDj[];
	readonly requests: TrackRequest[] = [];
	/** Its streams are on; off: state 0. */
	isUp = true;
	readonly #clock: Clock;
	readonly #log: PlayLog;
	#playing: SimulatedPlaylist;
	#starts: { at: number; playlist: SimulatedPlaylist }[] = [];
	#live: string | null = null;
	#turn = 0;

	constructor(plan: StationPlan, clock: Clock) {
		this.id = plan.id;
		this.title = plan.title;
		this.timezone = plan.timezone;
		this.#clock = clock;
		this.tracks = inventTracks(plan.id, plan.tracks, plan.id * 1_000 + 1, plan.id);
		this.playlists = plan.playlists.map((name, index) => ({
			id: plan.id * 100 + index + 1,
			name,
			isDefault: index === 0,
			isRandom: index % 2 === 1,
		}));
		for (const [index, track] of this.tracks.entries())
			track.playlists = this.playlists.filter((_, place) => index % (place + 1) === 0).map(({ id }) => id);
		this.events = [...plan.events];
		this.djs = ['AutoDJ', ...plan.djs].map((name, index) => ({
			id: plan.id * 10 + index,
			name,
			cat: index === 0 ? 'auto' : 'real',
			password: `djpassword-${plan.id}-${index}`,
		}));
		const [first] = this.playlists;
		if (first === undefined) throw new Error(`${plan.title} has no playlist`);
		this.#playing = first;
		const beganAt = clock.now() - Math.round(plan.playedBefore * usualLengthMs * 0.87);
		this.#log = new PlayLog(plan.id * 100_000 + 1, beganAt, (at) => this.#next(at));
	}

	/** Newest first: what is on, and what was. */
	get history(): LoggedPlay[] {
		this.#advance();
		return this.#log.rows(this.#clock.now());
	}

	/** 0 off, 1 up without anything to send, 2 broadcasting. */
	get state(): 0 | 1 | 2 {
		if (!this.isUp) return 0;
		return this.#log.isSilent ? 1 : 2;
	}

	get listeners(): number {
		return this.state === 2 ? listenersAt(this.#clock.now(), this.id) : 0;
	}

	/** Who sends live, or null. */
	get live(): string | null {
		return this.#live;
	}

	/** The playlist that plays, unless somebody is live. */
	get onAir(): SimulatedPlaylist | null {
		this.#advance();
		return this.#live === null && !this.#log.isSilent ? this.#playing : null;
	}

	goLive(dj: string): void {
		this.#advance();
		this.#live = dj;
		this.#log.cut(this.#clock.now());
	}

	endLive(): void {
		this.#advance();
		this.#live = null;
		this.#log.cut(this.#clock.now());
	}

	/** The source goes away: channels stay up and send nothing. */
	fallSilent(): void {
		this.#advance();
		this.#log.fallSilent(this.#clock.now());
	}

	playOn(): void {
		this.#log.playOn(this.#clock.now());
	}

	/** At the next full minute, and not before. Returns when. */
	startPlaylist(playlist: SimulatedPlaylist): number {
		this.#advance();
		const at = (Math.floor(this.#clock.now() / minuteMs) + 1) * minuteMs;
		this.#starts.push({ at, playlist });
		return at;
	}

	addPlaylist(name: string, isRandom: boolean): SimulatedPlaylist {
		const id = Math.max(...this.playlists.map((one) => one.id)) + 1;
		const playlist = { id, name, isDefault: false, isRandom };
		this.playlists.push(playlist);
		return playlist;
	}

	addTrack(track: Omit<SimulatedTrack, 'id'>): SimulatedTrack {
		const added = { ...track, id: Math.max(0, ...this.tracks.map(({ id }) => id)) + 1 };
		this.tracks.push(added);
		return added;
	}

	tracksIn(playlistId: number): SimulatedTrack[] {
		return this.tracks.filter(({ playlists }) => playlists.includes(playlistId));
	}

	#advance(): void {
		const now = this.#clock.now();
		for (const start of this.#starts.filter(({ at }) => at <= now)) {
			this.#log.advance(start.at - 1);
			this.#playing = start.playlist;
			// It begins with its first song.
			this.#turn = 0;
			this.#log.cut(start.at);
		}
		this.#starts = this.#starts.filter(({ at }) => at > now);
		this.#log.advance(now);
	}

	#next(at: number): NextPlay {
		this.#turn += 1;
		const listeners = listenersAt(at, this.id);
		if (this.#live !== null) {
			const metadata = `${this.#live} - Set ${this.#turn}`;
			const live = { track: null, jingleId: null, playlistTitle: null, djName: this.#live };
			return { ...live, length: liveLengthMs, metadata, listeners };
		}
		const waiting = this.requests.find(({ playedAt, at: asked }) => playedAt === null && asked <= at);
		if (waiting === undefined && this.#turn % everyJingle === 0) {
			const jingle = { track: null, jingleId: 7, playlistTitle: null, djName: 'AutoDJ' };
			return { ...jingle, length: jingleMs, metadata: `${this.title} jingle`, listeners };
		}
		if (waiting !== undefined) waiting.playedAt = at;
		const choice = this.tracksIn(this.#playing.id);
		const track = waiting?.track ?? choice[(this.#turn * (this.#playing.isRandom ? 7 : 1)) % choice.length];
		if (track === undefined) {
			// An empty playlist plays nothing, again and again.
			const empty = { track: null, jingleId: null, playlistTitle: this.#playing.name, djName: 'AutoDJ' };
			return { ...empty, length: minuteMs, metadata: '', listeners };
		}
		return {
			track,
			jingleId: null,
			length: track.length,
			metadata: `${track.author} - ${track.title}`,
			playlistTitle: this.#playing.name,
			djName: 'AutoDJ',
			listeners,
		};
	}
}

/** A day with an evening. */
function listenersAt(at: number, seed: number): number {
	const hour = (at / 3_600_000) % 24;
	return Math.round(20 + 15 * Math.sin(((hour - 13) / 24) * 2 * Math.PI) + ((at / minuteMs + seed * 3) % 5));
}
