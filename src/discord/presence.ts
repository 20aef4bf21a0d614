import type { Clock } from '#src/clock.ts';
import type { Reading } from '#src/stations/on-air-states.ts';
import type { Station } from '#src/stations/station.ts';
import { clean, plain } from './text.ts';

export interface PresenceParts {
	stations: () => readonly Station[];
	known: (station: Station) => Reading | undefined;
	/** Shows what the bot listens to; nothing for `undefined`. */
	show: (activity: string | undefined) => void;
	clock: Clock;
}

/** Discord takes five updates a minute. */
const leastDistanceMs = 15_000;
const tickMs = 5_000;
const longest = 128;
/** What nobody has heard of for so long is not said to be on. */
const freshForMs = 10 * 60_000;

/**
 * The bot's activity: the song of its station, or of the one with the most listeners. Everybody sees it, wherever the bot is, so
 * it shows no station that hides from the public.
 */
export class Presence {
	readonly #parts: PresenceParts;
	#shown: string | undefined;
	#shownAt = Number.NEGATIVE_INFINITY;
	#stop: (() => void) | undefined;

	constructor(parts: PresenceParts) {
		this.#parts = parts;
	}

	start(): void {
		this.#stop ??= this.#parts.clock.every(tickMs, () => this.#look());
	}

	close(): void {
		this.#stop?.();
		this.#stop = undefined;
	}

	#look(): void {
		const { clock, show } = this.#parts;
		const activity = this.#activity();
		if (activity === this.#shown || clock.now() - this.#shownAt < leastDistanceMs) return;
		this.#shown = activity;
		this.#shownAt = clock.now();
		show(activity);
	}

	#activity(): string | undefined {
		const { stations, known, clock } = this.#parts;
		const heard = stations()
			.flatMap((station) => known(station) ?? [])
			.filter(
				({ state, trouble, asOf }) =>
					state.online && state.facts.isPublic && trouble === undefined && clock.now() - asOf < freshForMs,
			);
		const [first] = heard.toSorted((a, b) => (b.state.listeners ?? 0) - (a.state.listeners ?? 0));
		return first === undefined ? undefined : nameOf(first);
	}
}

function nameOf({ state: { now, live } }: Reading): string | undefined {
	const song = now?.song;
	const parts = [song?.artist, song?.title].map((part) => clean(part ?? '')).filter((part) => part !== '');
	const named = parts.length > 0 ? parts.join(' – ') : clean(song?.text ?? '') || clean(live?.streamer ?? '');
	return named === '' ? undefined : plain(named, longest, longest);
}
