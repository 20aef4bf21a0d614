import type { NeededRight, Right } from '#src/backends/roles/key-check.ts';
import type { RoleUse } from '#src/backends/roles.ts';
import { type EndpointName, endpointsByName } from './endpoints.ts';

/** The rows of the table of endpoints that each method of a role asks. What is not offered is not here. */
export const roleEndpoints: Readonly<Partial<Record<RoleUse, readonly EndpointName[]>>> = {
	'onAir.read': ['history', 'channels', 'grid'],
	'history.page': ['history'],
	'history.all': ['history'],
	'requests.search': ['music'],
	'requests.list': ['music'],
	'requests.find': ['track'],
	'requests.submit': ['requestTrack'],
	'schedule.between': ['grid'],
	'library.search': ['music'],
	'library.list': ['music'],
	'library.find': ['track', 'trackPlaylists'],
	'library.pathOf': [],
	'library.upload': ['uploadFile'],
	'library.tag': ['editTracks'],
	'library.assign': ['setTrackPlaylists'],
	'playlists.list': ['playlists'],
	'playlists.one': ['playlist'],
	'playlists.songs': ['playlistTracks'],
	'playlists.start': ['startPlaylist'],
	'playlists.create': ['createPlaylist'],
	'requestDesk.pending': ['pendingRequests'],
	'presenters.list': ['presenters'],
	'presenters.slots': ['grid'],
};

/** Keys know no rights: one that is accepted may do everything. */
export const fullPower: Right = { id: 'api-key', label: 'API key', scope: 'station' };
/** Some panels refuse good keys here, and no read shows it. */
export const scheduler: Right = { id: 'scheduler', label: 'Scheduler', scope: 'station' };

/** What a role's method needs: the key, wherever a row of it is not open to everybody. */
export function rightsFor(use: RoleUse): readonly NeededRight[] {
	const rows = roleEndpoints[use] ?? [];
	return rows.some((name) => endpointsByName[name].key === 'station')
		? [{ key: 'station', right: fullPower }]
		: [];
}
