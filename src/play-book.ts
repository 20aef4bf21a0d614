import { z } from 'zod';
import { keptForMs, type PlayLog } from './backends/play-log.ts';
import type { HistoryEntry } from './backends/roles/history.ts';
import { songSchema } from './stations/stored-song.ts';
import type { Namespace } from './store/namespace.ts';

/** The plays of one hour, oldest first. */
export const playHourSchema: z.ZodType<HistoryEntry[]> = z.array(
	z.object({
		id: z.string(),
		song: songSchema,
		startedAt: z.number(),
		duration: z.number().nullable(),
		playlist: z.string(),
		streamer: z.string(),
		requested: z.boolean(),
		listenersAtStart: z.number().nullable(),
		listenersAtEnd: z.number().nullable(),
	}),
);

const hourMs = 3_600_000;
/** A stream that changes its title more often than this in an hour is a machine at play. */
const mostPerHour = 500;
const mostRecent = 20;

/** {@link PlayLog} in the store: a value for each station and hour, which the store drops after a week. */
export class PlayBook implements PlayLog {
	readonly #memory: Namespace<HistoryEntry[]>;
	readonly #now: () => number;
	readonly #onError: (error: unknown) => void;
	readonly #recent = new Map<string, Promise<HistoryEntry[]>>();

	/** @param onError the store failed: what is on is told all the same, and the play is missing from the history */
	constructor(
		memory: Namespace<HistoryEntry[]>,
		{ now, onError }: { now: () => number; onError: (error: unknown) => void },
	) {
		this.#memory = memory;
		this.#now = now;
		this.#onError = onError;
	}

	async recent(place: string): Promise<readonly HistoryEntry[]> {
		let known = this.#recent.get(place);
		if (known === undefined) {
			const now = this.#now();
			known = this.between(place, now - 24 * hourMs, now).then((plays) => plays.slice(0, mostRecent));
			this.#recent.set(place, known);
		}
		try {
			return await known;
		} catch (error) {
			this.#recent.delete(place);
			this.#onError(error);
			return [];
		}
	}

	async add(place: string, play: HistoryEntry): Promise<void> {
		const before = await this.recent(place);
		this.#recent.set(place, Promise.resolve([play, ...before].slice(0, mostRecent)));
		const hour = keyOf(place, Math.floor(play.startedAt / hourMs));
		const noted = (plays: HistoryEntry[] = []) => [...plays, play].slice(-mostPerHour);
		await this.#memory.update(hour, noted, keptForMs + hourMs).catch(this.#onError);
	}

	async between(place: string, from: number, to: number): Promise<HistoryEntry[]> {
		const found: HistoryEntry[] = [];
		const first = Math.floor(Math.max(from, this.#now() - keptForMs) / hourMs);
		for (let hour = Math.floor(to / hourMs); hour >= first; hour -= 1) {
			const plays = (await this.#memory.get(keyOf(place, hour))) ?? [];
			found.push(...plays.filter(({ startedAt }) => startedAt >= from && startedAt <= to).toReversed());
		}
		return found;
	}
}

function keyOf(place: string, hour: number): string {
	return `${place} ${hour}`;
}
