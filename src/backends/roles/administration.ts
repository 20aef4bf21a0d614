import type { LogFile, LogPiece } from './operations.ts';

/** The machine, measured by itself. Bytes; shares from 0 to 1; null where it does not tell. */
export interface HostStats {
	cpu: { used: number | null; cores: number; load: number[] };
	memory: { total: number; used: number };
	swap: { total: number; used: number };
	disk: { total: number; used: number; free: number };
	/** Bytes a second, all interfaces but the machine's own loop together. */
	network: { received: number; sent: number };
}

export interface HostService {
	name: string;
	description: string;
	running: boolean;
	/** The key may restart it; false also says that nobody could ask. */
	mayRestart: boolean;
}

export interface HostUpdates {
	current: string | null;
	latest: string | null;
	/** A newer release, or newer builds of a rolling installation. */
	available: boolean;
	/** How many rolling builds it is behind. */
	rollingBehind: number;
	/** What changed since, one line each, where the server tells (AzuraCast before 0.21 passes on its makers' list); else empty. */
	changes: string[];
	/** The page on which the makers tell what each release changes; null where there is none. */
	releaseNotes: string | null;
}

/** The server that the stations are on, through the admin key. */
export interface AdministrationRole {
	/** The server's own time to measure is a second. */
	stats(): Promise<HostStats>;
	services(): Promise<HostService[]>;
	/** The answer may get lost with the service that was to send it: then the error says "perhaps done". */
	restartService(name: string): Promise<void>;
	updates(): Promise<HostUpdates>;
	/** When the newest of the server's own backups was made; null if there is none. Costs the server much: once a day is enough. */
	lastBackup(): Promise<number | null>;
	/** Starts the update. As {@link restartService}. */
	update(): Promise<void>;
	/**
	 * Version of the radio system as it says itself, without any key; null if it does not tell. Remembered for ten minutes: `past`
	 * the caches when an update may just have changed it.
	 */
	version(options?: { past?: 'caches' }): Promise<string | null>;
	/** Whether it answers at all, without any key. Never throws for a server that does not. */
	answers(): Promise<boolean>;
	/** Each log's key is what {@link log} takes. */
	logs(): Promise<LogFile[]>;
	log(key: string, from?: number): Promise<LogPiece>;
}
