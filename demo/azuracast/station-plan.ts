import type { NewPlaylist, ScheduleItem } from './playlist.ts';

export interface Mount {
	readonly id: number;
	path: string;
	displayName: string;
	bitrate: number;
	format: string;
	isDefault: boolean;
	isVisible: boolean;
	/** Part of the audience that listens here; the shares of a station add up to 1. */
	share: number;
}

/** Milliseconds since 1970. */
interface Broadcast {
	readonly id: number;
	start: number;
	end: number | null;
}

export interface Streamer {
	readonly id: number;
	username: string;
	displayName: string;
	comments: string | null;
	isActive: boolean;
	enforceSchedule: boolean;
	schedule: ScheduleItem[];
	broadcasts: Broadcast[];
}

/** Nobody is live any more; `at` in milliseconds since 1970. */
export function endBroadcasts(streamers: readonly Streamer[], at: number): void {
	for (const broadcast of streamers.flatMap(({ broadcasts }) => broadcasts)) broadcast.end ??= at;
}

export interface Podcast {
	readonly id: string;
	title: string;
	description: string;
	author: string;
	episodes: { id: string; title: string; description: string; publishAt: number; lengthSeconds: number }[];
}

/** What a station is made from. */
export interface StationPlan {
	id: number;
	shortName: string;
	name: string;
	description: string;
	genre: string;
	timezone: string;
	isPublic: boolean;
	requestsEnabled: boolean;
	requestDelayMinutes: number;
	/** False: a stream server alone, for somebody who plays from outside. */
	hasBackend?: boolean;
	/** True: it was set up and left at that. */
	neverStarted?: boolean;
	/** False: switched off long ago. */
	isEnabled?: boolean;
	songs: number;
	usualListeners: number;
	mounts: Mount[];
	/** The first takes the music, those of type `once_per_x_songs` the jingles; the others share in the music. */
	playlists: NewPlaylist[];
	streamers: Streamer[];
	podcasts: Podcast[];
}
