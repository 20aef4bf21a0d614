import { z } from 'zod';
import { act, list, read } from '../endpoint.ts';
import { globalRight } from '../permissions.ts';
import { apiKey, permissionCatalogue, role, stationSettings } from '../schemas/administration.ts';
import { logContents, serverLogs } from '../schemas/logs.ts';
import { backup, serverStats, service, updates } from '../schemas/server.ts';

const all = { permissions: [globalRight('administer all')] };
const view = { permissions: [globalRight('view administration')] };
const logs = { permissions: [globalRight('view system logs')], about: 'log' as const };
const stations = { permissions: [globalRight('administer stations')], about: 'station' as const };

/** The AzuraCast server itself, and what only its administrators may do to a station. */
export const serverEndpoints = {
	stationSettings: read('admin', '/admin/station/{number}', stationSettings, stations),
	/** Only what is sent changes. Never send back what was read: that moves passwords, and can flush the media. */
	editStation: act('admin', 'PUT', '/admin/station/{number}', { ...stations, deadlineMs: 90_000 }),
	allStations: list('admin', '/admin/stations', stationSettings, stations),
	/** Takes a second on purpose: it measures. */
	serverStats: read('admin', '/admin/server/stats', serverStats, { ...view, deadlineMs: 20_000 }),
	services: read('admin', '/admin/services', z.array(service), view),
	/** The answer may get lost with the service that was to send it. */
	restartService: act('admin', 'POST', '/admin/services/restart/{service}', all),
	/** Asks a server of AzuraCast's makers and writes down what it said: not to be called often. */
	updates: read('admin', '/admin/updates', updates, { ...all, deadlineMs: 25_000, feature: 'web-updates' }),
	startUpdate: act('admin', 'PUT', '/admin/updates', {
		...all,
		deadlineMs: 90_000,
		feature: 'web-updates',
		unsupportedAtRunTime: true,
	}),
	/** Looks into every storage that backups lie in, which may be far away: not to be called often. */
	backups: list('admin', '/admin/backups', backup, {
		permissions: [globalRight('administer backups')],
		deadlineMs: 60_000,
	}),
	serverLogs: read('admin', '/admin/logs', serverLogs, logs),
	serverLog: read('admin', '/admin/log/{log}', logContents, {
		...logs,
		maxBytes: 8 * 1024 * 1024,
		deadlineMs: 20_000,
	}),
	permissionCatalogue: read('admin', '/admin/permissions', permissionCatalogue, all),
	roles: list('admin', '/admin/roles', role, all),
	role: read('admin', '/admin/role/{role}', role, all),
	apiKeys: list('admin', '/admin/api-keys', apiKey, {
		permissions: [globalRight('administer api keys')],
	}),
};
