import { LRUCache } from 'lru-cache';
import type { ScheduleEntry } from '#src/backends/roles/schedule.ts';
import { type Clock, within } from '#src/clock.ts';
import { placeOf, type Station } from './station.ts';

const freshForMs = 60 * 60_000;
const aheadMs = 7 * 24 * 60 * 60_000;
const worthWaitingMs = 5_000;

export interface ProgrammeParts {
	clock: Clock;
	/** Whether everybody may read the station: only then is what was read shared. */
	isPublic: (station: Station) => boolean;
	onError: (station: Station, error: unknown) => void;
}

interface Known {
	at: number;
	entries: readonly ScheduleEntry[] | undefined;
	reading: Promise<void>;
	/** Who asked meanwhile. */
	askers: Map<string, Station>;
}

/** What stations have planned, for cards and alerts: read at most once an hour, and never waited for. */
export class Programme {
	readonly #parts: ProgrammeParts;
	readonly #known = new LRUCache<string, Known>({ max: 2_000 });
	readonly #listeners = new Set<(station: Station) => void>();

	constructor(parts: ProgrammeParts) {
		this.#parts = parts;
	}

	/** What is known, in order of its start; undefined if nothing is. What is old is read anew, which is told when it is there. */
	known(station: Station): readonly ScheduleEntry[] | undefined {
		return this.#look(station)?.entries;
	}

	/** As {@link known}, and waits some seconds for what is being read. */
	async soon(station: Station): Promise<readonly ScheduleEntry[] | undefined> {
		const known = this.#look(station);
		if (known === undefined || known.entries !== undefined) return known?.entries;
		await within(this.#parts.clock, worthWaitingMs, known.reading, undefined);
		return known.entries;
	}

	/** Something is known that was not. Returns the function that ends it. */
	onChange(listener: (station: Station) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#look(station: Station): Known | undefined {
		const { schedule } = station.backend;
		if (schedule === undefined) return undefined;
		const now = this.#parts.clock.now();
		const place = this.#placeOf(station);
		const before = this.#known.get(place);
		if (before !== undefined && now - before.at < freshForMs) {
			before.askers.set(askerOf(station), station);
			return before;
		}
		// While it is read, and if that fails, what was known an hour ago is better than nothing.
		const known: Known = {
			at: now,
			entries: before?.entries,
			reading: Promise.resolve(),
			askers: new Map([[askerOf(station), station]]),
		};
		known.reading = schedule.between(now, now + aheadMs).then(
			(entries) => {
				known.entries = entries;
				for (const asker of known.askers.values()) for (const listener of this.#listeners) listener(asker);
			},
			(error: unknown) => this.#parts.onError(station, error),
		);
		this.#known.set(place, known);
		return known;
	}

	#placeOf(station: Station): string {
		return this.#parts.isPublic(station) ? placeOf(station) : askerOf(station);
	}
}

const askerOf = ({ guildId, id }: Station) => `${guildId}/${id}`;

/** The show of a DJ who is live at `now`, as far as it was planned, and what follows it. */
export function showOf(
	entries: readonly ScheduleEntry[],
	dj: string,
	now: number,
): { show: ScheduleEntry; after: ScheduleEntry | undefined } | undefined {
	const isOwn = ({ kind, name }: ScheduleEntry) =>
		kind === 'show' || (kind === 'streamer' && sameName(name, dj));
	const show = entries.find((entry) => isOwn(entry) && entry.startsAt <= now && now < entry.endsAt);
	if (show === undefined) return undefined;
	const later = entries.filter((entry) => entry !== show && entry.endsAt > show.endsAt);
	return { show, after: later.toSorted((a, b) => a.startsAt - b.startsAt)[0] };
}

/** The name of a show; undefined where the schedule has none but that of the DJ. */
export function showName({ name }: ScheduleEntry, dj: string): string | undefined {
	return sameName(name, dj) || name.trim() === '' ? undefined : name;
}

/** The next that somebody makes; playlists are no news. */
export function nextShow(entries: readonly ScheduleEntry[], now: number): ScheduleEntry | undefined {
	return entries.find(({ kind, startsAt }) => kind !== 'playlist' && startsAt > now);
}

function sameName(one: string, other: string): boolean {
	return one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase();
}
