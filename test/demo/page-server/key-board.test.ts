import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RadioKeys, radioKeys } from '#demo/page/wire.ts';
import { ask, type PlaygroundStage, post, setPlayground } from './page-client.ts';

let stage: PlaygroundStage;
let address: string;
let radioUrl: string;

beforeAll(async () => {
	stage = await setPlayground([], async () => undefined);
	address = `${stage.playground.pageUrl}/api/radio-keys`;
	radioUrl = stage.playground.radio.url;
});
afterAll(() => stage.close());

const read = (body: string): RadioKeys => radioKeys.parse(JSON.parse(body));
const look = async () => read((await ask(address)).body);
const change = async (to: unknown) => read((await post(address, to)).body);
const keyOf = (board: RadioKeys, id: string) => board.keys.find((one) => one.id === id)!;
/** What AzuraCast answers to a key at a path that wants a right on one station. */
const status = async (key: string, path: string) => {
	const headers = { 'x-api-key': key, 'user-agent': 'Airdeck/0.1' };
	return (await ask(`${radioUrl}${path}`, { headers })).status;
};

it('lists the address and a key of every kind, with the rights that AzuraCast knows', async () => {
	const board = await look();
	expect(board.url).toBe(radioUrl);
	expect(board.keys.map(({ id }) => id)).toEqual([
		'admin',
		'station',
		'bot',
		'tidewater',
		'backroom',
		'limited',
		'former',
	]);
	for (const { key } of board.keys) expect(key).toMatch(/^[\da-f]{16}:[\da-f]{32}$/);
	expect(board.globalRights[0]).toEqual({ id: 'administer all', name: 'All Permissions' });
	expect(board.stationRights.map(({ name }) => name)).toContain('View Station Logs');
	expect(await status(keyOf(board, 'backroom').key, '/api/station/backroom/queue')).toBe(200);
	expect(keyOf(board, 'former').isRevoked).toBe(true);
	expect(await status(keyOf(board, 'former').key, '/api/station/1/queue')).not.toBe(200);
});

it('gives a right and takes it, and it counts at once', async () => {
	const { key } = keyOf(await look(), 'limited');
	const right = { id: 'limited', station: 1, permission: 'manage station broadcasting' };
	expect(await status(key, '/api/station/1/queue')).toBe(403);
	const board = await change({ ...right, isHeld: true });
	expect(keyOf(board, 'limited').stations[0]?.rights).toContain('manage station broadcasting');
	expect(await status(key, '/api/station/1/queue')).toBe(200);
	await change({ ...right, isHeld: false });
	expect(await status(key, '/api/station/1/queue')).toBe(403);

	expect(await status(key, '/api/admin/api-keys')).toBe(403);
	await change({ id: 'limited', station: null, permission: 'administer all', isHeld: true });
	expect(await status(key, '/api/admin/api-keys')).toBe(200);
	await change({ id: 'limited', station: null, permission: 'administer all', isHeld: false });
});

it('revokes a key; its user then makes a new one with the same rights', async () => {
	const { key: old } = keyOf(await look(), 'tidewater');
	expect(await status(old, '/api/station/2/queue')).toBe(200);
	expect(keyOf(await change({ id: 'tidewater', turn: 'revoke' }), 'tidewater').isRevoked).toBe(true);
	expect(await status(old, '/api/station/2/queue')).not.toBe(200);
	const renewed = keyOf(await change({ id: 'tidewater', turn: 'renew' }), 'tidewater');
	expect([renewed.isRevoked, renewed.key === old]).toEqual([false, false]);
	expect(await status(renewed.key, '/api/station/2/queue')).toBe(200);
	expect(await status(old, '/api/station/2/queue')).not.toBe(200);
});

it('refuses keys, stations and rights that there are not', async () => {
	const right = { id: 'bot', station: 1, permission: 'view station logs', isHeld: true };
	expect((await post(address, { ...right, id: 'nobody' })).status).toBe(404);
	expect((await post(address, { ...right, station: 9 })).status).toBe(404);
	expect((await post(address, { ...right, permission: 'rule the world' })).status).toBe(404);
	expect((await post(address, { ...right, station: null })).status).toBe(404);
	expect((await post(address, { id: 'bot', turn: 'explode' })).status).toBe(400);
});
