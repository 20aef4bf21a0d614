import type { SimulatedStation } from '../azuracast/simulated-station.ts';
import type { StageServer } from './stage.ts';

/** What scenes have done to a radio server is undone by this, so that the next ones find it as the first ones did. */
export function remember({ radio }: StageServer): () => void {
	const stations = radio.stations.map((station) => ({
		station,
		isRunning: station.backendRunning,
		playlists: station.playlists.map((playlist) => ({ playlist, isEnabled: playlist.isEnabled })),
		requestsEnabled: station.requestsEnabled,
	}));
	return () => {
		radio.faults.clear();
		for (const { station, isRunning, playlists, requestsEnabled } of stations) {
			if (!station.isEnabled) station.isEnabled = true;
			if (isRunning && !station.backendRunning) station.backendRunning = true;
			if (station.live !== null) station.endLive();
			station.requestsEnabled = requestsEnabled;
			station.requests.clearPending();
			// A song that was on just now cannot be asked for, and here every song was on just now.
			station.requestThresholdMinutes = 0;
			for (const { playlist, isEnabled } of playlists) playlist.isEnabled = isEnabled;
			dropMadePlaylists(station, playlists.length);
		}
	};
}

function dropMadePlaylists(station: SimulatedStation, before: number): void {
	station.playlists.splice(before);
}
