import { afterAll, beforeAll, expect, it } from 'vitest';
import { radioKeys, radio as radioSchema, troubles } from '#demo/page/wire.ts';
import { ask, type PlaygroundStage, post, setPlayground } from './page-client.ts';

let stage: PlaygroundStage;
let page: string;

beforeAll(async () => {
	stage = await setPlayground([], async () => undefined);
	page = stage.playground.pageUrl;
});
afterAll(() => stage.close());

const look = async () => radioSchema.parse(JSON.parse((await ask(`${page}/api/radio`)).body));
const set = async (trouble: string, isOn: boolean) => {
	const { status } = await post(`${page}/api/troubles`, { trouble, isOn });
	expect(status).toBe(200);
};
const withKey = (path: string, method = 'GET') =>
	ask(`${stage.playground.radio.url}/api${path}`, {
		method,
		headers: { 'x-api-key': stage.playground.radio.keys.station },
	});
const keyOfStation = async () =>
	radioKeys
		.parse(JSON.parse((await ask(`${page}/api/radio-keys`)).body))
		.keys.find(({ id }) => id === 'station')!;

it('has none at first, and shows each as long as it is on', async () => {
	expect((await look()).troubles).toEqual([]);
	for (const trouble of troubles) {
		await set(trouble, true);
		await set(trouble, true);
		expect((await look()).troubles).toContain(trouble);
		await set(trouble, false);
		expect((await look()).troubles).toEqual([]);
	}
});

it('revokes the key of the bot and gives the same one back', async () => {
	expect((await withKey('/station/1/queue')).status).toBe(200);
	await set('key-revoked', true);
	expect((await withKey('/station/1/queue')).status).toBe(403);
	expect((await keyOfStation()).isRevoked).toBe(true);
	await set('key-revoked', false);
	expect((await withKey('/station/1/queue')).status).toBe(200);
	expect((await keyOfStation()).isRevoked).toBe(false);
});

it('takes one right and leaves the others', async () => {
	await set('right-missing', true);
	const refused = await withKey('/station/1/backend/skip', 'POST');
	expect(refused.status).toBeGreaterThanOrEqual(400);
	expect((await withKey('/station/1/files')).status).toBe(200);
	expect((await keyOfStation()).stations[0]?.rights).not.toContain('manage station broadcasting');
	await set('right-missing', false);
	expect((await withKey('/station/1/backend/skip', 'POST')).status).toBe(200);
});

it('remembers a right that was taken while the key was revoked', async () => {
	await set('key-revoked', true);
	await set('right-missing', true);
	await set('key-revoked', false);
	expect((await withKey('/station/1/queue')).status).toBeGreaterThanOrEqual(400);
	await set('right-missing', false);
	expect((await withKey('/station/1/queue')).status).toBe(200);
});

it('leaves the last song in view in dead air, and goes on afterwards', async () => {
	const station = stage.playground.radio.station('lanternlight');
	await set('dead-air', true);
	const silent = station.nowPlaying?.id;
	await stage.clock.advance(600_000);
	expect(station.nowPlaying?.id).toBe(silent);
	expect(station.queue).toEqual([]);
	await set('dead-air', false);
	expect(station.nowPlaying?.id).not.toBe(silent);
});

it('says that the disk is full', async () => {
	await set('disk-full', true);
	const { radio } = stage.playground;
	const stats = await ask(`${radio.url}/api/admin/server/stats`, {
		headers: { 'x-api-key': radio.keys.admin },
	});
	expect(stats.body).toContain('"free_bytes":"0"');
	await set('disk-full', false);
});

it('turns the time of the radio servers, and tells every open page', async () => {
	const follower = stage.follow('100000000000000011');
	expect((await follower.world()).speed).toBe(1);
	await post(`${page}/api/time`, { speed: 10 });
	const before = (await look()).now;
	await stage.clock.advance(1000);
	expect((await look()).now - before).toBe(10_000);
	await post(`${page}/api/time`, { speed: 0 });
	await stage.clock.advance(60_000);
	expect((await look()).now - before).toBe(10_000);
	const told = await follower.wait(
		(event): event is Extract<typeof event, { kind: 'world' }> =>
			event.kind === 'world' && event.world.speed === 0,
	);
	expect(told.world.now - before).toBeLessThanOrEqual(10_000);
	await post(`${page}/api/time`, { speed: 1 });
});

it('refuses what it does not know', async () => {
	expect((await post(`${page}/api/troubles`, { trouble: 'fire', isOn: true })).status).toBe(400);
	expect((await post(`${page}/api/time`, { speed: 1000 })).status).toBe(400);
});
