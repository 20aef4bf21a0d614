import type { Clock } from '#src/clock.ts';
import type { Reading } from '#src/stations/on-air-states.ts';

/** A song whose end is past by this much, with nothing new announced, is no longer news. */
const staleAfterMs = 61_000;
/** Long songs and shows are looked at once in this time, since the listeners belong to the last look. */
const longMs = 10 * 60_000;

/** When a card has to be looked at though nothing was announced; undefined where only news changes it. */
export function lookAgainAt({ state, asOf }: Reading, now: number): number | undefined {
	const { live, online } = state;
	if (!online) return undefined;
	const song = state.now;
	const duration = song?.duration ?? null;
	const end = song === null || duration === null ? undefined : song.startedAt + duration;
	const isLong = live !== null || (duration !== null && duration > longMs);
	const refreshAt = isLong ? Math.max(now, asOf) + longMs : undefined;
	const staleAt =
		live !== null || end === undefined || end + staleAfterMs <= now ? undefined : end + staleAfterMs;
	const times = [refreshAt, staleAt].filter((at) => at !== undefined);
	return times.length === 0 ? undefined : Math.min(...times);
}

/** The one look to come. */
export class LookAgain {
	readonly #clock: Clock;
	#waiting: AbortController | undefined;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Calls `look` at that time, in place of what was set before; `undefined`: never. */
	set(at: number | undefined, look: () => void): void {
		this.close();
		if (at === undefined) return;
		const over = new AbortController();
		this.#waiting = over;
		this.#clock.sleep(Math.max(0, at - this.#clock.now()), over.signal).then(look, () => {
			// Another time was set, or none.
		});
	}

	close(): void {
		this.#waiting?.abort();
		this.#waiting = undefined;
	}
}
