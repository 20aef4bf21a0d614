import type { KeyName } from '#src/backends/backend-error.ts';
import type { Query } from '../address.ts';
import type { DirectClient } from '../direct-client.ts';
import type { EndpointName, Params } from '../endpoints.ts';
import type { GlobalPermission, StationPermission } from '../permissions.ts';

/** A small read whose answer shows whether a right is held. */
export interface RightProbe {
	endpoint: EndpointName;
	/** Makes the read with this key. Throws a BackendError for whatever is not its result. */
	ask(client: DirectClient, key: KeyName): Promise<unknown>;
	/** A right without which the probe would be refused for the wrong reason. */
	needs?: GlobalPermission;
	/** The answer also tells that the station has the feature switched off. */
	mayBeOff?: true;
}

function by<Name extends EndpointName>(
	endpoint: Name,
	params: Params<Name>,
	{ query, ...more }: Pick<RightProbe, 'needs' | 'mayBeOff'> & { query?: Query } = {},
): RightProbe {
	return { endpoint, ...more, ask: (client, key) => client.call(endpoint, params, { key, query }) };
}

/** A day on which there was no AzuraCast: the answer is empty and quick. */
const longAgo = { start: '2000-01-01', end: '2000-01-01', rowCount: 1, current: 1 };

/** How each right over the whole server is tried; none of these reads changes anything or is limited. */
export const globalProbes: Record<GlobalPermission, RightProbe> = {
	'administer all': by('permissionCatalogue', {}),
	'view administration': by('services', {}),
	'view system logs': by('serverLogs', {}),
	'administer settings': by('probeServerSettings', {}),
	'administer api keys': by('apiKey', { apiKey: 0 }),
	'administer stations': by('stationSettings', { number: 0 }),
	'administer custom fields': by('probeCustomFields', { field: 0 }),
	'administer backups': by('probeBackups', {}, { needs: 'view administration' }),
	'administer storage locations': by('probeStorageLocations', { location: 0 }),
};

/**
 * How each right over a station is tried; null where no read would show it. Lists of files are no probe: AzuraCast 0.22.0 to
 * 0.23.2 shows them to everybody. "Manage Station Automation" guards nothing in any version that is supported.
 */
export const stationProbes: Record<StationPermission, RightProbe | null> = {
	'administer all': null,
	'view station management': by('status', {}),
	'view station reports': by('history', {}, { query: longAgo }),
	'view station logs': by('stationLogs', {}),
	'manage station profile': by('probeProfile', {}),
	'manage station broadcasting': by('probeBroadcasting', {}),
	'manage station streamers': by('probeStreamers', { streamer: 0 }, { mayBeOff: true }),
	'manage station mounts': by('probeMounts', { mount: 0 }, { mayBeOff: true }),
	'manage station remotes': by('probeRemotes', { remote: 0 }),
	'manage station media': by('playlist', { playlist: 0 }, { mayBeOff: true }),
	'delete station media': null,
	'manage station automation': null,
	'manage station web hooks': by('probeWebHooks', { webhook: 0 }),
	'manage station podcasts': by('probePodcasts', {}),
};
