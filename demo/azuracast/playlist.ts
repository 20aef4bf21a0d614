/** When a playlist or a streamer is on: `startTime` and `endTime` as HHMM in the station's time zone. */
export interface ScheduleItem {
	readonly id: number;
	startTime: number;
	/** Equal or lower than the start: it ends on the next day. */
	endTime: number;
	startDate: string | null;
	endDate: string | null;
	/** Monday = 1; empty: every day. */
	days: number[];
	loopOnce: boolean;
}

export interface SimulatedPlaylist {
	readonly id: number;
	name: string;
	description: string | null;
	type: 'default' | 'once_per_x_songs' | 'once_per_x_minutes' | 'once_per_hour' | 'custom';
	source: 'songs' | 'remote_url';
	order: 'random' | 'shuffle' | 'sequential';
	isEnabled: boolean;
	isJingle: boolean;
	playPerSongs: number;
	weight: number;
	includeInRequests: boolean;
	avoidDuplicates: boolean;
	/** Milliseconds since 1970. */
	playedAt: number | null;
	queueResetAt: number | null;
	schedule: ScheduleItem[];
}

/** What may be said about a new playlist. */
export type NewPlaylist = Partial<Omit<SimulatedPlaylist, 'id'>> & { name: string };

/** A playlist as AzuraCast makes it when only a name is given. */
export function createPlaylist(id: number, given: NewPlaylist): SimulatedPlaylist {
	return {
		id,
		description: null,
		type: 'default',
		source: 'songs',
		order: 'shuffle',
		isEnabled: true,
		isJingle: false,
		playPerSongs: 0,
		weight: 3,
		includeInRequests: true,
		avoidDuplicates: true,
		playedAt: null,
		queueResetAt: null,
		schedule: [],
		...given,
	};
}

/** The name in addresses and searches: "Late Evening" is `late_evening`. */
export function shortNameOf(name: string): string {
	return name
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]+/gu, '_')
		.replaceAll(/^_|_$/gu, '');
}
