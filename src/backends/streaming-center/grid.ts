import { BackendError } from '#src/backends/backend-error.ts';
import type { ScheduleEntry } from '#src/backends/roles/schedule.ts';
import type { Clock } from '#src/clock.ts';
import type { StreamingCenterClient } from './client.ts';
import type { WireGridRow } from './schemas/grid.ts';

/** An occurrence with both its ends. */
export interface Occurrence {
	id: string | null;
	name: string;
	cast: string;
	isOnce: boolean;
	startsAt: number;
	endsAt: number;
}

const hourMs = 3_600_000;
/** What is known of the coming day is good for so long, and that it could not be read for so long. */
const goodForMs = hourMs;
const tryAgainAfterMs = 5 * 60_000;
/** What is on waits no longer for what follows. */
const mostWaitMs = 3_000;
const aheadMs = 24 * hourMs;
/** An event may have begun long before the span that it reaches into. */
const beforeMs = 24 * hourMs;

/** The schedule of one station. Remembers the coming day, so that what is on now can say what follows. */
export class Grid {
	readonly #client: StreamingCenterClient;
	readonly #server: string;
	readonly #clock: Clock;
	#known: { until: number; coming: Promise<Occurrence[]> } | undefined;
	#timezone: string | null = null;

	constructor(client: StreamingCenterClient, server: string, clock: Clock) {
		this.#client = client;
		this.#server = server;
		this.#clock = clock;
	}

	/** IANA name as the rows tell it; null until one was seen. */
	get timezone(): string | null {
		return this.#timezone;
	}

	/** Occurrences that touch the span, in order of their start. */
	async between(from: number, to: number, once: { onceWithin?: number } = {}): Promise<Occurrence[]> {
		const query = {
			server: this.#server,
			// The panel counts the schedule in seconds.
			start_ts: Math.floor((from - beforeMs) / 1_000),
			end_ts: Math.ceil(to / 1_000),
			utc: 1,
		};
		const { rows } = await this.#client.call('grid', {}, { ...once, query });
		const own = rows.filter(({ server }) => server === null || String(server) === this.#server);
		this.#timezone = own.find(({ timezone }) => timezone !== '')?.timezone ?? this.#timezone;
		return occurrences(own, to).filter(({ startsAt, endsAt }) => startsAt < to && endsAt > from);
	}

	/** What begins within a day, the next first. Asked for once an hour; empty where the panel does not tell. */
	async coming(): Promise<Occurrence[]> {
		const now = this.#clock.now();
		if (this.#known === undefined || now >= this.#known.until)
			this.#known = { until: now + goodForMs, coming: this.#readComing(now) };
		return (await this.#known.coming).filter(({ startsAt }) => startsAt > now);
	}

	async #readComing(now: number): Promise<Occurrence[]> {
		try {
			return await this.between(now, now + aheadMs + goodForMs, { onceWithin: mostWaitMs });
		} catch (error) {
			if (!(error instanceof BackendError)) throw error;
			// What is on can be told without what follows.
			if (this.#known !== undefined) this.#known.until = now + tryAgainAfterMs;
			return [];
		}
	}
}

export function toScheduleEntry(occurrence: Occurrence, now: number): ScheduleEntry {
	const { name, cast, startsAt, endsAt } = occurrence;
	return {
		kind: cast === 'playlist' || cast === 'rotation' ? 'playlist' : 'show',
		name,
		description: '',
		startsAt,
		endsAt,
		isNow: startsAt <= now && now < endsAt,
	};
}

/** Rows as they are on the air: with an end, and a repeated event only where no single one takes its time. */
function occurrences(rows: readonly WireGridRow[], to: number): Occurrence[] {
	const begun = rows
		.filter((row): row is WireGridRow & { start_ts: number } => row.start_ts !== null)
		.toSorted((a, b) => a.start_ts - b.start_ts);
	const all = begun.map((row, index): Occurrence => {
		const next = begun.slice(index + 1).find(({ start_ts: start }) => start > row.start_ts)?.start_ts;
		return {
			id: row.id,
			name: row.name === '' && row.id !== null ? `#${row.id}` : row.name,
			cast: row.cast_type,
			// What the panel makes up comes after a show and belongs to it.
			isOnce: (row.parent_id === null ? row : parentOf(row, rows))?.periodicity === 'onetime',
			startsAt: row.start_ts,
			// Without an end it goes on until something else begins.
			endsAt:
				row.end_ts !== null && row.end_ts > row.start_ts
					? row.end_ts
					: (next ?? Math.max(to, row.start_ts + hourMs)),
		};
	});
	const single = all.filter(({ isOnce, id }) => isOnce && id !== null);
	return (
		all
			.flatMap((one) => (one.isOnce ? [one] : without(one, single)))
			// What comes after a show often has no name, so that there is nothing to say of it.
			.filter(({ name }) => name !== '')
			.toSorted((a, b) => a.startsAt - b.startsAt)
	);
}

/** What is left of an occurrence beside those that hide it. */
function without(one: Occurrence, hiding: readonly Occurrence[]): Occurrence[] {
	return hiding.reduce<Occurrence[]>(
		(parts, { startsAt, endsAt }) =>
			parts.flatMap((part) => {
				if (endsAt <= part.startsAt || startsAt >= part.endsAt) return [part];
				return [
					...(startsAt > part.startsAt ? [{ ...part, endsAt: startsAt }] : []),
					...(endsAt < part.endsAt ? [{ ...part, startsAt: endsAt }] : []),
				];
			}),
		[one],
	);
}

function parentOf({ parent_id: parent }: WireGridRow, rows: readonly WireGridRow[]): WireGridRow | undefined {
	return rows.find(({ id }) => id !== null && id === parent);
}
