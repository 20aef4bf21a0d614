import type { Clock } from '#src/clock.ts';
import type { Day, HistoryEntry, HistoryRole } from './roles/history.ts';
import type { OnAirState, Page } from './roles.ts';

/** What was on at stations whose radio systems do not remember it, written down by the bot. */
export interface PlayLog {
	/** The newest plays of a station, newest first, as far as they are in memory; reads them in when asked for the first time. */
	recent(place: string): Promise<readonly HistoryEntry[]>;
	add(place: string, play: HistoryEntry): Promise<void>;
	/** Newest first. */
	between(place: string, from: number, to: number): Promise<HistoryEntry[]>;
}

/** So far back the log goes. */
export const keptForMs = 7 * 24 * 60 * 60_000;
const shownInState = 10;
/** The same title after this is another play of it, or a show that never changes its title. */
const mostlyOverMs = 6 * 60 * 60_000;

/**
 * Writes down what is on, once for each song, and gives the state with the songs before it. A song that was on when it was read
 * last began then, also if the bot was restarted meanwhile.
 */
export async function noteState(
	log: PlayLog,
	place: string,
	state: OnAirState,
	clock: Clock,
): Promise<OnAirState> {
	const { now, listeners } = state;
	const known = await log.recent(place);
	const [last, ...before] = known;
	if (now === null) return { ...state, history: known.slice(0, shownInState) };
	if (last?.song.id === now.song.id && clock.now() - last.startedAt < mostlyOverMs)
		return {
			...state,
			now: { ...now, id: last.id, startedAt: last.startedAt },
			history: before.slice(0, shownInState),
		};
	await log.add(place, { ...now, listenersAtStart: listeners, listenersAtEnd: null });
	return { ...state, history: known.slice(0, shownInState) };
}

/** The history of such a station, as far as the bot has seen it. `dayOf`: the station's day at a moment. */
export function keptHistory(
	log: PlayLog,
	place: string,
	dayOf: (ms: number) => Day,
	clock: Clock,
): HistoryRole {
	const read = async (day: Day | undefined) => {
		const now = clock.now();
		const all = await log.between(place, now - keptForMs, now);
		return day === undefined ? all : all.filter(({ startedAt }) => dayOf(startedAt) === day);
	};
	return {
		async page({ day, page, perPage }): Promise<Page<HistoryEntry>> {
			const all = await read(day);
			const pages = Math.max(1, Math.ceil(all.length / perPage));
			const shown = Math.min(Math.max(1, page), pages);
			const rows = all.slice((shown - 1) * perPage, shown * perPage);
			return { rows, page: shown, pages, total: all.length };
		},
		async *all({ day }) {
			yield* await read(day);
		},
	};
}
