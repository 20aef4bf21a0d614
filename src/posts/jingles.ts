import type { OnAirState, Play } from '#src/backends/roles.ts';

const jingleMs = 30_000;

/** A jingle or an ad, as far as its data tells: short, and by nobody. */
export function isJingle({ song, duration }: Play): boolean {
	return song.artist.trim() === '' && duration !== null && duration < jingleMs;
}

/** The state as it is without jingles: while one is on, the song before it stays. */
export function withoutJingles(state: OnAirState): OnAirState {
	const history = state.history.filter((play) => !isJingle(play));
	const { now } = state;
	const [kept, ...before] = history;
	if (now === null || !isJingle(now) || kept === undefined) return { ...state, history };
	return { ...state, now: kept, history: before };
}
