import { probe, read } from '../endpoint.ts';
import { globalRight, stationRight } from '../permissions.ts';
import { apiKey } from '../schemas/administration.ts';

/**
 * Reads whose only use is the permission self-check, for rights that no other read shows without side effects. The right is
 * checked before the record is looked for: asked for record 0, "not found" means that the right is held.
 */
export const probeEndpoints = {
	probeProfile: probe(
		'station',
		'/station/{station}/custom_assets/background',
		stationRight('manage station profile'),
	),
	probeBroadcasting: probe(
		'station',
		'/station/{station}/fallback',
		stationRight('manage station broadcasting'),
	),
	probeStreamers: probe(
		'station',
		'/station/{station}/streamer/{streamer}',
		stationRight('manage station streamers'),
		{ feature: 'streamers' },
	),
	probeMounts: probe('station', '/station/{station}/mount/{mount}', stationRight('manage station mounts')),
	probeRemotes: probe(
		'station',
		'/station/{station}/remote/{remote}',
		stationRight('manage station remotes'),
	),
	probeWebHooks: probe(
		'station',
		'/station/{station}/webhook/{webhook}',
		stationRight('manage station web hooks'),
	),
	/** Since 0.19.7. */
	probePodcasts: probe(
		'station',
		'/station/{station}/podcasts/playlists',
		stationRight('manage station podcasts'),
		{ feature: 'podcasts' },
	),
	probeServerSettings: probe('admin', '/admin/custom_assets/background', globalRight('administer settings')),
	/** Number 0 as a probe, and the one key that is meant to find out what its owner may do: nobody else's is read. */
	apiKey: read('admin', '/admin/api-key/{apiKey}', apiKey, {
		permissions: [globalRight('administer api keys')],
	}),
	probeCustomFields: probe('admin', '/admin/custom_field/{field}', globalRight('administer custom fields')),
	/** Reads the database only, while the list of backups looks into every storage; needs the administration page as well. */
	probeBackups: probe('admin', '/admin/vue/backups', globalRight('administer backups'), {
		permissions: [globalRight('view administration'), globalRight('administer backups')],
	}),
	probeStorageLocations: probe(
		'admin',
		'/admin/storage_location/{location}',
		globalRight('administer storage locations'),
	),
};
