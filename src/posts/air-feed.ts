import type { Reading } from '#src/stations/on-air-states.ts';
import type { Station } from '#src/stations/station.ts';
import type { StationChange } from '#src/stations/station-change.ts';

export type AirListener = (station: Station, change: StationChange, reading: Reading) => void;

/** What posts read of the air: the last state of each station, and what becomes different. */
export interface AirFeed {
	known(station: Station): Reading | undefined;
	read(station: Station): Promise<Reading>;
	/** `wants` names the stations that have to be heard of, however they are asked. Returns the function that ends it. */
	onChange(listener: AirListener, wants: (station: Station) => boolean): () => void;
}
