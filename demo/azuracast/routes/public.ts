import { type Answer, json, redirect, text } from '../answer.ts';
import { unix } from '../documents.ts';
import { open } from '../guards.ts';
import type { Route } from '../router.ts';

export const publicRoutes: readonly Route[] = [
	open('GET', '', () => redirect('/docs/api/')),
	open('GET', '/status', ({ call }) => json({ online: true, timestamp: unix(call.now) })),
	open('GET', '/time', ({ call }) => json(timeDocument(call.now))),
	open('GET', '/openapi.yml', ({ world }) => describe(world.version, world.baseUrl)),
];

function timeDocument(now: number) {
	const at = new Date(now);
	const part = (options: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options }).format(at);
	const time = part({ hour: 'numeric', minute: '2-digit' }).replace(/\s/u, '');
	const clock = `${time.replace(/[AP]M/u, '')}:${String(at.getUTCSeconds()).padStart(2, '0')}`;
	return {
		timestamp: unix(now),
		// Twelve hours without am or pm, as it really is.
		utc_datetime: `${at.toISOString().slice(0, 10)} ${clock}`,
		utc_date: part({ month: 'long', day: 'numeric', year: 'numeric' }),
		utc_time: time.toLowerCase(),
		utc_json: `${at.toISOString().slice(0, -1)}000Z`,
	};
}

function describe(version: string, baseUrl: string): Answer {
	const lines = [
		'openapi: 3.0.0',
		'info:',
		'    title: AzuraCast',
		"    description: 'A simulated AzuraCast.'",
		`    version: ${version}`,
		'servers:',
		'    -',
		`        url: '${baseUrl}/api'`,
		"        description: 'This Server'",
		'paths: {}',
		'',
	];
	return text(lines.join('\n'), 'text/x-yaml;charset=utf-8');
}
