import { describe, expect, it } from 'vitest';
import { harbour, manyMounts } from '#demo/icecast/simulated-icecast.ts';
import { StationsNotListed } from '#src/backends/radio-system.ts';
import { failure } from '../azuracast/loopback.ts';
import { simulated } from './simulated.ts';

describe('the address of an Icecast', () => {
	it.each([
		['https://radio.example.org:8000', 'https://radio.example.org:8000', undefined],
		['radio.example.org', 'https://radio.example.org', undefined],
		['radio.example.org:8000/live.mp3', 'http://radio.example.org:8000/live.mp3', '/live.mp3'],
		['radio.example.org:8443/live.mp3', 'https://radio.example.org:8443/live.mp3', '/live.mp3'],
		[' https://radio.example.org/status-json.xsl?mount=/a ', 'https://radio.example.org', undefined],
		['https://radio.example.org/ice/status.xsl', 'https://radio.example.org/ice', '/ice'],
		['https://radio.example.org/live.mp3.m3u', 'https://radio.example.org/live.mp3', '/live.mp3'],
		[
			'http://radio.example.org:8000/index.html?sid=2',
			'http://radio.example.org:8000/stream/2/',
			'/stream/2/',
		],
		[
			'http://radio.example.org:8000/;stream.mp3',
			'http://radio.example.org:8000/;stream.mp3',
			'/;stream.mp3',
		],
		['http://radio.example.org:8000/admin/stats', 'http://radio.example.org:8000', undefined],
		['ftp://radio.example.org/live', undefined, undefined],
		['https://me:secret@radio.example.org/', undefined, undefined],
		['not an address', undefined, undefined],
		['', undefined, undefined],
	])('%j is %j', async (typed, address, mount) => {
		const { system } = await simulated();
		expect(system.readAddress(typed)).toBe(address);
		expect(system.stationIn!(typed)).toBe(mount);
	});
});

describe('setting up an Icecast', () => {
	it('finds the server and its mounts, with their names', async () => {
		const { system, server } = await simulated({
			version: '2.5.0',
			mounts: [
				harbour,
				{ ...harbour, path: '/low.mp3' },
				...manyMounts(1),
				{ ...harbour, path: '/x', name: '' },
			],
		});
		const found = await system.identify(server.url);
		expect(found).toEqual({ url: server.url, host: new URL(server.url).host, version: '2.5.0' });
		expect(system.keyNames).toEqual([]);
		const stations = await system.stations(found.url, {});
		expect(stations.map(({ station, name, online }) => [station, name, online])).toEqual([
			['/live.mp3', 'Harbour Radio (/live.mp3)', true],
			['/low.mp3', 'Harbour Radio (/low.mp3)', true],
			['/mount-1.mp3', 'Station 1', true],
			['/x', '/x', true],
		]);
	});

	it('means the mount of a stream address, also one that has no source just now', async () => {
		const { system, server } = await simulated({ mounts: [...manyMounts(2), harbour] });
		const typed = `${server.url}/live.mp3`;
		const { url } = await system.identify(system.readAddress(typed)!);
		expect(url).toBe(server.url);
		expect((await system.stations(url, {}, '/live.mp3'))[0]).toMatchObject({
			station: '/live.mp3',
			online: true,
		});
		server.mount('/live.mp3').hasSource = false;
		expect(await system.stations(url, {}, '/live.mp3')).toMatchObject([
			{ station: '/live.mp3', name: '/live.mp3', online: false },
			{ station: '/mount-1.mp3' },
			{ station: '/mount-2.mp3' },
		]);
	});

	it('lists no more than 200 mounts, the one that is meant among them', async () => {
		const { system, server } = await simulated({ mounts: manyMounts(230) });
		const stations = await system.stations(server.url, {}, '/mount-99.mp3');
		expect(stations).toHaveLength(200);
		expect(stations[0]).toMatchObject({ station: '/mount-99.mp3' });
	});

	it('says that a server has no mounts', async () => {
		const { system, server } = await simulated({ mounts: [] });
		await system.identify(server.url);
		await expect(system.stations(server.url, {})).rejects.toThrow(StationsNotListed);
	});

	it('finds a SHOUTcast, and its streams', async () => {
		const { system, server } = await simulated({ kind: 'shoutcast-2', mounts: [harbour, ...manyMounts(1)] });
		expect(await system.identify(server.url)).toMatchObject({ version: '2.6.1.777' });
		expect((await system.stations(server.url, {})).map(({ station, name }) => [station, name])).toEqual([
			['/stream/1/', 'Harbour Radio'],
			['/stream/2/', 'Station 1'],
		]);
		server.become('shoutcast-1');
		expect(await system.identify(server.url)).toMatchObject({ version: null });
		expect(await system.stations(server.url, {})).toMatchObject([{ station: '/;', online: true }]);
	});

	it('takes a bare stream by its address, and nothing else of such a server', async () => {
		const { system, server } = await simulated({ kind: 'stream' });
		const { url } = await system.identify(`${server.url}/live.mp3`);
		expect(url).toBe(server.url);
		expect(await system.stations(url, {}, '/live.mp3')).toMatchObject([
			{ station: '/live.mp3', name: 'Harbour Radio', online: true },
		]);
		expect(await failure(system.identify(server.url))).toMatchObject({ problem: { kind: 'wrong-address' } });
		expect(await failure(system.identify(`${server.url}/other.mp3`))).toMatchObject({
			problem: { kind: 'wrong-address' },
		});
	});

	it('says that nobody is there', async () => {
		const { system, server } = await simulated();
		await server.down();
		expect(await failure(system.identify(`${server.url}/live.mp3`))).toMatchObject({
			problem: { kind: 'unreachable' },
		});
	});
});
