import type { SimulatedStation } from './simulated-station.ts';

export interface LogFile {
	key: string;
	name: string;
	path: string;
	/** It grows and is read from a position; otherwise it is read whole. */
	tail: boolean;
	contents: string;
}

/** The logs of one station. They carry a DJ's password in clear and the addresses of listeners, as real ones do. */
export function stationLogs(station: SimulatedStation): LogFile[] {
	const folder = `/var/azuracast/stations/${station.shortName}/config`;
	const { history: plays } = station;
	// Nothing before it ever changes: a reader goes on from where it was.
	const start = plays[0]?.startedAt ?? 0;
	const liquidsoap = plays.map(
		({ startedAt, song }) =>
			`${slashed(startedAt)} [radio:3] Prepared "/var/azuracast/stations/${station.shortName}/media/${song.media?.path ?? ''}" (${song.artist} - ${song.title}).`,
	);
	const requests = plays.map(
		({ startedAt, listenersStart }) =>
			`198.51.100.${(listenersStart % 200) + 20} - - [${slashed(startedAt)}] "GET /radio.mp3 HTTP/1.1" 200 ${listenersStart * 4096} "-" "VLC/3.0.20 LibVLC/3.0.20" 120`,
	);
	const auth = `${slashed(start)} [lang:3] API djauth - Sending POST request to 'http://127.0.0.1:6010/api/internal/${station.id}/liquidsoap/auth' with body: {"user":"dj_hanne","password":"hunter2"}`;
	return [
		log('liquidsoap_log', 'Liquidsoap Log', `${folder}/liquidsoap.log`, true, [auth, ...liquidsoap]),
		log('liquidsoap_liq', 'Liquidsoap Configuration', `${folder}/liquidsoap.liq`, false, [
			'init.daemon.set(false)',
			`settings.server.log.level.set(4)`,
			`radio = playlist(id="${station.shortName}", reload_mode="watch")`,
		]),
		log('icecast_access_log', 'Icecast Access Log', `${folder}/icecast_access.log`, true, requests),
		log('icecast_error_log', 'Icecast Error Log', `${folder}/icecast.log`, true, [
			`[${dashed(start)}] INFO main/main Icecast 2.4.0-kh22 server started`,
		]),
		log('icecast_xml', 'Icecast Configuration', `${folder}/icecast.xml`, false, [
			'<icecast>',
			'    <authentication><source-password>(PASSWORD)</source-password></authentication>',
			'</icecast>',
		]),
		log('station_nginx', 'Station Nginx Configuration', `${folder}/nginx.conf`, false, [
			`location ~ ^(/listen/${station.shortName})$ {`,
			'    return 302 $uri/;',
			'}',
		]),
	];
}

/** The logs of the whole installation. */
export function hostLogs(now: number): LogFile[] {
	const day = new Date(now).toISOString().slice(0, 10);
	const folder = '/var/azuracast/www_tmp';
	const start = new Date(now - 86_400_000).toISOString();
	const line = (words: string) => `[${start}] AzuraCast.NOTICE: ${words} [] []`;
	const services = ['cron', 'mariadb', 'nginx', 'php-fpm', 'php-nowplaying', 'php-worker', 'redis'];
	return [
		log('azuracast_log', 'AzuraCast Application Log', `${folder}/app-${day}.log`, true, [
			line('Starting new Message Queue worker process.'),
			line('Sync task GenericTask finished.'),
		]),
		log(
			'azuracast_nowplaying_log',
			'AzuraCast Now Playing Log',
			`${folder}/app_nowplaying-${day}.log`,
			true,
			[line('Now Playing worker started.')],
		),
		log('azuracast_sync_log', 'AzuraCast Synchronized Task Log', `${folder}/app_sync-${day}.log`, true, [
			line('Running sync task CheckRequestsTask.'),
		]),
		log('azuracast_worker_log', 'AzuraCast Queue Worker Log', `${folder}/app_worker-${day}.log`, true, []),
		...services.map((name) =>
			log(`service_${name}`, `Service Log: ${name}`, `${folder}/service_${name}.log`, true, [
				`${start} ${name} started`,
			]),
		),
		log(
			'azuracast_liq_functions',
			'AzuraCast Common Liquidsoap Functions',
			'/var/azuracast/liquidsoap/azuracast.liq',
			false,
			['# Common functions'],
		),
	];
}

function log(key: string, name: string, path: string, tail: boolean, lines: readonly string[]): LogFile {
	return { key, name, path, tail, contents: lines.map((line) => `${line}\n`).join('') };
}

function slashed(at: number): string {
	return new Date(at).toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/');
}

function dashed(at: number): string {
	return new Date(at).toISOString().slice(0, 19).replace('T', '  ');
}
