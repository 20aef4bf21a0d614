import type { HistoryEntry, HistoryRole } from '#src/backends/roles/history.ts';
import type { ListenersReport, Period, ReportsRole } from '#src/backends/roles/reports.ts';
import type { Song } from '#src/backends/roles.ts';
import { dayAt, midnightOf } from './station-days.ts';

const mostSongs = 50;
const hoursOfDay = 24;
const daysOfWeek = 7;

/** Statistics of a radio system that keeps none, as far as its history tells them; the history is read once. */
export function reportsFromHistory(history: HistoryRole, timezone: string): ReportsRole {
	let reading: Promise<HistoryEntry[]> | undefined;
	const plays = async (period: Period) => {
		reading ??= readSince(history, period, timezone);
		return reading;
	};
	return {
		listeners: async (period) => audienceOf(await plays(period), timezone),
		mostPlayed: async (period) => mostPlayed(await plays(period)),
		players: async () => [],
		async *plays(period) {
			yield* await plays(period);
		},
	};
}

/** Newest first; what is older than the period is not read. */
async function readSince(
	history: HistoryRole,
	{ from, to }: Period,
	timezone: string,
): Promise<HistoryEntry[]> {
	const since = midnightOf(from, timezone);
	const found: HistoryEntry[] = [];
	for await (const play of history.all({})) {
		if (play.startedAt < since) break;
		if (dayAt(play.startedAt, timezone) <= to) found.push(play);
	}
	return found;
}

function audienceOf(plays: readonly HistoryEntry[], timezone: string): ListenersReport {
	const days = new Map<string, Mean>();
	const hours = Array.from({ length: daysOfWeek }, () =>
		Array.from({ length: hoursOfDay }, () => new Mean()),
	);
	const hourOf = new Intl.DateTimeFormat('en-US', { hour: 'numeric', hourCycle: 'h23', timeZone: timezone });
	for (const { startedAt, listenersAtStart: listeners } of plays) {
		if (listeners === null) continue;
		const day = dayAt(startedAt, timezone);
		const ofDay = days.get(day) ?? new Mean();
		ofDay.add(listeners);
		days.set(day, ofDay);
		const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % daysOfWeek;
		hours[weekday]?.[Number(hourOf.format(startedAt))]?.add(listeners);
	}
	const daily = [...days].map(([day, mean]) => ({ at: midnightOf(day, timezone), listeners: mean.value }));
	return {
		daily: daily.toSorted((a, b) => a.at - b.at),
		hours: hours.map((ofDay) => ofDay.map(({ value }) => value)),
	};
}

function mostPlayed(plays: readonly HistoryEntry[]): { song: Song; plays: number }[] {
	const counts = new Map<string, { song: Song; plays: number }>();
	for (const { song } of plays) {
		const known = counts.get(song.id);
		if (known === undefined) counts.set(song.id, { song, plays: 1 });
		else known.plays += 1;
	}
	return [...counts.values()].toSorted((a, b) => b.plays - a.plays).slice(0, mostSongs);
}

class Mean {
	#sum = 0;
	#count = 0;

	add(value: number): void {
		this.#sum += value;
		this.#count += 1;
	}

	get value(): number {
		return this.#count === 0 ? 0 : this.#sum / this.#count;
	}
}
