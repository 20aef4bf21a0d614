import { afterAll, beforeAll, expect, it } from 'vitest';
import { radio as radioSchema } from '#demo/page/wire.ts';
import { ask, type PlaygroundStage, post, setPlayground } from './page-client.ts';

let stage: PlaygroundStage;
let address: string;

beforeAll(async () => {
	stage = await setPlayground([], async () => undefined);
	address = `${stage.playground.pageUrl}/api/radio`;
});
afterAll(() => stage.close());

const look = async () => radioSchema.parse(JSON.parse((await ask(address)).body));
const turn = async (to: string, station?: string) =>
	radioSchema.parse(JSON.parse((await post(address, { turn: to, ...(station && { station }) })).body));
const seen = async () => (await look()).stations[0]!;

it('shows all stations with what they play', async () => {
	const { isUp, stations } = await look();
	expect(isUp).toBe(true);
	expect(stations.map(({ name }) => name)).toEqual(['Lanternlight FM', 'Tidewater Live', 'The Back Room']);
	expect(stations.map(({ isPublic }) => isPublic)).toEqual([true, true, false]);
	expect(stations[0]?.onAir?.title).toBe(
		stage.playground.radio.station('lanternlight').nowPlaying?.song.title,
	);
});

it('skips a song', async () => {
	const before = await seen();
	await turn('skip', 'lanternlight');
	expect((await seen()).onAir?.startedAt).toBeGreaterThan(before.onAir!.startedAt);
});

it('lets a DJ come and go', async () => {
	const live = await turn('go-live', 'lanternlight');
	expect(live.stations[0]).toMatchObject({ dj: 'Hanne', onAir: { title: 'Night Ferry' } });
	expect((await turn('end-live', 'lanternlight')).stations[0]?.dj).toBeNull();
});

it('turns requests and the station itself off and on', async () => {
	expect((await turn('requests-off', 'tidewater')).stations[1]?.takesRequests).toBe(false);
	expect((await turn('requests-on', 'tidewater')).stations[1]?.takesRequests).toBe(true);
	expect((await turn('stop-station', 'tidewater')).stations[1]?.isRunning).toBe(false);
	expect((await turn('start-station', 'tidewater')).stations[1]?.isRunning).toBe(true);
});

it('disables a station, whose services stop with it, and enables it again', async () => {
	const off = (await turn('disable-station', 'backroom')).stations[2];
	expect(off).toMatchObject({ isEnabled: false, isRunning: false });
	expect((await turn('enable-station', 'backroom')).stations[2]?.isEnabled).toBe(true);
	await stage.clock.advance(60_000);
	expect((await look()).stations[2]?.isRunning).toBe(true);
});

it('takes the radio server down and brings it back to the same address', async () => {
	const { url } = stage.playground.radio;
	expect((await turn('server-down')).isUp).toBe(false);
	await expect(ask(`${url}/api/status`)).rejects.toThrow('ECONNREFUSED');
	expect((await turn('server-up')).isUp).toBe(true);
	expect((await ask(`${url}/api/status`)).status).toBe(200);
});

it('lists what was asked, newest first, by whose key, and never the key', async () => {
	const { url, keys } = stage.playground.radio;
	const headers = { 'x-api-key': keys.station, 'user-agent': 'Airdeck/0.1' };
	await ask(`${url}/api/status`, { headers: { 'user-agent': 'Airdeck/0.1' } });
	await ask(`${url}/api/station/1/queue`, { headers });
	const { calls } = await look();
	expect(calls.slice(0, 2)).toMatchObject([
		{ method: 'GET', path: '/api/station/1/queue', key: 'station', status: 200 },
		{ path: '/api/status', key: 'none' },
	]);
	expect(JSON.stringify(calls)).not.toContain(keys.station);
});

it('shows the other radio systems with what a set-up takes, and takes each of them down by itself', async () => {
	const { others } = stage.playground;
	expect((await look()).others).toMatchObject(
		others.map(({ slug, label, address: at }) => ({ slug, label, address: at, isUp: true })),
	);
	const [first, second] = others;
	const slug = first?.slug ?? '';
	expect((await turn('server-down', slug)).isUp).toBe(true);
	await expect(ask(`${first?.address}/`)).rejects.toThrow();
	expect((await ask(`${second?.address}/`)).status).toBeGreaterThan(0);
	expect((await look()).others.map(({ isUp }) => isUp)).toEqual(others.map((other) => other.slug !== slug));
	await post(address, { turn: 'server-up', station: slug });
	expect((await ask(`${first?.address}/`)).status).toBeGreaterThan(0);
	expect((await post(address, { turn: 'server-down', station: 'annex' })).status).toBe(404);
});

it('refuses unknown switches and stations', async () => {
	expect((await post(address, { turn: 'explode' })).status).toBe(400);
	expect((await post(address, { turn: 'skip', station: 'annex' })).status).toBe(404);
	expect((await post(address, { turn: 'skip' })).status).toBe(404);
});
