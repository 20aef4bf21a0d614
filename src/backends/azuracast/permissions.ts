/** Rights over the whole AzuraCast server: the string in its interface, and the words on its role page. */
export const globalPermissions = {
	'administer all': 'All Permissions',
	'view administration': 'View Administration Page',
	'view system logs': 'View System Logs',
	'administer settings': 'Administer Settings',
	'administer api keys': 'Administer API Keys',
	'administer stations': 'Administer Stations',
	'administer custom fields': 'Administer Custom Fields',
	'administer backups': 'Administer Backups',
	'administer storage locations': 'Administer Storage Locations',
} as const;

/** Rights over one station, in AzuraCast's order. */
export const stationPermissions = {
	'administer all': 'All Permissions',
	'view station management': 'View Station Page',
	'view station reports': 'View Station Reports',
	'view station logs': 'View Station Logs',
	'manage station profile': 'Manage Station Profile',
	'manage station broadcasting': 'Manage Station Broadcasting',
	'manage station streamers': 'Manage Station Streamers',
	'manage station mounts': 'Manage Station Mount Points',
	'manage station remotes': 'Manage Station Remote Relays',
	'manage station media': 'Manage Station Media',
	'delete station media': 'Delete Station Media',
	'manage station automation': 'Manage Station Automation',
	'manage station web hooks': 'Manage Station Web Hooks',
	'manage station podcasts': 'Manage Station Podcasts',
} as const;

export type GlobalPermission = keyof typeof globalPermissions;
export type StationPermission = keyof typeof stationPermissions;

export type Permission =
	| { scope: 'global'; id: GlobalPermission; label: string }
	| { scope: 'station'; id: StationPermission; label: string };

export function globalRight(id: GlobalPermission): Extract<Permission, { scope: 'global' }> {
	return { scope: 'global', id, label: globalPermissions[id] };
}

export function stationRight(id: StationPermission): Extract<Permission, { scope: 'station' }> {
	return { scope: 'station', id, label: stationPermissions[id] };
}
