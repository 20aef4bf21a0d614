import type { SimulatedMount } from './simulated-mount.ts';
import { soundStream } from './sound-stream.ts';
import type { WireAnswer, WireCall } from './wire-server.ts';
import type { IcecastWorld } from './world.ts';
import { xsltObject, xsltValue } from './xslt-json.ts';

/** Answers as Icecast 2.4 and 2.5 do. */
export function answerAsIcecast(call: WireCall, world: IcecastWorld): WireAnswer {
	if (call.path === '/status-json.xsl' && world.hasStatusPage) return json(statusPage(world));
	if (call.path === '/' || call.path === '/status.xsl') return html(200, 'Icecast Streaming Media Server');
	if (call.path.startsWith('/admin/')) {
		const refused = html(401, 'You need to authenticate');
		return {
			...refused,
			headers: [...refused.headers, ['WWW-Authenticate', 'Basic realm="Icecast2 Server"']],
		};
	}
	const mount = world.mounts.find(({ path, hasSource }) => path === decode(call.path) && hasSource);
	if (mount === undefined) return html(404, 'The file you requested could not be found');
	return soundStream(call, mount, world, { first: 'HTTP/1.0 200 OK', server: serverId(world) });
}

function statusPage(world: IcecastWorld): Buffer {
	const head = {
		admin: 'icemaster@localhost',
		host: 'localhost',
		location: 'Earth',
		server_id: serverId(world),
		server_start: 'Sun, 22 Nov 2026 18:00:00 +0000',
		server_start_iso8601: '2026-11-22T18:00:00+0000',
	};
	const rows = Object.entries(head).map(([name, value]) => `"${name}":${xsltValue(value, true)}`);
	const sources = world.mounts.filter(({ hasSource }) => hasSource).map((mount) => source(mount, world));
	const listed: Buffer[] = [];
	for (const one of sources) listed.push(...(listed.length === 0 ? [] : [Buffer.from(',')]), one);
	const [only] = sources;
	const last =
		only === undefined
			? [Buffer.from('"dummy":null')]
			: sources.length === 1
				? [Buffer.from('"source":'), only]
				: [Buffer.from('"source":['), ...listed, Buffer.from(']')];
	return Buffer.concat([Buffer.from(`{"icestats":{${rows.join(',')},`), ...last, Buffer.from('}}')]);
}

function source(mount: SimulatedMount, world: IcecastWorld): Buffer {
	const { plan, listeners } = mount;
	const [artist = '', ...rest] = mount.title.split(' - ');
	const isSplit = plan.isOgg === true && rest.length > 0;
	const fields = {
		artist: isSplit ? artist : undefined,
		audio_info:
			plan.isOgg === true ? undefined : `channels=2;samplerate=44100;bitrate=${plan.bitrate ?? 128}`,
		bitrate: plan.isOgg === true ? undefined : String(plan.bitrate ?? 128),
		genre: 'various',
		'ice-bitrate': plan.isOgg === true ? String(plan.bitrate ?? 128) : undefined,
		listener_peak: String(listeners),
		listeners: String(listeners),
		// What the server believes its address to be.
		listenurl: `http://localhost:8000${plan.path}`,
		server_description: plan.name === '' ? 'Unspecified description' : `The stream of ${plan.name}`,
		server_name: plan.name === '' ? 'Unspecified name' : plan.name,
		server_type: plan.isOgg === true ? 'application/ogg' : 'audio/mpeg',
		stream_start: new Date(mount.startedAt).toUTCString(),
		stream_start_iso8601: new Date(mount.startedAt).toISOString(),
		title: mount.title === '' ? undefined : isSplit ? rest.join(' - ') : mount.title,
	};
	return mount.bytes(xsltObject(fields, !world.isUnescaped));
}

function serverId({ version }: IcecastWorld): string {
	return `Icecast ${version}`;
}

function json(body: Buffer): WireAnswer {
	const headers: [string, string][] = [
		['Server', 'Icecast 2.4.4'],
		['Connection', 'Close'],
		['Content-Type', 'application/json; charset=utf-8'],
		['Cache-Control', 'no-cache, no-store'],
		['Access-Control-Allow-Origin', '*'],
		['Content-Length', String(body.length)],
	];
	return { first: 'HTTP/1.0 200 OK', headers, body };
}

function html(status: number, words: string): WireAnswer {
	const body = `<html><head><title>Error ${status}</title></head><body><b>${status} - ${words}</b></body></html>\r\n`;
	const reason = { 200: 'OK', 401: 'Authentication Required', 404: 'File Not Found' }[status] ?? 'Error';
	const headers: [string, string][] = [
		['Server', 'Icecast 2.4.4'],
		['Connection', 'Close'],
		['Content-Type', 'text/html; charset=utf-8'],
	];
	return { first: `HTTP/1.0 ${status} ${reason}`, headers, body };
}

function decode(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
