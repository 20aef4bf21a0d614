import type { KeyName } from '#src/backends/backend-error.ts';
import type { StationDetails } from '#src/backends/radio-system.ts';
import type { StationBackend } from '#src/backends/roles.ts';

/** The channels a station is bound to. */
export interface StationChannels {
	nowPlaying?: string | undefined;
	requests?: string | undefined;
	alerts?: string | undefined;
	audit?: string | undefined;
	/** Where everybody may send songs to the station. */
	upload?: string | undefined;
}

/** Discord role ids for each level that is handed out by role. */
export interface StationRoles {
	dj: readonly string[];
	manager: readonly string[];
	admin: readonly string[];
}

/** One radio station of one Discord server. */
export interface Station {
	/** Short and stable: it stands in the ids of buttons that are pressed months later. */
	readonly id: string;
	readonly guildId: string;
	readonly name: string;
	/** The station's name or number at its radio server, as the settings have it. */
	readonly remote: string;
	/** From the stations file, and so read-only in Discord, or set up in Discord. */
	readonly source: 'declared' | 'stored';
	readonly roles: StationRoles;
	readonly channels: StationChannels;
	/** Which keys are set, each with its last four characters; the keys themselves are the backend's own. */
	readonly keys: ReadonlyMap<KeyName, string>;
	/** Keys that were entered and cannot be opened any more, since the bot's encryption key is another one. */
	readonly lostKeys?: readonly KeyName[];
	/** Where the radio server is. */
	readonly url: string;
	/** What its radio system does not tell. */
	readonly details?: StationDetails;
	readonly backend: StationBackend;
}

/** Names the station for everybody who may know of it: the same for all Discord servers that reach it with equal means. */
export function placeOf({ backend, remote }: Station): string {
	return `${backend.server} ${backend.place ?? remote}`;
}
