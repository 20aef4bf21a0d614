import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createIcecastBackend } from '#src/backends/icecast/backend.ts';
import { lookIntoStream } from '#src/backends/icecast/in-stream.ts';
import { createIcecastSystem } from '#src/backends/icecast/radio-system.ts';
import { StationsNotListed } from '#src/backends/radio-system.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { systemClock } from '#src/clock.ts';
import { type RealIcecast, type Source, startRealIcecast, whyNoIcecast } from './real-icecast.ts';

const missing = whyNoIcecast();
const label = missing === undefined ? 'a real Icecast' : `a real Icecast (skipped: ${missing})`;
if (missing !== undefined) process.stderr.write(`The tests with a real Icecast are skipped: ${missing}\n`);

let icecast: RealIcecast;
let connections: ServerConnections;

const options = () => ({ connections, clock: systemClock });
const system = () => createIcecastSystem(options());
const read = (station: string) =>
	createIcecastBackend({ url: icecast.url, station, keys: {}, ...options() }).onAir.read({ past: 'caches' });
/** What an Icecast tells of itself comes a third of a second late. */
const soon = (station: string) => expect.poll(() => read(station), { timeout: 5_000 });

async function source(mount: string, headers: Record<string, string> = {}) {
	const connected = await icecast.source(mount, headers);
	onTestFinished(async () => {
		connected.disconnect();
		await soon(mount).toMatchObject({ online: false });
	});
	await soon(mount).toMatchObject({ online: true, listeners: 0 });
	return connected;
}

describe.skipIf(missing !== undefined)(label, () => {
	beforeAll(async () => {
		icecast = await startRealIcecast();
		connections = new ServerConnections({ userAgent: 'Airdeck/0.1.0', clock: systemClock });
	});
	afterAll(async () => {
		await connections.close();
		await icecast.close();
	});

	test('without a source has no mounts, and its mounts are off the air', async () => {
		const { version } = await system().identify(icecast.url);
		expect(version).toMatch(/^2\.\d+/);
		await expect(system().stations(icecast.url, {})).rejects.toThrow(StationsNotListed);
		expect(await read('/live.mp3')).toMatchObject({ online: false, now: null, listeners: null });
	});

	test('tells name, title and who listens, of one source and of two', async () => {
		await source('/live.mp3', { 'ice-name': 'Harbour Radio', 'ice-bitrate': '128' });
		await icecast.setTitle('/live.mp3', 'The%20Quays%20-%20Low%20Tide');
		const state = {
			online: true,
			listeners: 0,
			now: { song: { artist: 'The Quays', title: 'Low Tide' } },
			facts: {
				name: 'Harbour Radio',
				streams: [{ url: `${icecast.url}/live.mp3`, format: 'mp3', bitrate: 128 }],
			},
		};
		await soon('/live.mp3').toMatchObject(state);
		await source('/second', { 'ice-name': 'Second' });
		const listener = await icecast.listen('/second');
		onTestFinished(() => void listener.destroy());
		await soon('/second').toMatchObject({ online: true, listeners: 1 });
		expect(await read('/live.mp3')).toMatchObject(state);
		expect((await system().stations(icecast.url, {})).map(({ station, name }) => [station, name])).toEqual([
			['/live.mp3', 'Harbour Radio'],
			['/second', 'Second'],
		]);
		listener.destroy();
	});

	describe('understands a title with', () => {
		let connected: Source;
		beforeAll(async () => {
			connected = await icecast.source('/titles', { 'ice-name': 'Harbour Radio' });
		});
		afterAll(() => connected.disconnect());

		test.each([
			['Latin-1', 'Mot%F6rkai%20-%20Stra%DFe', undefined, ['Motörkai', 'Straße']],
			['UTF-8 that was said to be that', 'Zw%C3%B6i%20-%20Stra%C3%9Fe', 'UTF-8', ['Zwöi', 'Straße']],
			['UTF-8 that Icecast takes for Latin-1', 'Dr%C3%BCi%20-%20Stra%C3%9Fe', undefined, ['Drüi', 'Straße']],
			['UTF-8 with letters of Windows', 'A%20-%20It%E2%80%99s%20%E2%82%AC', undefined, ['A', 'It’s €']],
			[
				'quotes and backslashes',
				'He%20said%20%22no%22%20-%20%5Co%2F',
				undefined,
				['He said "no"', String.raw`\o/`],
			],
			['a number', '1979', undefined, ['', '1979']],
			['a number that JSON does not know', '.5', undefined, ['', '.5']],
			['another such number', '7.', undefined, ['', '7.']],
			['a power', '1e5', undefined, ['', '1e5']],
			['zeros in front', '007', undefined, ['', '007']],
			['a truth', 'TRUE', undefined, ['', 'true']],
			['a line end and a tab', 'A%0AB%20-%20C%09D', undefined, ['A B', 'C D']],
			['a dash', '-', undefined, null],
		] as const)('%s', async (_, song, charset, expected) => {
			await icecast.setTitle('/titles', song, charset);
			// That the page is understood shows in who listens: the stream, which is heard where it is not, does not tell.
			const told = async () => {
				const { now, listeners } = await read('/titles');
				return [listeners, now === null ? null : [now.song.artist, now.song.title]];
			};
			await expect.poll(told, { timeout: 5_000 }).toEqual([0, expected]);
		});
	});

	test('tells its title inside of the stream', async () => {
		await source('/live.mp3', { 'ice-name': 'Hafen' });
		await icecast.setTitle('/live.mp3', 'Mot%F6rkai%20-%20Stra%DFe');
		const { head, title } = await lookIntoStream(new URL(`${icecast.url}/live.mp3`), { connections });
		expect(head).toMatchObject({ status: 200, isStream: true, isRadio: true, isIcy: false, name: 'Hafen' });
		expect(title).toBe('Motörkai - Straße');
		const gone = await lookIntoStream(new URL(`${icecast.url}/none`), { connections });
		expect(gone.head).toMatchObject({ status: 404, isStream: false, isRadio: true });
	});

	test('is off the air when its source goes, and back when it comes', async () => {
		const first = await source('/live.mp3');
		first.disconnect();
		await soon('/live.mp3').toMatchObject({ online: false, now: null, listeners: null });
		await source('/live.mp3');
	});
});
