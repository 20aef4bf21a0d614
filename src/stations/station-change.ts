import type { OnAirState, Play } from '#src/backends/roles.ts';

/** What became different on the air of a station, told once. */
export type StationChange =
	/** Another song, or the first one that is known. `requested` stands in the play. */
	| { kind: 'song'; play: Play; before: Play | null }
	/** A DJ connected, where none was. */
	| { kind: 'live-start'; dj: string; since: number }
	/** The DJ is gone and nobody took over. */
	| { kind: 'live-end'; dj: string; since: number }
	/** One DJ took over from another. */
	| { kind: 'hand-over'; from: string; to: string; since: number }
	| { kind: 'offline'; since: number }
	| { kind: 'online'; offSince: number | null }
	| { kind: 'listeners'; listeners: number | null }
	| { kind: 'next'; next: OnAirState['next'] }
	/** Nothing has come from the radio server for long, or it has come back. */
	| { kind: 'unreachable'; since: number }
	| { kind: 'reachable'; since: number };

export type StationChangeKind = StationChange['kind'];
