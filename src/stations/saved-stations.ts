import type { Secret } from '#config/secret.ts';
import type { BackendKind } from '#config/stations-file.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import type { StationDetails } from '#src/backends/radio-system.ts';
import type { Station, StationChannels, StationRoles } from './station.ts';

/** As many as fit into one select menu of Discord, which is how a person chooses between them. */
export const mostStations = 25;

/** A station that is about to be set up in Discord. */
export interface NewStation {
	name: string;
	kind: BackendKind;
	url: string;
	/** The server's own number or name for it. */
	station: string;
	/** What the server calls it, to tell it apart from another server's station of the same number. */
	shortName: string;
	keys: Partial<Record<KeyName, Secret>>;
	roles: StationRoles;
	channels: StationChannels;
}

/** What is changed; what is left out stays. A key of `null` is taken out. */
export interface StationChange {
	name?: string;
	url?: string;
	keys?: Partial<Record<KeyName, Secret | null>>;
	roles?: StationRoles;
	channels?: StationChannels;
}

/** What a Discord server has set for all its stations. */
export interface ServerSettings {
	/** For how many days the audit is kept. */
	auditDays: number;
}

/** Why a change was not stored: the store is as it was before. */
export class NotSaved extends Error {
	override readonly name = 'NotSaved';
	readonly reason: 'too-many' | 'already-there' | 'gone' | 'declared';

	constructor(reason: NotSaved['reason']) {
		super(`Not saved: ${reason}`);
		this.reason = reason;
	}
}

/**
 * The stations that were set up in Discord: stored with sealed keys, and at work from the moment they are. One change at a time
 * for each Discord server; a change that cannot be stored changes nothing.
 */
export interface SavedStations {
	/** Stores all of them or none. Throws {@link NotSaved}. */
	add(guildId: string, stations: readonly NewStation[]): Promise<Station[]>;
	/** Throws {@link NotSaved} for a station that is declared or no longer there. */
	change(guildId: string, stationId: string, change: StationChange): Promise<Station>;
	/** The station as it would be after the change; nothing is stored. Throws {@link NotSaved} as above. */
	preview(guildId: string, stationId: string, change: StationChange): Promise<Station>;
	/** Forgets the station, its keys and all. Throws {@link NotSaved} as above. */
	remove(guildId: string, stationId: string): Promise<void>;
	/** What the server called the station when it was set up; '' if that is not known. */
	shortNameOf(guildId: string, stationId: string): Promise<string>;
	/** A station that is not stored anywhere, to look at it before it is. */
	draft(guildId: string, station: NewStation): Station;
	/** Keeps what the radio system does not tell, for stations of either source. Throws {@link NotSaved} if it is gone. */
	changeDetails(station: Station, change: StationDetails): Promise<Station>;
	settings(guildId: string): Promise<ServerSettings>;
	changeSettings(guildId: string, change: Partial<ServerSettings>): Promise<ServerSettings>;
}
