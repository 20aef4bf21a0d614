import { describe, expect, it } from 'vitest';
import { harbour, manyMounts } from '#demo/icecast/simulated-icecast.ts';
import { AddressGuard } from '#src/backends/address-guard.ts';
import { createIcecastBackend } from '#src/backends/icecast/backend.ts';
import { failure } from '../azuracast/loopback.ts';
import { simulated } from './simulated.ts';

const seconds = (count: number) => count * 1000;

describe('an Icecast mount', () => {
	it('tells title, artist, listeners and where to listen, by one read of the status page', async () => {
		const { backend, calls, server, clock, observed } = await simulated();
		const state = await backend.onAir.read();
		expect(calls()).toEqual(['GET /status-json.xsl']);
		expect(state).toMatchObject({ online: true, listeners: 12, live: null, next: null, history: [] });
		expect(state.now).toMatchObject({
			song: { artist: 'The Quays', title: 'Low Tide', text: 'The Quays - Low Tide', art: null },
			startedAt: clock.now(),
			duration: null,
		});
		expect(state.facts).toMatchObject({
			remoteId: '/live.mp3',
			name: 'Harbour Radio',
			plays: 'songs',
			isPublic: true,
			streams: [
				{ name: '/live.mp3', url: `${server.url}/live.mp3`, bitrate: 128, format: 'mp3', isDefault: true },
			],
		});
		expect(observed).toMatchObject([{ endpoint: 'status', key: 'none', outcome: 'ok' }]);
	});

	it('has nothing but what is on the air', async () => {
		const { backend } = await simulated();
		const { kind, label, server, host, ...roles } = backend;
		expect({ kind, label }).toEqual({ kind: 'icecast', label: 'Icecast' });
		expect(new URL(server).host).toBe(host);
		expect(Object.keys(roles)).toEqual(['onAir']);
	});

	it('keeps a song that is read again, and begins a new one with the title', async () => {
		const { backend, clock } = await simulated();
		const first = await backend.onAir.read();
		await clock.advance(seconds(100));
		const again = await backend.onAir.read();
		expect(again.now).toEqual(first.now);
		await clock.advance(seconds(110));
		const next = await backend.onAir.read();
		expect(next.now?.song.title).toBe('Salt and Cedar');
		expect(next.now?.id).not.toBe(first.now?.id);
		expect(next.now?.startedAt).toBe(clock.now());
	});

	it('is off the air without its source, and back with it', async () => {
		const { backend, clock, server } = await simulated({ mounts: [harbour, ...manyMounts(1)] });
		expect((await backend.onAir.read()).online).toBe(true);
		server.mount('/live.mp3').hasSource = false;
		await clock.advance(seconds(15));
		expect(await backend.onAir.read()).toMatchObject({ online: false, now: null, listeners: null });
		server.mount('/live.mp3').hasSource = true;
		await clock.advance(seconds(15));
		expect(await backend.onAir.read()).toMatchObject({ online: true, now: { song: { title: 'Low Tide' } } });
	});

	it('is off the air at a server without any source', async () => {
		const { backend, server } = await simulated();
		server.mount('/live.mp3').hasSource = false;
		expect(await backend.onAir.read()).toMatchObject({
			online: false,
			now: null,
			facts: { name: '/live.mp3', streams: [{ url: `${server.url}/live.mp3` }] },
		});
	});

	it('knows artist and title of a stream that tells both', async () => {
		const titles = ['AC - DC - Thunder - Live'];
		const { backend } = await simulated(
			{ mounts: [{ ...harbour, path: '/live.ogg', isOgg: true, titles }] },
			'/live.ogg',
		);
		const { now, facts } = await backend.onAir.read();
		expect(now?.song).toMatchObject({ artist: 'AC', title: 'DC - Thunder - Live' });
		expect(facts.streams[0]).toMatchObject({ bitrate: 128, format: 'ogg' });
	});

	it('lists all mounts by which a station can be heard, and none of another station', async () => {
		const { backend, server } = await simulated({
			mounts: [...manyMounts(3), harbour, { ...harbour, path: '/live-64.mp3', bitrate: 64 }],
		});
		const { facts } = await backend.onAir.read();
		expect(facts.streams.map(({ url, isDefault }) => [url, isDefault])).toEqual([
			[`${server.url}/live.mp3`, true],
			[`${server.url}/live-64.mp3`, false],
		]);
	});

	it('takes mounts without a name for stations of their own', async () => {
		const nameless = { ...harbour, name: '' };
		const { backend } = await simulated({ mounts: [nameless, { ...nameless, path: '/other.mp3' }] });
		const { facts } = await backend.onAir.read();
		expect(facts.name).toBe('/live.mp3');
		expect(facts.streams).toHaveLength(1);
	});
});

describe('200 mounts of one Icecast', () => {
	it('are read at once, for all of them and for each', async () => {
		const { backend, another, calls, clock } = await simulated({ mounts: manyMounts(200) }, '/mount-1.mp3');
		const states = await backend.onAir.readServer!();
		expect(states).toHaveLength(200);
		expect(states.find(({ facts }) => facts.remoteId === '/mount-200.mp3')).toMatchObject({
			listeners: 199,
			now: { song: { artist: 'Artist 200', title: 'First' } },
		});
		const mounts = Array.from({ length: 200 }, (_, i) => another(`/mount-${i + 1}.mp3`));
		const read = await Promise.all(mounts.map((mount) => mount.onAir.read()));
		expect(read.map(({ listeners }) => listeners)).toEqual(Array.from({ length: 200 }, (_, i) => i));
		expect(calls()).toEqual(['GET /status-json.xsl']);
		await clock.advance(seconds(14));
		await mounts[7]!.onAir.read();
		expect(calls()).toEqual([]);
		await clock.advance(seconds(1));
		await Promise.all([mounts[7]!.onAir.read(), mounts[8]!.onAir.read()]);
		expect(calls()).toEqual(['GET /status-json.xsl']);
	});

	it('are asked for anew where something was just caused', async () => {
		const { backend, calls } = await simulated();
		await backend.onAir.read();
		await backend.onAir.read({ past: 'caches' });
		expect(calls()).toEqual(['GET /status-json.xsl', 'GET /status-json.xsl']);
	});
});

describe('what one server tells', () => {
	it('is shared by everybody who may reach it, and not with those who go another way', async () => {
		const { another, calls, connections, server, clock } = await simulated();
		await Promise.all([
			another('/live.mp3').onAir.read(),
			another('/live.mp3', `${server.url}/`).onAir.read(),
		]);
		expect(calls()).toEqual(['GET /status-json.xsl']);
		const guarded = connections.guardedBy(new AddressGuard({ all: false, cidrs: [] }));
		const typed = { url: server.url, station: '/live.mp3', keys: {}, connections: guarded, clock };
		const error = await failure(createIcecastBackend(typed).onAir.read());
		expect(error.problem).toEqual({ kind: 'address-barred' });
		expect(calls()).toEqual([]);
	});

	it.each([
		[{ mount: '/näch te' }, '/n%C3%A4ch%20te'],
		[{ listenurl: 'http://localhost:8000/n%C3%A4ch%20te' }, '/näch%20te'],
		[{ listenurl: 'https://radio.example.org/live.mp3', mount: '' }, '/live.mp3/'],
	])('finds a mount by %j', async (fields, station) => {
		const { another, server } = await simulated();
		const body = JSON.stringify({
			icestats: { source: [null, 7, { ...fields, title: ['A - B', 'C'], listeners: '5' }] },
		});
		server.faults.add({ path: /status/, answer: { first: 'HTTP/1.0 200 OK', headers: [], body } });
		expect(await another(station).onAir.read()).toMatchObject({
			online: true,
			listeners: 5,
			now: { song: { artist: 'A', title: 'B' } },
		});
	});

	it('is no number where it makes no sense', async () => {
		const { backend, server } = await simulated();
		const source = { listenurl: '/live.mp3', listeners: -3, bitrate: 'Quality 4', title: { a: 1 } };
		const body = JSON.stringify({ icestats: { source } });
		server.faults.add({ path: /status/, answer: { first: 'HTTP/1.0 200 OK', headers: [], body } });
		expect(await backend.onAir.read()).toMatchObject({
			online: true,
			listeners: null,
			now: null,
			facts: { streams: [{ bitrate: null, format: null }] },
		});
	});
});

describe('titles as they come', () => {
	const titled = async (title: string, more: { isLatin1?: boolean; isUnescaped?: boolean } = {}) => {
		const { isUnescaped = false, isLatin1 = false } = more;
		const { backend, server } = await simulated({
			mounts: [{ ...harbour, isLatin1, titles: [title] }, ...manyMounts(1)],
		});
		server.world.isUnescaped = isUnescaped;
		const { now, online } = await backend.onAir.read();
		expect(online).toBe(true);
		return now === null ? null : [now.song.artist, now.song.title];
	};

	it.each([
		['Motörkai - Straße', {}, ['Motörkai', 'Straße']],
		['Motörkai - Straße', { isLatin1: true }, ['Motörkai', 'Straße']],
		['MotÃ¶rkai - StraÃŸe', {}, ['Motörkai', 'Straße']],
		['Ã¢ge - JosÃ©', { isLatin1: true }, ['âge', 'José']],
		['1979', {}, ['', '1979']],
		['true', {}, ['', 'true']],
		['-', {}, null],
		['', {}, null],
		['.5', {}, ['', '.5']],
		['1.50', {}, ['', '1.50']],
		['1e5', {}, ['', '1e5']],
		['7.', {}, ['', '7.']],
		['007 - Theme', {}, ['007', 'Theme']],
		['He said "no" - \\o/', {}, ['He said "no"', '\\o/']],
		['He said "no" - \\o/', { isUnescaped: true }, ['He said "no"', '\\o/']],
		['Bell\u0007s - Tab\tbed', {}, ['Bell s', 'Tab bed']],
		['Jean-Michel - Oxygène, Pt. 4 - Live', {}, ['Jean-Michel', 'Oxygène, Pt. 4 - Live']],
		['Self-made', {}, ['', 'Self-made']],
		[' - Only a title', {}, ['', '- Only a title']],
		['東京 – 夜', {}, ['東京', '夜']],
	])('%j (%j)', async (title, how, expected) => {
		expect(await titled(title, how)).toEqual(expected);
	});
});

describe('a title that nobody can tell the end of', () => {
	it('is cut, and spoils neither its mount nor others', async () => {
		const titles = ['He said "no", "really": "yes" - The End'];
		const { another, server } = await simulated({ mounts: [{ ...harbour, titles }, ...manyMounts(1)] });
		server.world.isUnescaped = true;
		expect((await another('/live.mp3').onAir.read()).now?.song.title).toBe('He said "no');
		expect((await another('/mount-1.mp3').onAir.read()).now?.song.title).toBe('First');
	});
});

describe('a server that does not answer as it should', () => {
	it('says that it is not there', async () => {
		const { backend, server } = await simulated();
		await server.down();
		expect(await failure(backend.onAir.read())).toMatchObject({
			problem: { kind: 'unreachable', reason: 'connection-refused' },
		});
	});

	it('tries again what breaks off, and what a proxy says meanwhile', async () => {
		const { backend, server, calls, clock } = await simulated();
		await backend.onAir.read();
		await clock.advance(seconds(15));
		server.faults.add({ path: /status/, times: 1, cutAfter: 30 });
		server.faults.add({
			path: /status/,
			times: 1,
			answer: {
				first: 'HTTP/1.1 502 Bad Gateway',
				headers: [['Content-Type', 'text/html']],
				body: '<h1>502</h1>',
			},
		});
		expect((await backend.onAir.read()).online).toBe(true);
		expect(calls()).toHaveLength(4);
	});

	it('does not take a page for a status, nor a moved server for one that is gone', async () => {
		const { backend, server, clock } = await simulated();
		await backend.onAir.read();
		await clock.advance(seconds(15));
		const html = { first: 'HTTP/1.1 200 OK', headers: [['Content-Type', 'text/html']] as [string, string][] };
		server.faults.add({ path: /./, answer: { ...html, body: '<h1>Soon back</h1>' } });
		expect(await failure(backend.onAir.read())).toMatchObject({ problem: { kind: 'wrong-address' } });
		server.faults.clear();
		server.faults.add({
			path: /./,
			answer: { first: 'HTTP/1.1 301 Moved', headers: [['Location', 'https://new.example.org/x']] },
		});
		expect(await failure(backend.onAir.read())).toMatchObject({
			problem: { kind: 'wrong-address', leadsTo: 'https://new.example.org' },
		});
		server.faults.clear();
		expect((await backend.onAir.read()).online).toBe(true);
	});

	it.each([
		['429 Too Many Requests', 'rate-limited'],
		['500 Oh', 'server-trouble'],
	])('says what %s means', async (status, kind) => {
		const { backend, server } = await simulated();
		server.faults.add({ path: /./, answer: { first: `HTTP/1.1 ${status}`, headers: [] } });
		expect(await failure(backend.onAir.read())).toMatchObject({ problem: { kind } });
	});

	it('keeps no failure: the next read asks anew', async () => {
		const { backend, server } = await simulated();
		server.faults.add({ path: /./, times: 1, answer: { first: 'HTTP/1.1 500 Oh', headers: [] } });
		await failure(backend.onAir.read());
		expect((await backend.onAir.read()).online).toBe(true);
	});
});
