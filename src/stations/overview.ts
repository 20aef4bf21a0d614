import { BackendError } from '#src/backends/backend-error.ts';
import type { LibraryUsage } from '#src/backends/roles/library.ts';
import type { StationSettings, StationStatus } from '#src/backends/roles/operations.ts';
import type { Playlist } from '#src/backends/roles/playlists.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import { offeredRole } from './offered-role.ts';
import type { OnAirStates } from './on-air-states.ts';
import type { Station } from './station.ts';

/** One part of the picture, or why it is missing. */
export type Part<T> = T | BackendError;

/** Everything about a station at one moment. What a key may not read spoils its own part and no other. */
export interface Overview {
	onAir: Part<OnAirState>;
	services: Part<StationStatus>;
	settings: Part<StationSettings>;
	playlists: Part<Playlist[]>;
	media: Part<LibraryUsage>;
}

export async function readOverview(station: Station, states: OnAirStates): Promise<Overview> {
	const [onAir, services, settings, playlists, media] = await Promise.all([
		part(async () => (await states.readNow(station)).state),
		part(() => offeredRole(station, 'operations').status()),
		part(() => offeredRole(station, 'operations').settings()),
		part(() => offeredRole(station, 'playlists').list()),
		part(() => offeredRole(station, 'library').usage()),
	]);
	return { onAir, services, settings, playlists, media };
}

export function isReadable<T>(found: Part<T>): found is T {
	return !(found instanceof BackendError);
}

/** What was read, or why it could not be. */
export async function part<T>(read: () => Promise<T>): Promise<Part<T>> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof BackendError) return error;
		throw error;
	}
}
