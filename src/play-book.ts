import { z } from 'zod';
import { keptForMs, type PlayLog } from './backends/play-log.ts';
import type { HistoryEntry } from './backends/roles.ts';
import type { Namespace } from './store/namespace.ts';

const songSchema = z.object({
	id: z.string(),
	title: z.string(),
	artist: z.string(),
	album: z.string(),
	text: z.string(),
	art: z.string().nullable(),
});

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
	readonly #recent = new Map<string, Promise<HistoryEntry[]>>();

	constructor(memory: Namespace<HistoryEntry[]>, now: () => number) {
		this.#memory = memory;
		this.#now = now;
	}

	async recent(place: string): Promise<readonly HistoryEntry[]> {
		let known = this.#recent.get(place);
		if (known === undefined) {
			const now = this.#now();
			known = this.between(place, now - 24 * hourMs, now).then((plays) => plays.slice(0, mostRecent));
			this.#recent.set(place, known);
			known.catch(() => this.#recent.delete(place));
		}
		return known;
	}

	async add(place: string, play: HistoryEntry): Promise<void> {
		const before = await this.recent(place);
		this.#recent.set(place, Promise.resolve([play, ...before].slice(0, mostRecent)));
		await this.#memory.update(
			keyOf(place, Math.floor(play.startedAt / hourMs)),
			(plays = []) => [...plays, play].slice(-mostPerHour),
			keptForMs + hourMs,
		);
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
