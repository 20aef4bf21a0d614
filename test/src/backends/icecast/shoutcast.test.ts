import { describe, expect, it } from 'vitest';
import { harbour } from '#demo/icecast/simulated-icecast.ts';
import { simulated } from './simulated.ts';

const seconds = (count: number) => count * 1000;
const minute = seconds(60);

describe('a SHOUTcast 2', () => {
	const mounts = [
		{ ...harbour, name: 'Harbour & Sons' },
		{ ...harbour, path: '/second', name: 'Second', titles: ['Rope & Rain - It’s <late>'] },
	];

	it('is found out once, and tells what is on, since when, and what was before', async () => {
		const { backend, calls, clock } = await simulated({ kind: 'shoutcast-2', mounts }, '/stream/1/');
		const startedAt = clock.now();
		await clock.advance(seconds(410));
		const state = await backend.onAir.read();
		expect(calls()).toEqual([
			'GET /status-json.xsl',
			'GET /stats?sid=1&json=1',
			'GET /played?sid=1&type=json',
		]);
		expect(backend.label).toBe('SHOUTcast');
		expect(state).toMatchObject({ online: true, listeners: 12, facts: { name: 'Harbour & Sons' } });
		expect(state.now).toMatchObject({
			song: { title: 'Straße am Hafen' },
			startedAt: startedAt + seconds(400),
		});
		expect(state.history.map(({ song, startedAt: at }) => [song.title, at])).toEqual([
			['Salt and Cedar', startedAt + seconds(200)],
			['Low Tide', startedAt],
		]);
		await clock.advance(seconds(15));
		await backend.onAir.read();
		expect(calls()).toEqual(['GET /stats?sid=1&json=1', 'GET /played?sid=1&type=json']);
	});

	it('has streams with numbers, and listens where they are', async () => {
		const { backend, server } = await simulated({ kind: 'shoutcast-2', mounts }, '/stream/2/');
		const { now, facts } = await backend.onAir.read();
		expect(now?.song).toMatchObject({ artist: 'Rope & Rain', title: 'It’s <late>' });
		expect(facts.streams).toMatchObject([{ url: `${server.url}/stream/2/`, format: 'mp3', bitrate: 128 }]);
	});

	it('works without its list of what was played, and off the air', async () => {
		const { backend, server, clock } = await simulated({ kind: 'shoutcast-2' }, '/stream/1/');
		server.faults.add({ path: /played/, answer: { first: 'HTTP/1.1 404 Not Found', headers: [] } });
		expect(await backend.onAir.read()).toMatchObject({
			online: true,
			history: [],
			now: { startedAt: clock.now() },
		});
		server.mount('/live.mp3').hasSource = false;
		await clock.advance(seconds(15));
		expect(await backend.onAir.read()).toMatchObject({ online: false, now: null, listeners: null });
	});
});

describe('a SHOUTcast 1', () => {
	it('shows its line to what calls itself a browser', async () => {
		const titles = ['Anna, Berta & Co. - Öl, Salz'];
		const { backend, calls, server } = await simulated(
			{ kind: 'shoutcast-1', mounts: [{ ...harbour, titles, isLatin1: true }] },
			'/;',
		);
		const state = await backend.onAir.read();
		expect(calls()).toEqual(['GET /status-json.xsl', 'GET /stats?sid=1&json=1', 'GET /7.html']);
		expect(server.requests.at(-1)?.userAgent).toBe('Mozilla/5.0 (compatible; Airdeck/0.1.0)');
		expect(backend.label).toBe('SHOUTcast');
		expect(state).toMatchObject({
			online: true,
			listeners: 12,
			now: { song: { artist: 'Anna, Berta & Co.', title: 'Öl, Salz' } },
			facts: { name: '/;', streams: [{ url: `${server.url}/;`, bitrate: 128 }] },
		});
	});

	it('is off the air without a source', async () => {
		const { backend, server } = await simulated({ kind: 'shoutcast-1' }, '/;');
		server.mount('/live.mp3').hasSource = false;
		expect(await backend.onAir.read()).toMatchObject({ online: false, now: null, listeners: null });
	});
});

describe('a stream without any page', () => {
	it('is listened to until its first title, and then left', async () => {
		const { backend, server, calls, observed } = await simulated({
			kind: 'stream',
			mounts: [{ ...harbour, titles: ["Anna - It's; late"], isLatin1: true, name: 'Hafen Köln' }],
		});
		const state = await backend.onAir.read();
		expect(calls()).toEqual([
			'GET /status-json.xsl',
			'GET /stats?sid=1&json=1',
			'GET /7.html',
			'GET /live.mp3',
		]);
		expect(state).toMatchObject({
			online: true,
			listeners: null,
			now: { song: { artist: 'Anna', title: "It's; late" } },
			facts: {
				name: 'Hafen Köln',
				streams: [{ url: `${server.url}/live.mp3`, bitrate: 128, format: 'mp3' }],
			},
		});
		expect(observed.at(-1)).toMatchObject({ endpoint: 'stream', outcome: 'ok' });
		await expect.poll(() => server.connections()).toBe(0);
	});

	it('waits for the first block that has a title', async () => {
		const { backend, server } = await simulated({ kind: 'stream' });
		server.world.emptyBlocks = 2;
		expect((await backend.onAir.read()).now?.song.title).toBe('Low Tide');
	});

	it('plays something unknown where it has no titles', async () => {
		const { backend, server } = await simulated({ kind: 'stream' });
		server.world.hasTitles = false;
		expect(await backend.onAir.read()).toMatchObject({ online: true, now: null, listeners: null });
	});

	it('is not mistaken for a page where every address is the stream', async () => {
		const { backend, server } = await simulated({ kind: 'all-stream' }, '/anything');
		expect((await backend.onAir.read()).now?.song.title).toBe('Low Tide');
		await expect.poll(() => server.connections()).toBe(0);
	});

	it('is heard from a SHOUTcast 1 whose pages are shut, although it answers no HTTP', async () => {
		const { backend, server, clock } = await simulated({ kind: 'shoutcast-1' }, '/;');
		server.faults.add({ path: /7\.html/, answer: { first: 'ICY 404 Resource Not Found', headers: [] } });
		expect((await backend.onAir.read()).now?.song.title).toBe('Low Tide');
		server.mount('/live.mp3').hasSource = false;
		await clock.advance(seconds(15));
		expect(await backend.onAir.read()).toMatchObject({ online: false, now: null });
	});

	it('is off the air where a server of streams has no source, and nowhere where another server answers', async () => {
		const icecast = await simulated();
		icecast.server.world.hasStatusPage = false;
		icecast.server.mount('/live.mp3').hasSource = false;
		expect((await icecast.backend.onAir.read()).online).toBe(false);
		const other = await simulated({ kind: 'stream' });
		other.server.mount('/live.mp3').hasSource = false;
		await expect(other.backend.onAir.read()).rejects.toMatchObject({ problem: { kind: 'wrong-address' } });
	});
});

describe('a server in the place of another', () => {
	it('is found out anew when what is known does not fit any more', async () => {
		const { backend, server, clock, calls } = await simulated({}, '/;');
		await backend.onAir.read();
		server.become('shoutcast-1');
		calls();
		await clock.advance(seconds(15));
		expect((await backend.onAir.read()).now?.song.title).toBe('Low Tide');
		expect(calls()).toEqual([
			'GET /status-json.xsl',
			'GET /status-json.xsl',
			'GET /stats?sid=1&json=1',
			'GET /7.html',
		]);
		expect(backend.label).toBe('SHOUTcast');
	});

	it('gets its page back after some minutes, and keeps the song', async () => {
		const { backend, server, clock, calls } = await simulated();
		server.mount('/live.mp3').setTitle('Anna - One');
		const before = await backend.onAir.read();
		server.world.hasStatusPage = false;
		await clock.advance(minute);
		expect(await backend.onAir.read()).toMatchObject({ online: true, listeners: null, now: before.now });
		server.world.hasStatusPage = true;
		await clock.advance(minute);
		calls();
		await backend.onAir.read();
		expect(calls()).toEqual(['GET /live.mp3']);
		await clock.advance(10 * minute);
		expect(await backend.onAir.read()).toMatchObject({ online: true, listeners: 12, now: before.now });
	});
});
