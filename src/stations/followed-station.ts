import type { OnAirState } from '#src/backends/roles.ts';
import { changesBetween, isOutOfDate, silence, type Told } from './changes-between.ts';
import { placeOf, type Station } from './station.ts';
import type { StationChange } from './station-change.ts';

/** A private station's key has to show from time to time that it still reads the station. */
const provenForMs = 3_600_000;
const never = Number.NEGATIVE_INFINITY;

/** One station of one Discord server, as the hub knows it. */
export class FollowedStation {
	readonly station: Station;
	/** Under which the server pushes it; known after a first look. */
	shortName: string | undefined;
	/** When the push told of it last, and when anything did. */
	pushedAt = never;
	seenAt = never;
	/** It is being asked for. */
	isBusy = false;
	/** When it was asked for last, and how often the written file was read. */
	askedAt = never;
	filesRead = 0;
	/** Not asked for before: nothing can have changed. */
	askAgainAt = never;
	/** A private station's state came, and this one has not shown that it may see it. */
	needsProof = false;
	#told: Told | undefined;
	#provenAt = never;

	/** @param before the same station as it was set up until now */
	constructor(station: Station, before?: FollowedStation) {
		this.station = station;
		if (before === undefined) return;
		if (placeOf(before.station) !== placeOf(station)) return;
		this.shortName = before.shortName;
		this.#told = before.#told;
	}

	/** The newest state that this station may see. */
	get state(): OnAirState | undefined {
		return this.#told?.state;
	}

	/** Seen off the air once: it is to be looked at again soon. */
	get isDoubtful(): boolean {
		return typeof this.#told?.offSeenAt === 'number';
	}

	/** Its own key, or none, has just shown what it may see. */
	prove(isPublic: boolean, now: number): void {
		this.needsProof = false;
		this.#provenAt = isPublic ? never : now;
	}

	/** Its key does not read it, or not any more. */
	disprove(): void {
		this.needsProof = false;
		this.#provenAt = never;
	}

	/** Whether a state that was told to everybody may be seen by this one. */
	maySee(state: OnAirState, now: number): boolean {
		if (state.facts.isPublic) return true;
		if (now - this.#provenAt > provenForMs) this.needsProof = true;
		return this.#provenAt !== never;
	}

	/** What a state says anew; null if it is from before what is known. */
	learn(state: OnAirState, now: number): StationChange[] | null {
		if (this.#told !== undefined && isOutOfDate(this.#told, state)) return null;
		const { told, changes } = changesBetween(this.#told, state, now);
		this.#told = told;
		this.seenAt = now;
		return changes;
	}

	/** The clock was set back to `now`: nothing that was noted may lie ahead of it, or it would be waited for. */
	setBack(now: number): void {
		this.pushedAt = Math.min(this.pushedAt, now);
		this.seenAt = Math.min(this.seenAt, now);
		this.askedAt = Math.min(this.askedAt, now);
		this.askAgainAt = Math.min(this.askAgainAt, now);
		this.#provenAt = Math.min(this.#provenAt, now);
		const told = this.#told;
		if (typeof told?.offSeenAt === 'number')
			this.#told = { ...told, offSeenAt: Math.min(told.offSeenAt, now) };
	}

	/** The server does not answer. Nothing to tell of a station of which nothing is known. */
	fallSilent(since: number): StationChange[] {
		if (this.#told === undefined) return [];
		const { told, changes } = silence(this.#told, since);
		this.#told = told;
		return changes;
	}
}
