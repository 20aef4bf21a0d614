import type { OnAirState, Play } from '#src/backends/roles.ts';

/** What became different on the air of a station, told once. */
export type StationChange =
	/** The first state that is known since the start, or since the station was added: nothing in it is news. */
	| { kind: 'known' }
	/** Another song, or the first one of a station that played none. `requested` stands in the play. */
	| { kind: 'song'; play: Play; before: Play | null }
	/** A DJ connected, where none was. */
	| { kind: 'live-start'; dj: string; since: number }
	/** The DJ, who was live since `since`, was gone at `until` and nobody took over. */
	| { kind: 'live-end'; dj: string; since: number; until: number }
	/** One DJ took over from another, at once or within some seconds. */
	| { kind: 'hand-over'; from: string; to: string; since: number }
	/** It was seen off the air twice; `since` is the first time. */
	| { kind: 'offline'; since: number }
	/** `offSince` is null if it was off the air already when it was first looked at. */
	| { kind: 'online'; offSince: number | null }
	| { kind: 'listeners'; listeners: number | null }
	/** Another song is to come, or none is known. That it is expected at another time is no change. */
	| { kind: 'next'; next: OnAirState['next'] }
	/** The radio server has not answered since `since`, tried several times. */
	| { kind: 'unreachable'; since: number }
	/** It tells of the station again; nothing was heard since `since`. */
	| { kind: 'reachable'; since: number };

export type StationChangeKind = StationChange['kind'];
