import type { SimulatedMount } from './simulated-mount.ts';
import { soundStream } from './sound-stream.ts';
import type { WireAnswer, WireCall } from './wire-server.ts';
import type { IcecastWorld } from './world.ts';

/** Answers as a SHOUTcast 1.9.8 does: a page for browsers, its one stream for everybody else, whatever they ask for. */
export function answerAsShoutcast1(call: WireCall, world: IcecastWorld): WireAnswer {
	const isBrowser = call.headers.get('user-agent')?.includes('Mozilla') === true;
	const [mount] = world.mounts;
	if (isBrowser && call.path === '/7.html') return sevenLine(mount);
	if (isBrowser && call.path === '/')
		return page('HTTP/1.0 200 OK', '<title>SHOUTcast Administrator</title>');
	const notice: [string, string][] = [
		['icy-notice1', '<BR>This stream requires <a href="http://www.winamp.com/">Winamp</a><BR>'],
		['icy-notice2', 'SHOUTcast Distributed Network Audio Server/Linux v1.9.8<BR>'],
	];
	if (isBrowser && !call.path.startsWith('/;'))
		return { first: 'ICY 404 Resource Not Found', headers: notice, body: '' };
	if (mount?.hasSource !== true) return { first: 'ICY 401 Service Unavailable', headers: notice, body: '' };
	const sound = soundStream(call, mount, world, { first: 'ICY 200 OK', server: '' });
	return { ...sound, headers: [...notice, ...sound.headers] };
}

function sevenLine(mount: SimulatedMount | undefined): WireAnswer {
	const told =
		mount?.hasSource === true
			? [mount.listeners, 1, mount.listeners, 100, mount.listeners, mount.plan.bitrate ?? 128]
			: [0, 0, 0, 100, 0, 0];
	const line = `${told.join(',')},${mount?.hasSource === true ? mount.title : ''}`;
	const bytes = (mount ?? { bytes: (text: string) => Buffer.from(text) }).bytes(line);
	const body = Buffer.concat([
		Buffer.from('<HTML><meta http-equiv="Pragma" content="no-cache"></head><body>'),
		bytes,
		Buffer.from('</body></html>'),
	]);
	return { first: 'HTTP/1.0 200 OK', headers: [['Content-Type', 'text/html']], body };
}

/** Answers as a SHOUTcast 2 does: numbered streams, JSON, titles made fit for web pages. */
export function answerAsShoutcast2(call: WireCall, world: IcecastWorld): WireAnswer {
	const sid = Number(call.query.get('sid') ?? /^\/stream\/(\d+)/.exec(call.path)?.[1] ?? 1);
	const mount = world.mounts[sid - 1];
	const wantsJson = call.query.get('json') === '1' || call.query.get('type') === 'json';
	switch (call.path) {
		case '/stats':
			if (mount === undefined) break;
			return wantsJson ? json(stats(mount, sid)) : page('HTTP/1.1 200 OK', '<SHOUTCASTSERVER/>', 'text/xml');
		case '/statistics':
			return json({
				totalstreams: world.mounts.length,
				activestreams: world.mounts.filter(({ hasSource }) => hasSource).length,
				version: '2.6.1.777 (posix(linux x64))',
				streams: world.mounts.map((one, place) => ({ id: place + 1, ...stats(one, place + 1) })),
			});
		case '/played':
			if (mount === undefined) break;
			return json(
				mount.played(20).map(({ at, title }) => ({ playedat: Math.floor(at / 1000), title: escape(title) })),
			);
		case '/7.html':
			return sevenLine(mount);
		case '/':
		case '/index.html':
			return page('HTTP/1.1 200 OK', '<title>SHOUTcast Server</title>');
		default:
	}
	if (!/^\/(?:stream(?:\/\d+)?\/?|;.*)$/.test(call.path) || mount === undefined)
		return page('HTTP/1.1 404 Not Found', '<title>SHOUTcast Server</title><h1>404</h1>');
	if (!mount.hasSource) return page('HTTP/1.1 503 Service Unavailable', '');
	return soundStream(call, mount, world, {
		first: 'HTTP/1.0 200 OK',
		server: 'SHOUTcast DNAS/posix(linux x64) v2.6.1',
	});
}

function stats(mount: SimulatedMount, sid: number) {
	const { listeners, plan, hasSource } = mount;
	return {
		currentlisteners: listeners,
		peaklisteners: listeners,
		maxlisteners: 100,
		uniquelisteners: listeners,
		averagetime: 0,
		servergenre: 'Various',
		servertitle: escape(plan.name),
		songtitle: hasSource ? escape(mount.title) : '',
		streamstatus: hasSource ? 1 : 0,
		streampath: `/stream/${sid}/`,
		bitrate: String(plan.bitrate ?? 128),
		content: 'audio/mpeg',
		version: '2.6.1.777 (posix(linux x64))',
	};
}

function escape(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll("'", '&#39;');
}

function json(value: unknown): WireAnswer {
	const body = Buffer.from(JSON.stringify(value));
	const headers: [string, string][] = [
		['Content-Type', 'application/json;charset=utf-8'],
		['Content-Length', String(body.length)],
		['Connection', 'close'],
	];
	return { first: 'HTTP/1.1 200 OK', headers, body };
}

function page(first: string, words: string, type = 'text/html;charset=utf-8'): WireAnswer {
	const body = Buffer.from(`<!DOCTYPE html><html><head>${words}</head></html>`);
	const headers: [string, string][] = [
		['Content-Type', type],
		['Content-Length', String(body.length)],
		['Connection', 'close'],
	];
	return { first, headers, body };
}
