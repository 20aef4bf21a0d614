import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { json, text } from '../answer.ts';
import { unix } from '../documents.ts';
import { managed, type StationVisit } from '../guards.ts';
import { dateRange } from '../php-date.ts';
import type { Route } from '../router.ts';
import { isoInZone } from '../zoned-time.ts';

const programs = [
	{ agent: 'VLC/3.0.20 LibVLC/3.0.20', client: 'VLC 3.0, Unknown OS', browser: null, os: null },
	{
		agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
		client: 'Firefox 128.0, GNU/Linux',
		browser: 'Firefox',
		os: 'GNU/Linux',
	},
] as const;

export const listenerRoutes: readonly Route[] = [
	managed('GET', '/station/{station}/listeners', ['view station reports'], (visit) => {
		// Never paged, whatever is asked for.
		const rows = connectionsOf(visit);
		return visit.call.query.get('format') === 'csv'
			? text(csvOf(visit, rows), 'text/csv;charset=utf-8')
			: json(rows);
	}),
];

function connectionsOf({ station, call }: StationVisit) {
	const range = dateRange(call.query, station.timezone, call.now);
	const until = unix(range.given ? range.to : call.now);
	return Array.from({ length: station.listeners }, (_, index) => {
		const program = programs[index % programs.length] ?? programs[0];
		const mount = station.mounts[index % station.mounts.length];
		const connectedOn = unix(call.now) - (index + 1) * 97;
		const ip = `203.0.113.${(index % 250) + 1}`;
		return {
			ip,
			user_agent: program.agent,
			hash: createHash('md5').update(`${ip}${program.agent}`).digest('hex'),
			mount_is_local: true,
			mount_name: mount?.displayName ?? '',
			connected_on: connectedOn,
			// With a range, those still here seem to stay until its end.
			connected_until: until,
			connected_time: until - connectedOn,
			device: {
				client: program.client,
				is_browser: program.browser !== null,
				is_mobile: false,
				is_bot: false,
				browser_family: program.browser,
				os_family: program.os,
			},
			location: { description: 'Unknown', region: null, city: null, country: null, lat: null, lon: null },
		};
	});
}

function csvOf({ station }: StationVisit, rows: ReturnType<typeof connectionsOf>): string {
	const header = [
		'IP',
		'Start Time',
		'End Time',
		'Seconds Connected',
		'User Agent',
		'Mount Type',
		'Mount Name',
	];
	const lines = rows.map((row) => [
		row.ip,
		isoInZone(row.connected_on * 1000, station.timezone),
		isoInZone(row.connected_until * 1000, station.timezone),
		row.connected_time,
		row.user_agent,
		'Local',
		row.mount_name,
	]);
	return stringify([header, ...lines], { quoted_match: /\s/u });
}
