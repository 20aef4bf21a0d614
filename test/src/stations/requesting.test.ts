import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { BackendProblem, RefusalReason } from '#src/backends/backend-error.ts';
import type { SongRequestRole } from '#src/backends/roles/song-requests.ts';
import type { Song } from '#src/backends/roles.ts';
import { OnAirStates } from '#src/stations/on-air-states.ts';
import { RequestRules } from '#src/stations/request-rules.ts';
import { Requesters } from '#src/stations/requesters.ts';
import { Requesting } from '#src/stations/requesting.ts';
import { SongFinder } from '#src/stations/song-finder.ts';
import { RememberedRequesters, RememberedTimes } from './fake-memory.ts';
import { FakeOnAir, onAirState, play, problem, song, station, unreachable } from './fake-station.ts';

const lantern = song('lantern');

/** A request desk that takes everything until it is told to fail. */
class FakeDesk implements SongRequestRole {
	readonly taken: string[] = [];
	failing: Error | undefined;
	found: Song | null = lantern;

	async search(): Promise<never> {
		throw new Error('Nothing is searched here');
	}

	async list(): Promise<never> {
		throw new Error('Nothing is listed here');
	}

	async find(): Promise<Song | null> {
		return this.found;
	}

	async submit(requestId: string): Promise<void> {
		this.taken.push(requestId);
		if (this.failing !== undefined) throw this.failing;
	}
}

function setUp() {
	const clock = new ManualClock();
	const desk = new FakeDesk();
	const onAir = new OnAirStates(clock);
	const requesters = new Requesters(new RememberedRequesters(clock), clock);
	const rules = new RequestRules(new RememberedTimes(clock), clock);
	const requesting = new Requesting({ songs: new SongFinder(clock), rules, requesters, onAir });
	const one = station('a', { backend: { requests: desk } });
	const ask = (userId = 'mira') => requesting.submit(one, userId, 'r-lantern');
	const refuse = (of: BackendProblem) => {
		desk.failing = problem(of);
	};
	return { clock, desk, onAir, requesters, requesting, one, ask, refuse };
}

describe('a request that is taken', () => {
	test('is sent once, and tells when the next may come', async () => {
		const { clock, desk, ask } = setUp();
		expect(await ask()).toEqual({
			kind: 'accepted',
			song: lantern,
			nextAt: clock.now() + 60_000,
			leftThisHour: 4,
		});
		expect(desk.taken).toEqual(['r-lantern']);
	});

	test('is remembered for whoever asked', async () => {
		const { clock, requesters, ask } = setUp();
		await ask();
		expect(await requesters.of('a', 'lantern')).toEqual({ userId: 'mira', at: clock.now() });
	});

	test('of a song that nobody can name is taken all the same', async () => {
		const { desk, ask } = setUp();
		desk.found = null;
		expect(await ask()).toMatchObject({ kind: 'accepted', song: null });
	});
});

describe('our own rules', () => {
	test('stand before the radio server: a second request is not even sent', async () => {
		const { clock, desk, ask } = setUp();
		const first = clock.now();
		await ask();
		expect(await ask()).toEqual({
			kind: 'limited',
			song: lantern,
			why: 'cooldown',
			until: first + 60_000,
			waitMs: 60_000,
			perHour: 5,
		});
		expect(desk.taken).toHaveLength(1);
	});

	test('two clicks at once are one request', async () => {
		const { desk, ask } = setUp();
		const kinds = (await Promise.all([ask(), ask()])).map(({ kind }) => kind);
		expect(kinds).toEqual(['accepted', 'limited']);
		expect(desk.taken).toHaveLength(1);
	});

	test('two people at once are two requests', async () => {
		const { desk, ask } = setUp();
		await Promise.all([ask('mira'), ask('tom')]);
		expect(desk.taken).toHaveLength(2);
	});
});

describe('a request that the radio server refuses', () => {
	const reasons: RefusalReason[] = [
		'already-requested',
		'played-recently',
		'too-soon',
		'not-requestable',
		'address-barred',
		'looks-like-a-crawler',
		'private-station',
		'other',
	];

	test.each(reasons)('%s: is told with its reason and does not count', async (reason) => {
		const { desk, requesters, ask, refuse } = setUp();
		refuse({ kind: 'refused', reason, words: 'No.' });
		expect(await ask()).toEqual({ kind: 'refused', song: lantern, reason, words: 'No.', playedAt: null });
		expect(await requesters.of('a', 'lantern')).toBeUndefined();
		desk.failing = undefined;
		expect(await ask()).toMatchObject({ kind: 'accepted', leftThisHour: 4 });
	});

	test.each([
		['not-found', { kind: 'not-found', what: 'song' }, 'gone'],
		['feature-off', { kind: 'feature-off', feature: 'requests' }, 'requests-off'],
	] as const)('%s: is a refusal too', async (_kind, of, reason) => {
		const { desk, ask, refuse } = setUp();
		refuse(of);
		expect(await ask()).toEqual({ kind: 'refused', song: lantern, reason, words: '', playedAt: null });
		desk.failing = undefined;
		expect(await ask()).toMatchObject({ kind: 'accepted', leftThisHour: 4 });
	});

	test('because it waits already: says so if the person asked for it before', async () => {
		const { clock, ask, refuse } = setUp();
		const at = clock.now();
		await ask('mira');
		await clock.advance(120_000);
		refuse({ kind: 'refused', reason: 'already-requested', words: '' });
		expect(await ask('mira')).toEqual({ kind: 'own', song: lantern, at });
		expect(await ask('tom')).toMatchObject({ kind: 'refused', reason: 'already-requested' });
	});

	test.each([
		['now', onAirState({ now: play('p1', { song: lantern, startedAt: 4_000 }) }), 4_000],
		[
			'before, the last time of several',
			onAirState({
				history: [
					play('p2', { startedAt: 3_000 }),
					play('p1', { song: lantern, startedAt: 2_000 }),
					play('p0', { song: lantern, startedAt: 1_000 }),
				],
			}),
			2_000,
		],
		['at a time nobody knows', onAirState(), null],
	])('because it was on %s: says when', async (_when, state, playedAt) => {
		const { onAir, one, ask, refuse } = setUp();
		await onAir.read(station('b', { backend: { onAir: new FakeOnAir(state) } }));
		expect(one.remote).toBe('test_radio');
		refuse({ kind: 'refused', reason: 'played-recently', words: '' });
		expect(await ask()).toMatchObject({ kind: 'refused', reason: 'played-recently', playedAt });
	});
});

describe('a request of which nobody knows whether it arrived', () => {
	test('is told as such, counts, and is remembered in case it did', async () => {
		const { desk, requesters, ask } = setUp();
		desk.failing = problem({ kind: 'unreachable', reason: 'timeout', afterMs: 1 }, { perhapsDone: true });
		expect(await ask()).toEqual({ kind: 'perhaps', song: lantern });
		expect(await requesters.of('a', 'lantern')).toMatchObject({ userId: 'mira' });
		desk.failing = undefined;
		expect(await ask()).toMatchObject({ kind: 'limited', why: 'cooldown' });
		expect(desk.taken).toHaveLength(1);
	});
});

describe('what is no answer to a request', () => {
	test.each<BackendProblem>([
		{ kind: 'unreachable', reason: 'connection-refused', afterMs: 1 },
		{ kind: 'key-missing', key: 'station' },
		{ kind: 'rate-limited', until: 1 },
		{ kind: 'not-found', what: 'station' },
		{ kind: 'server-trouble', status: 500 },
	])('$kind: is thrown and does not count', async (of) => {
		const { desk, requesters, ask, refuse } = setUp();
		refuse(of);
		await expect(ask()).rejects.toMatchObject({ problem: of });
		expect(await requesters.of('a', 'lantern')).toBeUndefined();
		desk.failing = undefined;
		expect(await ask()).toMatchObject({ kind: 'accepted', leftThisHour: 4 });
	});

	test('a mistake of our own is thrown as it is', async () => {
		const { desk, ask } = setUp();
		desk.failing = new TypeError('ours');
		await expect(ask()).rejects.toThrow('ours');
	});

	test('a song that cannot be looked up costs no place either', async () => {
		const { desk, ask } = setUp();
		desk.find = () => Promise.reject(unreachable());
		await expect(ask()).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
		desk.find = async () => lantern;
		expect(await ask()).toMatchObject({ kind: 'accepted', leftThisHour: 4 });
	});

	test('a radio system without requests says so', async () => {
		const { requesting } = setUp();
		await expect(requesting.submit(station('x'), 'mira', 'r')).rejects.toMatchObject({
			problem: { kind: 'not-offered', role: 'requests' },
		});
	});
});
