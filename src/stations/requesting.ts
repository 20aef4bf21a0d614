import { BackendError, type RefusalReason } from '#src/backends/backend-error.ts';
import type { Song } from '#src/backends/roles.ts';
import { offeredRole } from './offered-role.ts';
import type { OnAirStates } from './on-air-states.ts';
import type { RequestRules } from './request-rules.ts';
import type { Requesters } from './requesters.ts';
import type { SongFinder } from './song-finder.ts';
import type { Station } from './station.ts';

export type RequestOutcome = { song: Song | null } & (
	| { kind: 'accepted'; nextAt: number; leftThisHour: number }
	/** The answer got lost: nobody knows whether it was taken. */
	| { kind: 'perhaps' }
	/** A rule of ours. */
	| { kind: 'limited'; why: 'cooldown' | 'hourly-limit'; until: number; waitMs: number; perHour: number }
	/** The person's own earlier request of this song waits still. */
	| { kind: 'own'; at: number }
	/** `playedAt`: when the song was on, if that is known. */
	| {
			kind: 'refused';
			reason: RefusalReason | 'gone' | 'requests-off';
			words: string;
			playedAt: number | null;
	  }
);

/** Song requests from people: our own rules first, then the radio server, then who asked is remembered. */
export class Requesting {
	readonly #songs: Pick<SongFinder, 'byId'>;
	readonly #rules: RequestRules;
	readonly #requesters: Requesters;
	readonly #onAir: OnAirStates;
	readonly #onAccepted: (station: Station, song: Song) => void;

	constructor(parts: {
		songs: Pick<SongFinder, 'byId'>;
		rules: RequestRules;
		requesters: Requesters;
		onAir: OnAirStates;
		/** The radio server took a request. */
		onAccepted?: (station: Station, song: Song) => void;
	}) {
		this.#songs = parts.songs;
		this.#rules = parts.rules;
		this.#requesters = parts.requesters;
		this.#onAir = parts.onAir;
		this.#onAccepted = parts.onAccepted ?? (() => {});
	}

	/** Throws what is no answer to the request itself: a missing key, a server that is down. Those do not count. */
	async submit(station: Station, userId: string, requestId: string): Promise<RequestOutcome> {
		const role = offeredRole(station, 'requests');
		const song = await this.#songs.byId(station, role, requestId);
		const admission = await this.#rules.admit(station.id, userId);
		if (!admission.admitted) {
			const { why, until, waitMs, perHour } = admission;
			return { kind: 'limited', song, why, until, waitMs, perHour };
		}
		try {
			await role.submit(requestId);
		} catch (error) {
			if (!(error instanceof BackendError)) throw error;
			if (error.perhapsDone) {
				// Remembered all the same: if it arrived, the queue should name the person.
				if (song !== null) await this.#requesters.remember(station.id, song.id, userId);
				return { kind: 'perhaps', song };
			}
			await admission.release();
			return this.#refusal(station, userId, song, error);
		}
		if (song !== null) {
			this.#onAccepted(station, song);
			await this.#requesters.remember(station.id, song.id, userId);
		}
		return { kind: 'accepted', song, nextAt: admission.nextAt, leftThisHour: admission.leftThisHour };
	}

	async #refusal(
		station: Station,
		userId: string,
		song: Song | null,
		error: BackendError,
	): Promise<RequestOutcome> {
		const { problem } = error;
		if (problem.kind === 'not-found' && problem.what !== 'station')
			return { kind: 'refused', song, reason: 'gone', words: '', playedAt: null };
		if (problem.kind === 'feature-off')
			return { kind: 'refused', song, reason: 'requests-off', words: '', playedAt: null };
		if (problem.kind !== 'refused') throw error;
		if (problem.reason === 'already-requested' && song !== null) {
			const requester = await this.#requesters.of(station.id, song.id);
			if (requester?.userId === userId) return { kind: 'own', song, at: requester.at };
		}
		const playedAt =
			problem.reason === 'played-recently' && song !== null ? this.#lastPlayed(station, song) : null;
		return { kind: 'refused', song, reason: problem.reason, words: problem.words, playedAt };
	}

	#lastPlayed(station: Station, song: Song): number | null {
		const state = this.#onAir.known(station)?.state;
		const plays = state === undefined ? [] : [...(state.now === null ? [] : [state.now]), ...state.history];
		return plays.find((play) => play.song.id === song.id)?.startedAt ?? null;
	}
}
