import { type Answer, json } from '../answer.ts';
import { thrown } from '../errors.ts';
import { administered, managed } from '../guards.ts';
import { mayOnStation } from '../keys.ts';
import { hostLogs, type LogFile, stationLogs } from '../log-files.ts';
import type { Route, Visit } from '../router.ts';
import { isAtLeast } from '../version.ts';

export const logRoutes: readonly Route[] = [
	managed('GET', '/station/{station}/logs', ['view station logs'], ({ world, station }) => {
		const rows = stationLogs(station).map((log) => logDocument(log, `station/${station.id}`));
		return json(isAtLeast(world.version, '0.21.0') ? rows : { logs: rows });
	}),
	managed('GET', '/station/{station}/log/{key}', ['view station logs'], (visit) => {
		return readLog(visit, stationLogs(visit.station), 'Controller/Api/Stations/LogsAction.php', 112);
	}),
	administered('GET', '/admin/logs', 'view system logs', (visit) => {
		const { world, account, call } = visit;
		const globalLogs = hostLogs(call.now).map((log) => logDocument(log, 'admin'));
		if (!isAtLeast(world.version, '0.21.0')) return json({ logs: globalLogs });
		if (!isAtLeast(world.version, '0.23.0')) return json(globalLogs);
		const seen = world.stations.filter(
			(station) => station.isEnabled && mayOnStation(account, station.id, 'view station logs'),
		);
		const logsOfStations = seen.map((station) => ({
			id: station.id,
			name: station.name,
			logs: stationLogs(station).map((log) => logDocument(log, `station/${station.id}`)),
		}));
		return json({ globalLogs, stationLogs: logsOfStations });
	}),
	administered('GET', '/admin/log/{key}', 'view system logs', (visit) =>
		readLog(visit, hostLogs(visit.call.now), 'Controller/Api/Admin/LogsAction.php', 146),
	),
];

function logDocument({ key, name, path, tail }: LogFile, owner: string) {
	return { key, name, path, tail, links: { self: `/api/${owner}/log/${key}` } };
}

/** A growing log gives what came after `position` and never ends; a settled file comes whole. */
function readLog({ params, call }: Visit, logs: readonly LogFile[], file: string, line: number): Answer {
	const log = logs.find(({ key }) => key === params['key']);
	if (log === undefined) throw thrown(500, 'Exception', 'Invalid log file specified.', file, line);
	if (!log.tail) return json({ contents: log.contents, eof: true, position: null });
	const bytes = Buffer.from(log.contents);
	const position = Number.parseInt(call.query.get('position') ?? '0', 10) || 0;
	const contents = bytes.subarray(Math.min(position, bytes.length)).toString();
	return json({ contents, eof: false, position: bytes.length });
}
