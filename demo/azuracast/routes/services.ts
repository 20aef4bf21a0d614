import { done, json } from '../answer.ts';
import { notReachable, supervisorRefused, thrown, unsupported } from '../errors.ts';
import { managed, type StationVisit } from '../guards.ts';
import type { Route } from '../router.ts';
import { isAtLeast } from '../version.ts';

/** Liquidsoap reports a skipped song's successor about this late. */
const skipLagMs = 1500;
const broadcasting = ['manage station broadcasting'];

export const serviceRoutes: readonly Route[] = [
	managed('GET', '/station/{station}/status', ['view station management'], (visit) =>
		json(servicesDocument(visit)),
	),
	managed(
		'GET',
		'/station/{station}/restart-status',
		['view station management'],
		({ station }) => json({ has_started: station.hasStarted, needs_restart: station.needsRestart }),
		{ until: '0.23.0' },
	),
	managed('POST', '/station/{station}/restart', broadcasting, async ({ world, station }) => {
		requireLocalServices(station);
		const { restartTakesMs } = world.host;
		station.restart(restartTakesMs);
		// Unlike the switch, this waits until supervisor says that they run.
		if (restartTakesMs > 0) await world.clock.sleep(restartTakesMs);
		return done('Station restarted.');
	}),
	managed('POST', '/station/{station}/reload', broadcasting, ({ station }) => {
		requireLocalServices(station);
		station.restart(0);
		return done('Station reloaded.');
	}),
	managed('POST', '/station/{station}/backend/{action}', broadcasting, (visit) => steerBackend(visit)),
	managed('POST', '/station/{station}/frontend/{action}', broadcasting, (visit) => steerFrontend(visit)),
];

/** Camel case since 0.23, and then without the two facts about restarts. */
export function servicesDocument({ world, station }: StationVisit) {
	const { backendRunning, frontendRunning } = station;
	if (isAtLeast(world.version, '0.23.0')) return { backendRunning, frontendRunning };
	return {
		backend_running: backendRunning,
		frontend_running: frontendRunning,
		station_has_started: station.hasStarted,
		station_needs_restart: station.needsRestart,
	};
}

function requireLocalServices(station: StationVisit['station']): void {
	if (station.isEnabled) return;
	throw thrown(500, 'RuntimeException', 'Station has no local services.', 'Radio/Configuration.php', 114);
}

function steerBackend({ station, params }: StationVisit) {
	if (!station.hasBackend) throw unsupported('functionality');
	const action = params['action'] ?? '';
	switch (action) {
		case 'skip':
			requireLiquidsoap(station);
			station.playout.skip(skipLagMs);
			return done('Song skipped.');
		case 'disconnect':
			requireLiquidsoap(station);
			station.endLive();
			return done('Streamer disconnected.');
		default:
			return steer(station, 'backend', action);
	}
}

function steerFrontend({ station, params }: StationVisit) {
	return steer(station, 'frontend', params['action'] ?? '');
}

/** Starts and stops a service. Whatever is not an action restarts it; on a disabled station nothing happens, successfully. */
function steer(station: StationVisit['station'], service: 'backend' | 'frontend', action: string) {
	const field = `${service}Running` as const;
	const program = `station_${station.id}:station_${station.id}_${service}`;
	const acts = station.isEnabled;
	if (acts && !station.hasStarted) {
		const headline = `${program} is not recognized as a service.`;
		const reason = 'It may not be registered with Supervisor yet. Restarting broadcasting may help.';
		throw supervisorRefused('BadNameException', headline, reason, 34);
	}
	switch (action) {
		case 'start':
			if (acts && station[field]) {
				const headline = `${program} cannot start`;
				throw supervisorRefused('AlreadyRunningException', headline, 'It is already running.', 46);
			}
			if (acts) station[field] = true;
			return done('Service started.');
		case 'stop':
			if (acts && !station[field]) {
				throw supervisorRefused('NotRunningException', `${program} cannot stop`, 'It is not running.', 58);
			}
			if (acts) station[field] = false;
			return done('Service stopped.');
		case 'reload':
			return done('Service reloaded.');
		default:
			if (acts) station[field] = true;
			return done('Service restarted.');
	}
}

function requireLiquidsoap(station: StationVisit['station']): void {
	if (station.backendRunning) return;
	const port = 17_994 + station.id * 10;
	throw notReachable(
		`cURL error 7: Failed to connect to 127.0.0.1:${port} after 0 ms: Could not connect to server (see https://curl.se/libcurl/c/libcurl-errors.html) for http://127.0.0.1:${port}/telnet`,
	);
}
