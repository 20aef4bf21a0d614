import { BackendError } from '#src/backends/backend-error.ts';
import type { Station } from '#src/stations/station.ts';
import { knownZone } from '#src/stations/station-days.ts';
import type { Services } from './services.ts';

/** The station's time zone; UTC if it cannot be asked just now, which no picture or list waits for. */
export async function zoneOf(station: Station, { onAir }: Pick<Services, 'onAir'>): Promise<string> {
	try {
		return knownZone((await onAir.read(station)).state.facts.timezone);
	} catch (error) {
		if (error instanceof BackendError) return 'UTC';
		throw error;
	}
}
