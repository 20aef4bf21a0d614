import type { Secret } from '#config/secret.ts';
import type { BackendKind, DeclarationRules } from '#config/stations-file.ts';
import type { Clock } from '#src/clock.ts';
import type { ObserveCall } from './backend-call.ts';
import type { KeyName } from './backend-error.ts';
import type { PlayLog } from './play-log.ts';
import type { StationBackend } from './roles.ts';
import type { ServerConnections } from './server-connections.ts';

/** Where a station is and how to get in, as it was set up. */
export interface BackendSettings {
	url: string;
	station: string;
	keys: Partial<Record<KeyName, Secret>>;
	/** What only somebody at the station knows. */
	details?: StationDetails;
}

/** What a station's radio system does not tell, set by its administrators. */
export interface StationDetails {
	/** Calls that are nowhere described may be used. */
	experimental?: boolean | undefined;
	/** IANA name. */
	timezone?: string | undefined;
	/** The last day of each key, `2027-01-31`, where they end. */
	keyExpires?: { [Name in KeyName]?: string | undefined } | undefined;
}

/** What all backends of the bot share. */
export interface BackendDependencies {
	connections: ServerConnections;
	clock: Clock;
	observe?: ObserveCall;
	/** For systems that do not remember what they played; without it they have no history. */
	plays?: PlayLog;
	/** The radio systems there are, instead of those that are built in. */
	modules?: readonly RadioSystemModule[];
}

/** All that the bot knows of a radio system: what the file `module.ts` of its folder gives. */
export interface RadioSystemModule {
	readonly declaration: DeclarationRules;
	/** Connects a station; asks nothing yet. */
	readonly create: (options: BackendSettings & BackendDependencies) => StationBackend;
	/** For setting stations up. */
	readonly system: (dependencies: BackendDependencies) => RadioSystem;
}

/** A station that a server has, as seen before it is set up. */
export interface FoundStation {
	/** The server's own number or name for it, which never changes. */
	remoteId: string;
	/** What {@link BackendSettings.station} takes. */
	station: string;
	name: string;
	/** Null where it does not tell. */
	online: boolean | null;
	isPublic: boolean;
	/** The name in addresses, `test_radio`; '' for systems that have none. */
	shortName: string;
	/** Which of the given keys hold a right on it: for AzuraCast, those whose own list of stations it stands in. */
	keys: readonly KeyName[];
}

export interface ServerFound {
	/** In the one form in which addresses are kept. */
	url: string;
	host: string;
	/** Null if it does not tell. */
	version: string | null;
}

export interface KeyOwner {
	id: string;
	name: string;
	roles: string[];
}

/** A kind of radio system while a station of it is being set up: nothing is saved yet. */
export interface RadioSystem {
	readonly kind: BackendKind;
	/** As people know it: "AzuraCast". */
	readonly label: string;
	/** Which keys a station of it can have. */
	readonly keyNames: readonly KeyName[];
	/** The one address that all its stations have, where there is such a thing. */
	readonly usualAddress?: string;
	/** Nothing shows which stations there are but a key. */
	readonly needsKey?: boolean;
	/** A key goes out encrypted or not at all, unless the operator of the bot allows it. */
	readonly keysNeedHttps?: boolean;
	/** Which of the {@link StationDetails} it makes use of. */
	readonly details?: readonly (keyof StationDetails)[];
	/** The address as typed (with or without https://), in its one form; undefined if it is none. */
	readAddress(typed: string): string | undefined;
	/** The station that is meant by an address as typed, such as a stream's; undefined if it names none. */
	stationIn?(typed: string): string | undefined;
	/** Whether a text has the form of this system's keys. Nothing is sent anywhere. */
	isKey(typed: string): boolean;
	/** Whether this system answers there. Throws a BackendError that says what does instead. */
	identify(url: string): Promise<ServerFound>;
	/** Whose key it is. Throws key-rejected for a key that the server does not know. */
	owner(url: string, name: KeyName, key: Secret): Promise<KeyOwner>;
	/**
	 * All stations that the public and these keys can see; each once, by name. `named`: one that somebody named, for servers that do
	 * not list theirs. Throws {@link StationsNotListed} where somebody has to name one.
	 */
	stations(url: string, keys: Partial<Record<KeyName, Secret>>, named?: string): Promise<FoundStation[]>;
}

/** The server is there, and keeps to itself which stations it has. */
export class StationsNotListed extends Error {
	override readonly name = 'StationsNotListed';
	/** An address that names a station: `https://radio.example.org:1030/?server=1`. */
	readonly example: string;

	constructor(example: string) {
		super('The server does not list its stations');
		this.example = example;
	}
}
