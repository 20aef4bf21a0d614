import type { BackendProblem } from '#src/backends/backend-error.ts';
import type { LiveFeed, LiveFeedEvents } from '#src/backends/live-feed.ts';
import type { Clock } from '#src/clock.ts';
import type { FollowedStation } from './followed-station.ts';

/** How it is known what is on at the stations of a server. */
export type FeedState =
	/** The server tells by itself. */
	| { kind: 'push'; since: number }
	/** It cannot be heard; stations that somebody listens for are asked for. */
	| { kind: 'polling'; since: number; why: BackendProblem | undefined }
	/** It is being connected to for the first time, or the server has nothing of the kind. */
	| { kind: 'none' };

/**
 * Whether the push was lost after that moment: the server may have gone with it, however young what is known may be.
 * @param moment milliseconds since 1970, like `now`
 */
export function wasLostSince(state: FeedState, moment: number, now: number): boolean {
	// What was lost later than now was lost before the clock was set back.
	return state.kind === 'polling' && moment < state.since && state.since <= now;
}

export interface ServerFeedParts extends Pick<LiveFeedEvents, 'state' | 'skipped'> {
	clock: Clock;
	/** A mistake of ours must not end the connection that met it. */
	onError: (error: unknown) => void;
}

/** The push of one radio server for the stations that are known there. */
export class ServerFeed {
	readonly #parts: ServerFeedParts;
	#feed: LiveFeed | undefined;
	#names = '';
	#state: FeedState = { kind: 'none' };
	#isClosed = false;

	constructor(parts: ServerFeedParts) {
		this.#parts = parts;
	}

	get state(): FeedState {
		return this.#state;
	}

	/** Follows these stations; asked for the same ones again it does nothing. */
	follow(stations: readonly FollowedStation[]): void {
		// Each new name costs a connection made anew, so the first looks are waited for.
		if (this.#isClosed || stations.some(({ isBusy, shortName }) => isBusy && shortName === undefined)) return;
		const names = [...new Set(stations.flatMap(({ shortName }) => shortName ?? []))].toSorted();
		const joined = names.join(' ');
		if (joined === this.#names) return;
		this.#names = joined;
		if (names.length > 0) this.#feed ??= this.#open(stations);
		this.#feed?.follow(names);
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		await this.#feed?.close();
	}

	#open(stations: readonly FollowedStation[]): LiveFeed | undefined {
		// An address that the operator declared is meant, also if somebody else typed it as well.
		const opener = stations.find(({ station }) => station.source === 'declared') ?? stations[0];
		const { clock, state: hear, skipped, onError } = this.#parts;
		return opener?.station.backend.live?.open({
			state: (shortName, state, replayed) => {
				if (this.#isClosed) return;
				try {
					hear(shortName, state, replayed);
				} catch (error) {
					onError(error);
				}
			},
			connection: (status, why) => {
				const since = clock.now();
				this.#state = status === 'open' ? { kind: 'push', since } : { kind: 'polling', since, why };
			},
			...(skipped === undefined ? {} : { skipped }),
		});
	}
}
