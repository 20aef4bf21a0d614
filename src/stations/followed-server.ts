import { bulkhead } from 'cockatiel';
import { BackendError } from '#src/backends/backend-error.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import { offForMs } from './changes-between.ts';
import { FollowedStation } from './followed-station.ts';
import { type FeedState, ServerFeed } from './server-feed.ts';
import { isOutage, ServerSilence } from './server-silence.ts';
import type { Station } from './station.ts';
import type { StationChange } from './station-change.ts';

/** What a server needs of the hub. */
export interface ServerParts {
	clock: Clock;
	/** The first look, in milliseconds since 1970: not at all servers at once. */
	startAt: number;
	/** Keeps a state that a station may see. */
	keep: (station: Station, state: OnAirState) => void;
	/** Asks by the station's own backend; what it answers comes back through {@link FollowedServer.learn}. */
	ask: (station: Station) => Promise<unknown>;
	emit: (station: Station, change: StationChange) => void;
	/** Whether anybody wants to hear of it. */
	isWanted: (station: Station) => boolean;
	skipped: () => void;
	onError: (error: unknown) => void;
}

/** A server that looks after its stations tells of each at least once in 65 seconds, mostly every 15. */
const quietAfterMs = 90_000;
const pollEveryMs = 15_000;
/** So often before the application itself is asked: the file is left lying when a station is switched off. */
const filesBeforeAsking = 3;
const refusedForMs = 600_000;
/** Between two questions about one station, whatever came of the first. */
const pauseMs = 10_000;
const atOnce = 2;

/** One radio server with all its stations of all Discord servers: one push connection, or else gentle questions. */
export class FollowedServer {
	readonly #parts: ServerParts;
	readonly #stations = new Map<string, FollowedStation>();
	readonly #turns = bulkhead(atOnce, Number.POSITIVE_INFINITY);
	readonly #silence = new ServerSilence();
	readonly #feed: ServerFeed;
	#trouble: BackendError | undefined;
	#isClosed = false;
	#startAt: number;
	#tickedAt = Number.NEGATIVE_INFINITY;

	constructor(parts: ServerParts) {
		this.#parts = parts;
		this.#startAt = parts.startAt;
		const { clock, skipped, onError } = parts;
		const state = (shortName: string, news: OnAirState) => this.#hear(shortName, news, clock.now());
		this.#feed = new ServerFeed({ clock, skipped, onError, state });
	}

	get feedState(): FeedState {
		return this.#feed.state;
	}

	/** Why it did not answer when it was asked last, if it did not. */
	get trouble(): BackendError | undefined {
		return this.#silence.isDoubtful ? this.#trouble : undefined;
	}

	get stations(): Iterable<FollowedStation> {
		return this.#stations.values();
	}

	get size(): number {
		return this.#stations.size;
	}

	find(key: string): FollowedStation | undefined {
		return this.#stations.get(key);
	}

	/** Takes a station, or what became of it. */
	put(key: string, station: Station): void {
		this.#stations.set(key, new FollowedStation(station, this.#stations.get(key)));
	}

	remove(key: string): void {
		this.#stations.delete(key);
	}

	/** Whether the push has said lately what is on, and would say so if it were not so any more. */
	isFresh({ pushedAt }: FollowedStation): boolean {
		return this.#feed.state.kind === 'push' && this.#parts.clock.now() - pushedAt < quietAfterMs;
	}

	/** A station was read, by its own key: that is also news for the others that may see it. */
	learn(followed: FollowedStation, state: OnAirState): void {
		const now = this.#parts.clock.now();
		this.#silence.answered();
		const { isPublic, shortName, remoteId } = state.facts;
		followed.shortName = shortName;
		followed.prove(isPublic, now);
		for (const other of isPublic ? this.#stations.values() : [followed]) {
			const { shortName: name = other.station.remote } = other;
			if (other !== followed && name !== shortName && name !== remoteId) continue;
			other.shortName = shortName;
			this.#take(other, state, now);
		}
	}

	/** Looks at what is due. Never waits. */
	tick(): void {
		const now = this.#parts.clock.now();
		const setBack = now < this.#tickedAt ? [this.#silence, ...this.#stations.values()] : [];
		for (const one of setBack) one.setBack(now);
		if (setBack.length > 0) this.#startAt = now;
		this.#tickedAt = now;
		if (this.#isClosed || now < this.#startAt) return;
		this.#feed.follow([...this.#stations.values()]);
		if (now < this.#silence.askAgainAt) return;
		const due = [...this.#stations.values()]
			.filter((one) => !one.isBusy && this.#isDue(one, now))
			.toSorted((one, other) => one.askedAt - other.askedAt);
		// One probe is enough to learn whether a server in trouble is back, each time with another station: it may be that one's own.
		const chosen = this.#silence.isDoubtful ? due.slice(0, 1) : due;
		const isPolling = this.#feed.state.kind !== 'push';
		const groups = Map.groupBy(chosen, (one) => (isPolling && !one.needsProof ? one.shortName : undefined));
		for (const one of groups.get(undefined) ?? []) void this.#turn([one], () => this.#ask([one], now));
		groups.delete(undefined);
		for (const [shortName, group] of groups)
			if (shortName !== undefined) void this.#turn(group, () => this.#poll(shortName, group));
	}

	/** Whoever is being asked still answers, but nothing more comes of it. */
	async close(): Promise<void> {
		this.#isClosed = true;
		await this.#feed.close();
	}

	#isDue(one: FollowedStation, now: number): boolean {
		if (now < one.askAgainAt) return false;
		if (one.shortName === undefined || one.needsProof) return true;
		if (!this.#parts.isWanted(one.station)) return false;
		const unheardMs = now - one.seenAt;
		if (this.#feed.state.kind !== 'push') return unheardMs >= pollEveryMs;
		return unheardMs >= (one.isDoubtful ? offForMs + pollEveryMs : quietAfterMs);
	}

	async #turn(group: readonly FollowedStation[], work: () => Promise<void>): Promise<void> {
		for (const one of group) {
			one.isBusy = true;
			one.askedAt = this.#parts.clock.now();
		}
		try {
			await this.#turns.execute(async () => {
				// Whatever waits in line behind questions that were in vain is not asked any more.
				if (!this.#isClosed && this.#silence.askAgainAt <= this.#parts.clock.now()) await work();
			});
		} catch (error) {
			this.#parts.onError(error);
		} finally {
			const again = this.#parts.clock.now() + pauseMs;
			for (const one of group) {
				one.isBusy = false;
				one.askAgainAt = Math.max(one.askAgainAt, again);
			}
		}
	}

	async #poll(shortName: string, group: readonly FollowedStation[]): Promise<void> {
		const [first] = group;
		const live = first?.station.backend.live;
		if (first !== undefined && live?.readWritten !== undefined && first.filesRead < filesBeforeAsking) {
			first.filesRead += 1;
			try {
				this.#hear(shortName, await live.readWritten(shortName));
				return;
			} catch (error) {
				// The file may be missing where the application still answers: that is asked next.
				if (!(error instanceof BackendError)) throw error;
			}
		}
		if (first !== undefined) first.filesRead = 0;
		const isOpen = first?.state?.facts.isPublic === true;
		await this.#ask(isOpen ? group.slice(0, 1) : group, this.#parts.clock.now());
	}

	async #ask(group: readonly FollowedStation[], now: number): Promise<void> {
		for (const one of group) {
			// Another Discord server's question has answered this one meanwhile.
			if (one.seenAt >= now && !one.needsProof) continue;
			try {
				await this.#parts.ask(one.station);
			} catch (error) {
				if (this.#isClosed) return;
				if (!(error instanceof BackendError)) throw error;
				this.#failed(one, error, now);
				if (isOutage(error)) return;
			}
		}
	}

	#failed(one: FollowedStation, error: BackendError, now: number): void {
		if (isOutage(error)) {
			// While the push is heard the server is there, whatever becomes of single questions.
			if (this.#feed.state.kind === 'push') one.askAgainAt = now + pollEveryMs;
			else this.#strike(error);
			return;
		}
		this.#silence.answered();
		if (error.problem.kind === 'rate-limited') {
			one.askAgainAt = error.problem.until;
			return;
		}
		one.disprove();
		one.askAgainAt = now + refusedForMs;
	}

	#strike(trouble: BackendError): void {
		this.#trouble = trouble;
		this.#silence.failed(this.#parts.clock.now());
		const { since } = this.#silence;
		if (since === null) return;
		for (const one of this.#stations.values())
			for (const change of one.fallSilent(since)) this.#parts.emit(one.station, change);
	}

	/** A state that the server tells everybody; private stations show it to those alone that can read it by themselves. */
	#hear(shortName: string, state: OnAirState, pushedAt?: number): void {
		const now = this.#parts.clock.now();
		this.#silence.answered();
		for (const one of this.#stations.values()) {
			if (one.shortName !== shortName || !one.maySee(state, now)) continue;
			if (pushedAt !== undefined) one.pushedAt = pushedAt;
			this.#take(one, state, now);
		}
	}

	#take(one: FollowedStation, state: OnAirState, now: number): void {
		const changes = one.learn(state, now);
		if (changes === null) return;
		this.#parts.keep(one.station, state);
		for (const change of changes) this.#parts.emit(one.station, change);
	}
}
