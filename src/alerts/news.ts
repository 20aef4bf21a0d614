import type { BackendProblem } from '#src/backends/backend-error.ts';
import type { Song } from '#src/backends/roles.ts';
import type { CheckChange } from '#src/checks/last-check.ts';
import type { Station } from '#src/stations/station.ts';

/** What the schedule says of a show. `name`: null where it has none but the DJ's. */
export interface Planned {
	name: string | null;
	until: number;
}

/** Something about one station that a channel may be told. Moments in milliseconds since 1970. */
export type StationNews =
	| { type: 'off-air'; since: number; last: Song | null; listeners: number | null; apartMs: number }
	| {
			type: 'on-air';
			since: number;
			until: number;
			song: Song | null;
			listeners: number | null;
			before: number | null;
	  }
	| { type: 'dj-live'; dj: string; since: number; player: string | null; planned?: Planned }
	| { type: 'dj-change'; from: string; to: string; since: number; player: string | null; planned?: Planned }
	| {
			type: 'dj-gone';
			dj: string;
			since: number;
			until: number;
			most: { listeners: number; at: number } | null;
			song: Song | null;
			online: boolean;
	  }
	/** `since`: when the song should have ended. */
	| { type: 'silence'; since: number; dj: string | null }
	| { type: 'sound'; since: number; until: number; song: Song | null }
	| { type: 'storage'; share: number; free: number; total: number }
	| { type: 'record'; listeners: number; at: number; before: number; beforeAt: number };

/** Something about a radio server. `stations`: those of the Discord server that is told. */
export type ServerNews =
	| { type: 'unreachable'; since: number; why: BackendProblem | null; tries: number }
	| { type: 'reachable'; since: number; until: number; onAir: number | null }
	| { type: 'disk'; share: number; free: number; total: number }
	/** `last` is null where there is no backup at all. */
	| { type: 'backup'; last: number | null }
	| { type: 'update'; current: string | null; latest: string | null; notes: string | null };

export type News =
	| (StationNews & { station: Station })
	| (ServerNews & { stations: readonly Station[]; host: string })
	| { type: 'key'; station: Station; change: CheckChange };
