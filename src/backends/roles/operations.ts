/** What runs, as the station itself says, right now. */
export interface StationStatus {
	/** The AutoDJ (Liquidsoap). */
	backendRunning: boolean;
	/** The stream server (Icecast and the like). */
	frontendRunning: boolean;
	/** False for a station that was never started; null where the server does not tell. */
	hasStarted: boolean | null;
	/** Settings were changed that apply after a restart; null where the server does not tell. */
	needsRestart: boolean | null;
	/** Switched on; null where only {@link StationSettings} tells. */
	isEnabled: boolean | null;
	/** False for a station without an AutoDJ; null where the server does not tell. */
	hasBackend: boolean | null;
	hasFrontend: boolean | null;
}

/** How the station is set up, as far as the administration tells. */
export interface StationSettings {
	isEnabled: boolean;
	/** Null on versions that do not know it. */
	autoCue: boolean | null;
	hls: boolean;
	/** Null on versions that do not know it. */
	writesPlaylists: boolean | null;
	requests: boolean;
	/** Milliseconds between a request and its playing at the earliest; null for the server's own default. */
	requestDelay: number | null;
	/** Milliseconds in which a song is not taken again; null for the server's own default. */
	requestThreshold: number | null;
	streamers: boolean;
	isPublic: boolean;
}

export interface OperationsRole {
	/** Read with the station key. */
	status(): Promise<StationStatus>;
	/** Read with the admin key. */
	settings(): Promise<StationSettings>;
	/**
	 * Switches the station on with the admin key. Resolves when the server took it; {@link status} tells what runs, some ten seconds
	 * later. For a station that is switched on and stands still all the same, it changes nothing: {@link restart} does.
	 */
	start(): Promise<void>;
	/** Switches the station off, and it stays off. As {@link start}. */
	stop(): Promise<void>;
	/**
	 * Stops and starts everything with the station key: disconnects all listeners. Resolves when the server says it is done, or that
	 * a service had stopped or come back by itself meanwhile; {@link status} tells what runs.
	 */
	restart(): Promise<void>;
	setRequests(on: boolean): Promise<void>;
}

export interface LogFile {
	key: string;
	name: string;
	/** It grows, so that newer lines can be asked for alone. */
	grows: boolean;
}

export interface LogPiece {
	/** As it came: to be cleaned of secrets before anybody reads it. */
	text: string;
	/** Where the next piece begins; null for a file that is always sent whole. */
	position: number | null;
}

export interface LogsRole {
	list(): Promise<LogFile[]>;
	/** The end of a log, or what came after `from`. */
	read(key: string, from?: number): Promise<LogPiece>;
}
