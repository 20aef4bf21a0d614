/** The machine below the stations, to be changed by tests. */
export interface SimulatedHost {
	/** Services that do not run although they should. */
	stoppedServices: Set<string>;
	/** Without it the update check cannot reach AzuraCast's makers. */
	hasInternet: boolean;
	/** False: the installation cannot update itself. */
	canUpdateItself: boolean;
	/** An update waits. */
	updateAvailable: boolean;
	/** The release that an update leads to. */
	latestRelease: string;
	/** What the makers changed since, if this is a rolling installation that is behind; a line each. */
	rollingUpdates: string[];
	/** How long an update takes; for the first quarter everything still answers. */
	updateTakesMs: number;
	/** Whether the order to update is answered before the server goes away; if not, its connection breaks then. */
	updateAnswers: boolean;
	/** How long the order to restart a station takes to be answered. */
	restartTakesMs: number;
	/** What the server may remember of listeners: everything, nothing that tells who they are, or nothing. */
	analytics: 'all' | 'no_ip' | 'none';
	/** No file can be added any more. */
	storageFull: boolean;
	/** When backups were made, in milliseconds since 1970. */
	backups: number[];
}

export function createHost(): SimulatedHost {
	return {
		stoppedServices: new Set(),
		hasInternet: true,
		canUpdateItself: true,
		updateAvailable: true,
		latestRelease: '0.24.0',
		rollingUpdates: [],
		updateTakesMs: 20_000,
		updateAnswers: false,
		restartTakesMs: 5_000,
		analytics: 'all',
		storageFull: false,
		backups: [],
	};
}
