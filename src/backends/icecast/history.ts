import { keptHistory, noteState, type PlayLog } from '#src/backends/play-log.ts';
import type { HistoryRole } from '#src/backends/roles/history.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import { mountKey } from './mount-view.ts';

/** What was on at mounts of one server, as the bot has written it down: the servers themselves forget it. */
export class NotedPlays {
	readonly #log: PlayLog | undefined;
	readonly #base: string;
	readonly #clock: Clock;

	constructor(log: PlayLog | undefined, base: string, clock: Clock) {
		this.#log = log;
		this.#base = base;
		this.#clock = clock;
	}

	/** Writes down what is on, and gives the state with what was on before, unless the server itself tells. */
	async note(mount: string, state: OnAirState, asOf: number): Promise<OnAirState> {
		if (this.#log === undefined) return state;
		const place = this.#place(mount);
		const [last] = await this.#log.recent(place);
		// Whoever read the server later has noted another song already.
		if (last !== undefined && asOf < last.startedAt) return state;
		const noted = await noteState(this.#log, place, state, this.#clock);
		return state.history.length === 0 ? noted : { ...noted, history: state.history };
	}

	/** Undefined without a log. */
	history(mount: string, timezone: string | null): HistoryRole | undefined {
		if (this.#log === undefined) return undefined;
		const format = dayFormat(timezone ?? 'UTC');
		return keptHistory(this.#log, this.#place(mount), (ms) => format.format(ms), this.#clock);
	}

	#place(mount: string): string {
		return `${this.#base} ${mountKey(mount)}`;
	}
}

/** In UTC where this machine does not know the zone. */
function dayFormat(timeZone: string): Intl.DateTimeFormat {
	// The Swedish way to write a date is ISO 8601.
	try {
		return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
	} catch {
		// A RangeError is the only way in which Intl says that it does not know a zone.
		return new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short' });
	}
}
