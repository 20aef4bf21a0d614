import type { BackendError } from '#src/backends/backend-error.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import { FollowedServer } from './followed-server.ts';
import type { FollowedStation } from './followed-station.ts';
import { OnAirStates, type Reading } from './on-air-states.ts';
import { type FeedState, wasLostSince } from './server-feed.ts';
import { placeOf, type Station } from './station.ts';
import type { StationChange, StationChangeKind } from './station-change.ts';
import type { StationDirectory } from './station-directory.ts';

/** Told of each change right when it is known, in order for each station. What it throws is reported and stops nobody else. */
export type ChangeListener = (station: Station, change: StationChange, reading: Reading) => void;

export interface OnAirHubParts {
	clock: Clock;
	directory: StationDirectory;
	/** A listener failed, or something did that should not. */
	onError: (error: unknown) => void;
	/** What is counted. */
	meter: { change(kind: StationChangeKind): void; skipped(): void };
	/** From 0 to 1, for spreading the first looks. */
	random?: () => number;
}

const tickMs = 1_000;
const startWithinMs = 2_000;

/**
 * What is on the air, as the radio servers tell it by themselves: {@link OnAirStates} that are kept fresh by one push
 * connection for each server, and the changes in them. Until it is started it is nothing but those states.
 */
export class OnAirHub extends OnAirStates {
	readonly #parts: OnAirHubParts;
	readonly #servers = new Map<string, FollowedServer>();
	/** Each with the stations it wants to hear of at any price. */
	readonly #listeners = new Map<ChangeListener, (station: Station) => boolean>();
	#stops: (() => void)[] = [];

	constructor(parts: OnAirHubParts) {
		super(parts.clock);
		this.#parts = parts;
	}

	/**
	 * Calls `listener` for every change of every station, until the returned function is called. The stations that `wants` names
	 * are asked for every 15 seconds while their server cannot push, and only those; all of them if it is not given.
	 */
	onChange(listener: ChangeListener, wants: (station: Station) => boolean = () => true): () => void {
		this.#listeners.set(listener, wants);
		return () => void this.#listeners.delete(listener);
	}

	/** Connects to the servers of all stations, now and whenever stations come and go. */
	start(): void {
		if (this.#stops.length > 0) return;
		const { directory, clock } = this.#parts;
		this.#sync(startWithinMs);
		this.#stops = [directory.onChange(() => this.#sync(0)), clock.every(tickMs, () => this.#tick())];
	}

	async close(): Promise<void> {
		for (const stop of this.#stops) stop();
		this.#stops = [];
		const servers = [...this.#servers.values()];
		this.#servers.clear();
		await Promise.all(servers.map((server) => server.close()));
	}

	/** How it is known what is on at the stations of a server (`station.backend.server`). */
	feedState(server: string): FeedState {
		return this.#servers.get(server)?.feedState ?? { kind: 'none' };
	}

	/** Of all servers. */
	get feedStates(): FeedState[] {
		return [...this.#servers.values()].map(({ feedState }) => feedState);
	}

	protected override keep(station: Station, state: OnAirState): Reading {
		const { server, followed } = this.#find(station);
		if (server === undefined || followed === undefined) return super.keep(station, state);
		server.learn(followed, state);
		// What is out of date does not take the place of what is known.
		return this.known(station) ?? super.keep(station, state);
	}

	protected override isFresh(station: Station, reading: Reading): boolean {
		const { server, followed } = this.#find(station);
		if (server === undefined || followed === undefined) return super.isFresh(station, reading);
		if (wasLostSince(server.feedState, reading.asOf, this.#parts.clock.now())) return false;
		return super.isFresh(station, reading) || (reading.asOf >= followed.pushedAt && server.isFresh(followed));
	}

	#find(station: Station): { server?: FollowedServer; followed?: FollowedStation } {
		const server = this.#servers.get(station.backend.server);
		const followed = server?.find(keyOf(station));
		// Of a station as it was set up before, or as it would be, nothing is learnt.
		return server === undefined || followed?.station !== station ? {} : { server, followed };
	}

	#sync(startWithin: number): void {
		const here = new Map(this.#parts.directory.all().map((station) => [keyOf(station), station]));
		for (const [name, server] of this.#servers) {
			for (const { station } of server.stations) {
				const now = here.get(keyOf(station));
				if (now?.backend.server !== name) server.remove(keyOf(station));
				if (now !== station) this.forget(station, this.#isShared(station, here.values()));
			}
		}
		for (const [key, station] of here) {
			const server = this.#servers.get(station.backend.server) ?? this.#open(station, startWithin);
			if (server.find(key)?.station === station) continue;
			server.put(key, station);
		}
		for (const [name, server] of this.#servers) {
			if (server.size > 0) continue;
			this.#servers.delete(name);
			server.close().catch((error: unknown) => this.#parts.onError(error));
		}
	}

	#isShared(station: Station, others: Iterable<Station>): boolean {
		return [...others].some((other) => placeOf(other) === placeOf(station));
	}

	#open({ backend }: Station, startWithin: number): FollowedServer {
		const { clock, random = Math.random, onError, meter } = this.#parts;
		const server = new FollowedServer({
			clock,
			startAt: clock.now() + startWithin * random(),
			keep: (station, state) => super.keep(station, state),
			ask: (station) => this.refresh(station),
			emit: (station, change) => this.#emit(station, change),
			isWanted: (station) => this.#listeners.values().some((wants) => wants(station)),
			skipped: () => meter.skipped(),
			onError,
		});
		this.#servers.set(backend.server, server);
		return server;
	}

	#tick(): void {
		for (const server of this.#servers.values()) server.tick();
	}

	#emit(station: Station, change: StationChange): void {
		const known = this.known(station);
		if (known === undefined) return;
		this.#parts.meter.change(change.kind);
		const trouble = change.kind === 'unreachable' ? this.#troubleOf(station) : undefined;
		const reading = trouble === undefined ? known : { ...known, trouble };
		for (const listener of this.#listeners.keys()) {
			try {
				listener(station, change, reading);
			} catch (error) {
				this.#parts.onError(error);
			}
		}
	}

	#troubleOf(station: Station): BackendError | undefined {
		return this.#servers.get(station.backend.server)?.trouble;
	}
}

/** The id of a station is its own only within its Discord server. */
function keyOf({ guildId, id }: Station): string {
	return `${guildId}/${id}`;
}
