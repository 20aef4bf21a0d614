import { describe, expect, test } from 'vitest';
import type { BackendError, BackendProblem } from '#src/backends/backend-error.ts';
import { capability } from '#src/backends/offers.ts';
import { simulated } from './simulated.ts';

/** Monday, 10:30 in Berlin: Morning Drive is on. */
const monday = Date.UTC(2026, 10, 23, 9, 30);
const hour = 3_600_000;

async function problemOf(work: Promise<unknown> | undefined): Promise<BackendProblem> {
	const error: unknown = await work?.then(
		() => new Error('It was done'),
		(failed: unknown) => failed,
	);
	return (error as BackendError).problem;
}

describe('What is on', () => {
	test('is the show of the plan, with what follows, and without songs, listeners or streams', async () => {
		const { backend, inTime, calls } = await simulated({ startAt: monday });
		const state = await inTime(backend.onAir.read());
		expect(calls()).toEqual(['GET /v1/now-playing (read)', 'GET /v1/station (read)']);
		expect(state).toMatchObject({
			facts: { remoteId: '42', name: 'Harbour Talk', plays: 'shows', timezone: null, streams: [] },
			online: true,
			listeners: null,
			live: null,
			history: [],
		});
		expect(state.now).toMatchObject({
			song: { id: '15', title: 'Morning Drive', artist: '', art: 'https://cdn.example/show-15.png' },
			startedAt: Date.UTC(2026, 10, 23, 8),
			duration: 3 * hour,
		});
		expect(state.next).toMatchObject({
			song: { title: 'Afternoon Show', art: 'https://cdn.example/st.png' },
			at: Date.UTC(2026, 10, 23, 11),
		});
	});

	test('has no end where AutoPod writes 0', async () => {
		const { backend, pod, inTime } = await simulated({ startAt: monday });
		const [slot] = pod.world.plan.slots;
		if (slot !== undefined) slot.isOpenEnded = true;
		expect((await inTime(backend.onAir.read())).now?.duration).toBeNull();
	});

	test('is nothing in a gap, and the next show is looked up in the schedule', async () => {
		// Monday, 16:30 in Berlin; the next is Tuesday's Morning Drive.
		const { backend, inTime, calls, clock } = await simulated({ startAt: monday });
		await inTime(backend.schedule?.between(clock.now(), clock.now() + hour));
		calls();
		await clock.advance(6 * hour);
		const state = await inTime(backend.onAir.read());
		expect(state).toMatchObject({ online: true, now: null });
		expect(state.next).toMatchObject({ song: { title: 'Morning Drive' }, at: Date.UTC(2026, 10, 24, 8) });
		expect(calls()).toContain('GET /v1/schedule?offset=0 (read)');
	});

	test('is asked for at most every 15 seconds, though somebody wants it past all caches', async () => {
		const { backend, inTime, calls, clock } = await simulated({ startAt: monday });
		await inTime(backend.onAir.read());
		calls();
		await clock.advance(13_000);
		await inTime(backend.onAir.read({ past: 'caches' }));
		expect(calls()).toEqual([]);
		await clock.advance(2_000);
		await inTime(Promise.all([backend.onAir.read(), backend.onAir.read()]));
		expect(calls()).toEqual(['GET /v1/now-playing (read)']);
	});

	test('is told by a key that may read nothing else', async () => {
		const { backend, inTime } = await simulated({
			startAt: monday + 6 * hour,
			keys: (pod) => ({ station: pod.addKey({ label: 'narrow', scopes: ['now_playing:read'] }) }),
		});
		const state = await inTime(backend.onAir.read());
		expect(state.facts.name).toBe('');
		expect(state.next).toBeNull();
	});
});

describe('The two keys', () => {
	test('share the work: one reads, the other writes', async () => {
		const { backend, inTime, calls } = await simulated({ startAt: monday });
		await inTime(backend.shows?.list());
		await inTime(backend.shows?.create({ title: 'New' }, 'attempt 1'));
		expect(calls()).toEqual(['GET /v1/shows (read)', 'POST /v1/shows (write)']);
	});

	test.each(['station', 'admin'] as const)('may be one: the %s key alone does both', async (name) => {
		const { backend, inTime, calls } = await simulated({ keys: (pod) => ({ [name]: pod.keys.all }) });
		await inTime(backend.shows?.list());
		await inTime(backend.shows?.create({ title: 'New' }, 'attempt 1'));
		expect(calls()).toEqual(['GET /v1/shows (all)', 'POST /v1/shows (all)']);
		expect(backend.keyCheck?.rightsFor('shows.create').map(({ key }) => key)).toEqual([name]);
	});

	test('are missed before anything is sent', async () => {
		const { backend, calls } = await simulated({ keys: () => ({}) });
		expect(await problemOf(backend.onAir.read())).toEqual({ kind: 'key-missing', key: 'station' });
		expect(calls()).toEqual([]);
	});

	test('name the place: equal for equal keys, and nothing of the key is in it', async () => {
		const { backend, another, pod } = await simulated();
		expect(another({ station: pod.keys.read }).place).toBe(backend.place);
		expect(another({ station: pod.keys.all }).place).not.toBe(backend.place);
		expect(JSON.stringify(backend)).not.toContain('apk_');
	});

	test('are asked for one call a second, whoever asks', async () => {
		const { backend, another, pod, inTime, clock } = await simulated({ startAt: monday });
		const other = another({ station: pod.keys.read });
		const begun = clock.now();
		await inTime(Promise.all([backend.shows?.list(), other.shows?.list(), backend.episodes?.search('a', 1)]));
		const at = pod.requests.map((call) => call.at - begun);
		expect(pod.requests.every(({ status }) => status === 200)).toBe(true);
		expect(
			at
				.map((ms, i) => ms - (at[i - 1] ?? ms))
				.slice(1)
				.every((gap) => gap >= 1_000),
		).toBe(true);
	});
});

describe('What goes wrong', () => {
	const rows: [name: string, status: number, message: string, problem: Partial<BackendProblem>][] = [
		['no key', 401, 'Missing X-API-Key header', { kind: 'key-missing', key: 'station' }],
		['a bad key', 403, 'Invalid or disabled API key', { kind: 'key-rejected', key: 'station', tail: '_key' }],
		[
			'a missing scope',
			403,
			"This API key does not have the 'shows:read' scope.",
			{ kind: 'right-missing', key: 'station', tail: '_key', permission: 'shows:read' },
		],
		[
			'keys of old that may not write',
			403,
			"Write access is not enabled for this API key. Enable 'Read & Write' mode in Stream Settings.",
			{ kind: 'feature-off', feature: 'write-access' },
		],
		[
			'a bad field',
			400,
			'title is required',
			{ kind: 'refused', reason: 'invalid', words: 'title is required' },
		],
		['no MP3', 400, 'File must be an MP3 file', { kind: 'refused', reason: 'not-audio' }],
		['nothing there', 404, 'Not found', { kind: 'not-found', what: 'record' }],
		[
			'a conflict',
			409,
			'identifier exists',
			{ kind: 'refused', reason: 'conflict', words: 'identifier exists' },
		],
		['too much', 413, 'too large', { kind: 'refused', reason: 'too-large' }],
		['trouble', 500, 'oops', { kind: 'server-trouble', status: 500 }],
		['a pause', 503, 'oops', { kind: 'server-trouble', status: 503 }],
	];
	test.each(rows)('%s has a kind of its own', async (_name, status, message, problem) => {
		const { backend, pod, inTime } = await simulated();
		pod.faults.add({ path: /shows/, status, body: JSON.stringify({ message }) });
		expect(await problemOf(inTime(backend.shows?.list()))).toMatchObject(problem);
	});

	test('a page instead of data, or something else that is no answer of AutoPod, is another system', async () => {
		const { backend, pod, inTime } = await simulated();
		for (const status of [200, 403, 404]) {
			pod.faults.add({ path: /shows/, status, html: '<h1>Parked</h1>', times: 1 });
			const problem = await problemOf(inTime(backend.shows?.list()));
			expect(problem).toEqual({ kind: 'wrong-address' });
		}
		pod.faults.add({ path: /shows/, redirectTo: 'https://elsewhere.example/v1/shows', times: 1 });
		expect(await problemOf(inTime(backend.shows?.list()))).toEqual({
			kind: 'wrong-address',
			leadsTo: 'https://elsewhere.example',
		});
	});

	test('an answer that does not fit is unexpected, and is not quoted', async () => {
		const { backend, pod, inTime } = await simulated();
		pod.faults.add({ path: /shows/, body: '[{"id":"secret"}]', times: 1 });
		expect(await problemOf(inTime(backend.shows?.list()))).toEqual({
			kind: 'unexpected-answer',
			detail: '0.id: invalid_type',
		});
	});

	test('too many calls close the key for as long as AutoPod says', async () => {
		const { backend, another, pod, inTime, clock, calls } = await simulated();
		const body = JSON.stringify({ message: 'Too many requests' });
		pod.faults.add({ path: /shows/, status: 429, body, times: 1 });
		const now = clock.now();
		expect(await problemOf(backend.shows?.list())).toEqual({
			kind: 'rate-limited',
			until: now + 15_000,
		});
		calls();
		const other = another({ station: pod.keys.read });
		const waiting = other.shows?.list();
		await clock.advance(14_000);
		expect(calls()).toEqual([]);
		await inTime(waiting);
		expect(calls()).toEqual(['GET /v1/shows (read)']);
	});

	test('a named pause that is long is not waited for', async () => {
		const { backend, pod, clock, calls, another } = await simulated();
		pod.nameRetryAfter(90);
		// Somebody else has just used the key.
		for (let i = 0; i < 4; i++) pod.world.keys.admit(pod.keys.read, clock.now());
		const until = clock.now() + 90_000;
		expect(await problemOf(backend.shows?.list())).toEqual({
			kind: 'rate-limited',
			until,
		});
		calls();
		const other = another({ station: pod.keys.read });
		expect(await problemOf(other.shows?.list())).toEqual({
			kind: 'rate-limited',
			until,
		});
		expect(calls()).toEqual([]);
	});

	test('keys that are revoked, over, or switched off together are not told apart', async () => {
		const { backend, pod, inTime, clock } = await simulated();
		const rejected = { kind: 'key-rejected', key: 'station' };
		const ask = () => problemOf(inTime(backend.shows?.list()));
		pod.switchPublicApi(false);
		expect(await ask()).toMatchObject(rejected);
		pod.switchPublicApi(true);
		pod.expireKey(pod.keys.read, clock.now());
		expect(await ask()).toMatchObject(rejected);
		pod.expireKey(pod.keys.read, clock.now() + hour);
		pod.revokeKey(pod.keys.read);
		expect(await ask()).toMatchObject(rejected);
	});

	test('a server that is down is unreachable', async () => {
		const { backend, pod, inTime } = await simulated();
		await pod.down();
		expect(await problemOf(inTime(backend.shows?.list()))).toMatchObject({
			kind: 'unreachable',
			reason: 'connection-refused',
		});
	});
});

test('Its roles are what AutoPod has; what is different about them is named', async () => {
	const { backend, another, pod } = await simulated();
	expect(Object.keys(backend).toSorted()).toEqual([
		'episodes',
		'host',
		'keyCheck',
		'kind',
		'label',
		'limits',
		'onAir',
		'place',
		'schedule',
		'server',
		'shows',
	]);
	expect(capability(backend, 'onAir')).toEqual({ level: 'partial', limit: 'shows-not-songs' });
	expect(capability(backend, 'schedule')).toEqual({ level: 'partial', limit: 'station-clock' });
	const zoned = another({ station: pod.keys.read }, { timezone: 'Europe/Berlin' });
	expect(capability(zoned, 'schedule')).toEqual({ level: 'full' });
	const strange = another({ station: pod.keys.read }, { timezone: 'Nowhere/Land' });
	expect(capability(strange, 'schedule')).toEqual({ level: 'partial', limit: 'station-clock' });
});
