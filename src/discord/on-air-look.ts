import type { Play } from '#src/backends/roles.ts';
import type { Reading } from '#src/stations/on-air-states.ts';

/** A song whose end is past by this much, with nothing new announced, is no longer news. */
const staleAfterMs = 60_000;

/** How a station stands, as the first line of its card says it. */
export type OnAirLook = 'on_air' | 'live' | 'request' | 'off_air' | 'stale' | 'unreachable';

export function lookOf(reading: Reading, now: number): OnAirLook {
	const { state, trouble } = reading;
	if (trouble !== undefined) return 'unreachable';
	if (state.live !== null) return 'live';
	if (!state.online) return 'off_air';
	const end =
		state.now === null || state.now.duration === null ? undefined : state.now.startedAt + state.now.duration;
	if (end !== undefined && end + staleAfterMs < now) return 'stale';
	return state.now?.requested === true ? 'request' : 'on_air';
}

/** When a song ends, if its length is known. */
export function endOf(play: Play | null): number | null {
	return play === null || play.duration === null ? null : play.startedAt + play.duration;
}
