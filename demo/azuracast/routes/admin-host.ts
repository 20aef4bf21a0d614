import { done, json, lost } from '../answer.ts';
import { notReachable, recordNotFound, thrown, unknownProgram } from '../errors.ts';
import { type AccountVisit, administered } from '../guards.ts';
import { mayGlobally } from '../keys.ts';
import { paged } from '../paging.ts';
import type { Route } from '../router.ts';
import { serverStats } from '../server-stats.ts';
import { isAtLeast } from '../version.ts';

const all = 'administer all';
const saved = 'Changes saved successfully.';

const services: readonly { name: string; description: string; installed: boolean }[] = [
	{ name: 'cron', description: 'Runs routine synchronized tasks', installed: true },
	{ name: 'mariadb', description: 'Database', installed: true },
	{ name: 'nginx', description: 'Web server', installed: true },
	{ name: 'php-fpm', description: 'PHP FastCGI Process Manager', installed: true },
	{ name: 'php-nowplaying', description: 'Now Playing manager service', installed: true },
	{ name: 'php-worker', description: 'PHP queue processing worker', installed: true },
	{ name: 'redis', description: 'Cache', installed: true },
	// Listed by AzuraCast whether supervisord knows it or not.
	{ name: 'sftpgo', description: 'SFTP service', installed: false },
	{ name: 'centrifugo', description: 'Live Now Playing updates', installed: true },
];

/** Between AzuraCast and whoever asks: what restarts them cannot say that it did. */
const inTheWay = new Set(['nginx', 'php-fpm', 'mariadb', 'redis']);

/** The machine and the installation, and the harmless reads by which a client finds out its instance-wide rights. */
export const adminHostRoutes: readonly Route[] = [
	administered('GET', '/admin/server/stats', 'view administration', ({ world, call }) =>
		json(serverStats(world.version, call.now, world.host.storageFull)),
	),
	administered('GET', '/admin/services', 'view administration', (visit) => json(listServices(visit))),
	administered('POST', '/admin/services/restart/{name}', all, (visit) => restartService(visit)),
	administered('GET', '/admin/updates', all, (visit) => checkForUpdates(visit)),
	administered('PUT', '/admin/updates', all, (visit) => update(visit)),
	administered('GET', '/admin/custom_assets/{asset}', 'administer settings', () =>
		json({ hasRecord: false, url: '' }),
	),
	administered('GET', '/admin/custom_field/{id}', 'administer custom fields', () => {
		throw recordNotFound();
	}),
	administered('GET', '/admin/storage_location/{id}', 'administer storage locations', () => {
		throw recordNotFound();
	}),
	administered('GET', '/admin/backups', 'administer backups', (visit) => listBackups(visit)),
	administered('GET', '/admin/vue/backups', 'administer backups', () =>
		json({ storageLocations: {}, isDocker: true }),
	),
];

function listBackups(visit: AccountVisit) {
	const files = visit.world.host.backups.map((at) => {
		const basename = `automatic_backup_${new Date(at).toISOString().slice(0, 10).replaceAll('-', '')}.zip`;
		const encoded = Buffer.from(`1|${basename}`).toString('base64');
		return {
			path: basename,
			basename,
			pathEncoded: encoded,
			timestamp: Math.floor(at / 1000),
			size: 48_213_377,
			storageLocationId: 1,
			links: {
				download: `/api/admin/backups/download/${encoded}`,
				delete: `/api/admin/backups/delete/${encoded}`,
			},
		};
	});
	return paged(visit, files);
}

function listServices({ world, account }: AccountVisit) {
	const mayRestart = mayGlobally(account, all);
	return services.map(({ name, description, installed }) => ({
		name,
		description,
		running: installed && !world.host.stoppedServices.has(name),
		links: mayRestart ? { restart: `/api/admin/services/restart/${name}` } : [],
	}));
}

function restartService({ world, params }: AccountVisit) {
	const name = params['name'] ?? '';
	const service = services.find((entry) => entry.name === name);
	if (service === undefined) {
		const message = `Service "${name}" is not managed by AzuraCast.`;
		throw thrown(500, 'InvalidArgumentException', message, 'Service/ServiceControl.php', 60);
	}
	if (!service.installed) throw unknownProgram(name);
	world.host.stoppedServices.delete(name);
	return inTheWay.has(name) ? lost() : done(saved);
}

function checkForUpdates({ world }: AccountVisit) {
	const { hasInternet, updateAvailable, latestRelease, rollingUpdates } = world.host;
	if (!hasInternet) {
		throw notReachable(
			'cURL error 6: Could not resolve host: central.azuracast.com (see https://curl.se/libcurl/c/libcurl-errors.html) for https://central.azuracast.com/api/update',
		);
	}
	const report = {
		needs_rolling_update: rollingUpdates.length > 0,
		needs_release_update: updateAvailable,
		rolling_updates_available: rollingUpdates.length,
		can_switch_to_stable: false,
		current_release: world.version,
		latest_release: updateAvailable ? latestRelease : world.version,
	};
	// Before 0.21 whatever AzuraCast's makers sent was passed on.
	return json(
		isAtLeast(world.version, '0.21.0') ? report : { ...report, rolling_updates_list: rollingUpdates },
	);
}

async function update({ world }: AccountVisit) {
	if (!world.host.canUpdateItself) {
		const message = 'Web updates are not supported on this installation.';
		throw thrown(500, 'RuntimeException', message, 'Service/WebUpdater.php', 62);
	}
	const leaving = world.update();
	if (world.host.updateAnswers) return done(saved);
	await leaving;
	return lost();
}
