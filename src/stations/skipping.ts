import { BackendError } from '#src/backends/backend-error.ts';
import type { OnAirState, Play } from '#src/backends/roles.ts';
import { type Clock, within } from '#src/clock.ts';
import { mayFollow } from './before-order.ts';
import type { OnAirStates } from './on-air-states.ts';
import { mostLookingMs } from './order-and-look.ts';
import { placeOf, type Station } from './station.ts';

/** A second skip within this time would hit the song that the first one brought. */
export const skipPauseMs = 10_000;

/** AzuraCast shows the new song within 3 s of a skip; a slow server gets a few times that. */
const lookAgainMs = 1_000;
const looks = 12;

export type SkipOutcome =
	/** The station reports another song than before. */
	| { kind: 'skipped'; skipped: Play | null; now: OnAirState }
	/** The server took the order, but still reports the same song. */
	| { kind: 'not-confirmed'; skipped: Play | null; waitedMs: number }
	| { kind: 'too-soon'; until: number }
	/** A live DJ is on, or a song that somebody asked for: that needs a yes first. */
	| { kind: 'ask'; state: OnAirState };

/** Skips the song on the air, at most once per 10 s at each station, and looks what became of it. */
export class Skipping {
	readonly #onAir: OnAirStates;
	readonly #clock: Clock;
	readonly #lastAt = new Map<string, number>();

	constructor(onAir: OnAirStates, clock: Clock) {
		this.#onAir = onAir;
		this.#clock = clock;
	}

	/** `sure`: somebody has said yes to skipping a live show or a requested song. */
	async skip(station: Station, playout: { skip(): Promise<void> }, sure: boolean): Promise<SkipOutcome> {
		const { state: before, isOld } = await this.#onAir.readForOrder(station);
		if (!sure && (before.live !== null || before.now?.requested === true))
			return { kind: 'ask', state: before };
		const started = this.#clock.now();
		const place = placeOf(station);
		const until = (this.#lastAt.get(place) ?? Number.NEGATIVE_INFINITY) + skipPauseMs;
		if (until > started) return { kind: 'too-soon', until };
		this.#lastAt.set(place, started);
		try {
			await playout.skip();
		} catch (error) {
			// Only an order that certainly never arrived leaves the way free at once.
			if (!(error instanceof BackendError && error.perhapsDone)) this.#lastAt.delete(place);
			throw error;
		}
		for (let look = 0; look < looks && this.#clock.now() - started < mostLookingMs; look++) {
			await this.#clock.sleep(lookAgainMs);
			const left = started + mostLookingMs - this.#clock.now();
			const now = await within(this.#clock, left, this.#look(station), undefined);
			if (!now?.now || now.now.id === before.now?.id) continue;
			// What was known before may have ended by itself since: then only a song that began after the order proves it.
			if (isOld && !mayFollow(now.now.startedAt, started)) continue;
			return { kind: 'skipped', skipped: before.now, now };
		}
		return { kind: 'not-confirmed', skipped: before.now, waitedMs: this.#clock.now() - started };
	}

	async #look(station: Station): Promise<OnAirState | undefined> {
		try {
			return (await this.#onAir.readNow(station)).state;
		} catch (error) {
			// The skip was taken; a failed look only means that it is not confirmed yet.
			if (error instanceof BackendError) return undefined;
			throw error;
		}
	}
}
