import { describe, expect, test } from 'vitest';
import { BackendError } from '#src/backends/backend-error.ts';
import { simulated } from './simulated.ts';

async function keyCheck(options: Parameters<typeof simulated>[0] = {}) {
	const all = await simulated(options);
	const role = all.backend.keyCheck;
	if (role?.proof === undefined) throw new Error('AutoPod has scopes to check');
	return { ...all, role, proof: role.proof };
}

const states = (rights: readonly { right: { id: string }; state: string; unproven?: string }[]) =>
	Object.fromEntries(rights.map(({ right, state, unproven }) => [right.id, unproven ?? state]));

describe('The self-check', () => {
	test('of one key asks six small reads, one after the other, and never writes', async () => {
		const { role, inTime, calls } = await keyCheck({ keys: (pod) => ({ station: pod.keys.all }) });
		const check = await inTime(role.check());
		expect(calls()).toEqual([
			'GET /v1/station (all)',
			'GET /v1/episodes?limit=1 (all)',
			'GET /v1/shows (all)',
			'GET /v1/schedule?offset=0 (all)',
			'GET /v1/now-playing (all)',
			'GET /v1/search?q=&limit=1 (all)',
		]);
		expect(check.reads).toBe(6);
		expect(states(check.keys[0]?.rights ?? [])).toEqual({
			'station:read': 'granted',
			'episodes:read': 'granted',
			'episodes:write': 'not-tried',
			'episodes:generate': 'no-test',
			'shows:read': 'granted',
			'shows:write': 'not-tried',
			'schedule:read': 'granted',
			'schedule:write': 'no-test',
			'now_playing:read': 'granted',
			'search:read': 'granted',
		});
	});

	test('of two keys looks at what each is for', async () => {
		const { role, inTime, calls } = await keyCheck();
		const check = await inTime(role.check());
		expect(calls().filter((call) => call.includes('(write)'))).toEqual(['GET /v1/station (write)']);
		expect(check.keys.map(({ key, rights }) => [key, Object.keys(states(rights)).length])).toEqual([
			['station', 6],
			['admin', 4],
		]);
	});

	test('names what is missing, and a key without the first scope is alive all the same', async () => {
		const { role, inTime } = await keyCheck({
			keys: (pod) => ({ station: pod.addKey({ label: 'few', scopes: ['shows:read'] }) }),
		});
		const [key] = (await inTime(role.check())).keys;
		expect(key?.problem).toBeNull();
		expect(states(key?.rights ?? [])).toMatchObject({ 'station:read': 'missing', 'shows:read': 'granted' });
	});

	test('of a key that is not accepted ends after one read', async () => {
		const { role, inTime, calls, pod } = await keyCheck({ keys: ({ keys }) => ({ station: keys.all }) });
		pod.switchPublicApi(false);
		const check = await inTime(role.check());
		expect(check.keys).toMatchObject([{ problem: { kind: 'key-rejected', tail: '_key' }, rights: [] }]);
		expect(calls()).toHaveLength(1);
	});

	test('stops when it has asked too much', async () => {
		const { role, inTime, calls, pod } = await keyCheck({ keys: ({ keys }) => ({ station: keys.all }) });
		pod.faults.add({ path: /shows/, status: 429, body: '{"message":"Too many requests"}' });
		const [key] = (await inTime(role.check())).keys;
		expect(calls()).toHaveLength(3);
		expect(states(key?.rights ?? [])).toMatchObject({
			'episodes:read': 'granted',
			'shows:read': 'no-answer',
			'search:read': 'no-answer',
		});
	});

	test('of something else than AutoPod is none', async () => {
		const { role, inTime, pod } = await keyCheck();
		pod.faults.add({ path: /station/, html: '<h1>Parked</h1>' });
		await expect(inTime(role.check())).rejects.toBeInstanceOf(BackendError);
	});

	test('knows the last days of keys only from who set them', async () => {
		const { role, inTime } = await keyCheck({ details: { keyExpires: { admin: '2027-01-31' } } });
		const { keys } = await inTime(role.check());
		expect(keys.map(({ lastDay }) => lastDay)).toEqual([undefined, '2027-01-31']);
	});
});

describe('A scope that writes', () => {
	const needed = (id: string) => (one: { right: { id: string } }) => one.right.id === id;

	test('is proven by an order without a title, which is refused behind the look at the scope', async () => {
		const { proof, inTime, calls, pod } = await keyCheck();
		const [episodes, shows] = ['episodes:write', 'shows:write'].map((id) => proof.rights.find(needed(id)));
		if (episodes === undefined || shows === undefined) throw new Error('Both are needed');
		const before = [pod.world.episodes.length, pod.world.shows.length];
		expect(await inTime(proof.prove(episodes))).toBe('granted');
		expect(await inTime(proof.prove(shows))).toBe('granted');
		expect(calls()).toEqual(['POST /v1/episodes (write)', 'POST /v1/shows (write)']);
		expect([pod.world.episodes.length, pod.world.shows.length]).toEqual(before);
	});

	test('is missing where AutoPod says so, and off where writing is', async () => {
		const { proof, inTime } = await keyCheck({ keys: ({ keys }) => ({ station: keys.read }) });
		const [first] = proof.rights;
		if (first === undefined) throw new Error('There is one');
		expect(first.key).toBe('station');
		expect(await inTime(proof.prove(first))).toBe('missing');
		const old = await keyCheck({
			keys: (pod) => ({ station: pod.addKey({ label: 'old', scopes: [], isOld: true }) }),
		});
		expect(await old.inTime(old.proof.prove(first))).toBe('feature-off');
	});

	test('stays unproven where the order is taken instead of refused', async () => {
		const { proof, inTime, pod } = await keyCheck();
		const [first] = proof.rights;
		if (first === undefined) throw new Error('There is one');
		const taken = { id: 4711, title: '', datetime: 1_763_802_000 };
		pod.faults.add({ path: /episodes/, status: 201, body: JSON.stringify(taken) });
		expect(await inTime(proof.prove(first))).toBe('unproven');
	});

	test('is not proven by any other refusal', async () => {
		const { proof, inTime, pod } = await keyCheck();
		const [first] = proof.rights;
		if (first === undefined) throw new Error('There is one');
		pod.faults.add({ path: /episodes/, status: 400, body: '{"message":"Invalid JSON body"}', times: 1 });
		await expect(inTime(proof.prove(first))).rejects.toBeInstanceOf(BackendError);
	});
});
