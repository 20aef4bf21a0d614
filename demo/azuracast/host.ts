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
	/** No file can be added any more. */
	storageFull: boolean;
}

export function createHost(): SimulatedHost {
	return {
		stoppedServices: new Set(),
		hasInternet: true,
		canUpdateItself: true,
		updateAvailable: true,
		storageFull: false,
	};
}
