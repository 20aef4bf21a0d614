import type { Clock } from '#src/clock.ts';
import { chooseSong, type Recent } from './auto-dj.ts';
import { explainChoice } from './auto-dj-log.ts';
import { SongShelves } from './kept.ts';
import { countListeners } from './listener-count.ts';
import { MediaDisk } from './media-disk.ts';
import type { LiveShow, Play, QueueRow } from './play.ts';
import { createPlaylist, type NewPlaylist, type ScheduleItem, type SimulatedPlaylist } from './playlist.ts';
import { createRandom, type Random } from './random.ts';
import { createSong, type NewSong, type SimulatedSong } from './song-library.ts';
import { SongRequests, wasPlayedRecently } from './song-requests.ts';
import { StationClock } from './station-clock.ts';
import { endBroadcasts, type Mount, type Podcast, type StationPlan, type Streamer } from './station-plan.ts';
import { StationServices } from './station-services.ts';
import { stockLibrary } from './stock.ts';

/** A fresh station has been on the air for a day, so that there is a yesterday to ask for. */
const pastMs = 26 * 3_600_000;

/** A station that plays through time. Fields may be changed at any moment; what is on follows the clock. */
export class SimulatedStation {
	readonly id: number;
	readonly shortName: string;
	readonly timezone: string;
	/** False for a station without an AutoDJ. */
	readonly hasBackend: boolean;
	name: string;
	description: string;
	genre: string;
	/** Whether public page and public API are on. */
	isPublic: boolean;
	requestsEnabled: boolean;
	/** Null stands for AzuraCast's own default, 5 minutes. */
	requestDelayMinutes: number | null;
	/** Null stands for AzuraCast's own default, 15 minutes; 0 turns the rule off. */
	requestThresholdMinutes: number | null = 15;
	streamersEnabled = true;
	hlsEnabled = false;
	needsRestart = false;
	/** What differs from the defaults of `backend_config`, by AzuraCast's own names. */
	readonly backendConfig: Record<string, unknown> = {};
	readonly songs: SimulatedSong[];
	readonly playlists: SimulatedPlaylist[];
	readonly mounts: Mount[];
	readonly streamers: Streamer[];
	readonly podcasts: Podcast[];
	readonly disk = new MediaDisk();
	readonly shelves = new SongShelves();
	readonly #requests: SongRequests;
	readonly #clock: Clock;
	readonly #random: Random;
	/** Queue, history and what is on the air. */
	readonly playout: StationClock;
	readonly #services: StationServices;
	readonly #usualListeners: number;
	#listeners: number | null = null;
	#lastId = 1000;

	constructor(plan: StationPlan, clock: Clock, seed: number) {
		this.#clock = clock;
		this.#random = createRandom(seed * 7919 + plan.id);
		this.id = plan.id;
		this.shortName = plan.shortName;
		this.timezone = plan.timezone;
		this.hasBackend = plan.hasBackend ?? true;
		this.name = plan.name;
		this.description = plan.description;
		this.genre = plan.genre;
		this.isPublic = plan.isPublic;
		this.requestsEnabled = plan.requestsEnabled;
		this.requestDelayMinutes = plan.requestDelayMinutes;
		this.mounts = plan.mounts;
		this.streamers = plan.streamers;
		this.podcasts = plan.podcasts;
		this.#usualListeners = plan.usualListeners;
		this.playlists = plan.playlists.map((given, index) => createPlaylist(plan.id * 10 + index - 9, given));
		const uploadedAt = Math.floor(clock.now() / 1000) - 30 * 86_400;
		this.songs = stockLibrary(this.#random, this.playlists, plan.songs, uploadedAt);
		this.#requests = new SongRequests(this.#random);
		this.playout = new StationClock(
			{
				chooseNext: (at, recent) => this.#chooseNext(at, recent),
				takeRequest: (at, history) => this.#requests.takeDue(at, (song) => this.#wasOn(song, history, at)),
				listenersAt: (at) => this.listenersAt(at),
			},
			clock,
			clock.now() - pastMs,
			plan.hasBackend !== false && plan.neverStarted !== true && plan.isEnabled !== false,
		);
		this.#services = new StationServices(clock, this.playout, plan);
		this.playout.catchUp();
	}

	get nowPlaying(): Play | null {
		return this.playout.history.at(-1) ?? null;
	}

	get queue(): readonly QueueRow[] {
		return this.playout.queue;
	}

	/** Oldest first; the last is on the air. */
	get history(): readonly Play[] {
		return this.playout.history;
	}

	get live(): LiveShow | null {
		return this.playout.live;
	}

	get requests(): SongRequests {
		this.playout.catchUp();
		return this.#requests;
	}

	/** When the queue's first song should begin, in milliseconds since 1970. */
	get nextStartsAt(): number {
		return this.playout.nextStartsAt;
	}

	/** What now-playing shows, some seconds behind the truth. */
	get isOnline(): boolean {
		return this.#services.isOnline;
	}

	get listeners(): number {
		return this.listenersAt(this.#clock.now());
	}

	get isEnabled(): boolean {
		return this.#services.disabledAt === null;
	}

	set isEnabled(enabled: boolean) {
		endBroadcasts(this.streamers, this.#clock.now());
		this.#services.setEnabled(enabled);
	}

	/** In milliseconds since 1970, or null. */
	get disabledAt(): number | null {
		return this.#services.disabledAt;
	}

	get hasStarted(): boolean {
		return this.#services.hasStarted;
	}

	/** All services stop and start, and are running `afterMs` from now. */
	restart(afterMs: number): void {
		endBroadcasts(this.streamers, this.#clock.now());
		this.#services.restart(afterMs);
		this.needsRestart = false;
	}

	get backendRunning(): boolean {
		return this.#services.backendRunning;
	}

	set backendRunning(running: boolean) {
		endBroadcasts(this.streamers, this.#clock.now());
		if (running) this.#services.restartBackend();
		else this.#services.stopBackend();
	}

	get frontendRunning(): boolean {
		return this.#services.frontendRunning;
	}

	set frontendRunning(running: boolean) {
		this.#services.frontendRunning = running;
	}

	/** A DJ connects, or sends the next title. */
	goLive(streamer: string, title?: string): void {
		const now = this.#clock.now();
		if (this.live?.streamer !== streamer) {
			this.endLive();
			const account = this.streamers.find((entry) => entry.displayName === streamer);
			account?.broadcasts.push({ id: this.#nextId(), start: now, end: null });
		}
		this.playout.goLive(streamer, title);
	}

	endLive(): void {
		endBroadcasts(this.streamers, this.#clock.now());
		this.playout.endLive();
	}

	/** Ends the song on the air at once. */
	skip(): void {
		this.playout.skip();
	}

	/** Holds the audience at `count`. */
	setListeners(count: number): void {
		this.#listeners = count;
	}

	/** Without `playlists` the song goes into the first one. */
	addSong(given: NewSong): SimulatedSong {
		const playlists = this.playlists.slice(0, 1).map((playlist) => playlist.id);
		const uploadedAt = Math.floor(this.#clock.now() / 1000);
		const song = createSong(this.#random, this.#nextId(), uploadedAt, { playlists, ...given });
		this.songs.push(song);
		return song;
	}

	addPlaylist(given: NewPlaylist): SimulatedPlaylist {
		const playlist = createPlaylist(this.#nextId(), given);
		this.playlists.push(playlist);
		return playlist;
	}

	/** Schedules a playlist by its name or a streamer by the display name; times as HHMM, in the station's time zone. */
	addSchedule(of: string, item: Pick<ScheduleItem, 'startTime' | 'endTime'> & Partial<ScheduleItem>): void {
		const owner =
			this.playlists.find((playlist) => playlist.name === of) ??
			this.streamers.find((streamer) => streamer.displayName === of);
		if (owner === undefined) throw new Error(`${this.name} has no playlist or streamer called ${of}`);
		const always = { days: [], startDate: null, endDate: null, loopOnce: false };
		owner.schedule.push({ id: this.#nextId(), ...always, ...item });
	}

	/** Whether the song or one of its artists was on within the request threshold. */
	wasPlayedRecently(song: SimulatedSong): boolean {
		return this.#wasOn(song, this.playout.history, this.#clock.now());
	}

	#wasOn(song: SimulatedSong, history: readonly Play[], at: number): boolean {
		return wasPlayedRecently(song, history, at, this.requestThresholdMinutes ?? 15);
	}

	/** How many listen, or listened, at that moment. */
	listenersAt(at: number): number {
		const runs = this.#services.backendRunning && this.#services.frontendRunning;
		return runs ? (this.#listeners ?? countListeners(this.#usualListeners, this.id, at)) : 0;
	}

	#chooseNext(at: number, recent: Recent) {
		const { playlists, timezone } = this;
		const songs = this.shelves.byPlaylist(this.songs);
		const choice = chooseSong({ songs, playlists, timezone, random: this.#random }, at, recent);
		if (choice === null) return null;
		choice.playlist.playedAt = at;
		return { song: choice.song, playlist: choice.playlist.name, log: explainChoice(this, choice, at) };
	}

	#nextId(): number {
		return ++this.#lastId;
	}
}
