import { describe, expect, test } from 'vitest';
import { BackendError } from '#src/backends/backend-error.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import { freshForMs, OnAirStates } from '#src/stations/on-air-states.ts';
import { JumpingClock } from '#test/support/jumping-clock.ts';
import {
	FakeOnAir,
	FakeServerOnAir,
	onAirState,
	pending,
	play,
	problem,
	settle,
	station,
	unreachable,
} from './fake-station.ts';

function setUp() {
	const clock = new JumpingClock();
	return { clock, states: new OnAirStates(clock) };
}
const titles = (state: OnAirState | undefined) => state?.now?.song.title;

describe('one station', () => {
	test('is asked at most once in 15 seconds', async () => {
		const { clock, states } = setUp();
		const onAir = new FakeOnAir();
		const one = station('a', { backend: { onAir } });
		const first = await states.read(one);
		expect(first).toEqual({ state: onAirState(), asOf: clock.now() });
		await clock.advance(freshForMs - 1);
		expect(await states.read(one)).toEqual(first);
		expect(onAir.reads).toBe(1);
		await clock.advance(1);
		expect((await states.read(one)).asOf).toBe(clock.now());
		expect(onAir.reads).toBe(2);
		expect(freshForMs).toBe(15_000);
	});

	test('is asked again when the clock was set back, and not only when it is as late again', async () => {
		const { clock, states } = setUp();
		const onAir = new FakeOnAir();
		const one = station('a', { backend: { onAir } });
		await states.read(one);
		clock.jump(-3_600_000);
		expect((await states.read(one)).asOf).toBe(clock.now());
		expect(onAir.reads).toBe(2);
	});

	test('is asked once however many ask at the same time', async () => {
		const { states } = setUp();
		const answer = pending<OnAirState>();
		const onAir = new FakeOnAir(() => answer.promise);
		const here = station('a', { backend: { onAir } });
		const there = station('b', { guildId: 'elsewhere', backend: { onAir } });
		const readings = Promise.all([here, there, here, there].map((one) => states.read(one)));
		await settle();
		answer.resolve(onAirState());
		expect((await readings).map(({ state }) => titles(state))).toEqual(Array(4).fill('Title one'));
		expect(onAir.reads).toBe(1);
	});

	test('is one station for all Discord servers that have it', async () => {
		const { states } = setUp();
		const [here, there] = [new FakeOnAir(), new FakeOnAir()];
		await states.read(station('a', { backend: { onAir: here } }));
		await states.read(station('b', { guildId: 'elsewhere', backend: { onAir: there } }));
		expect([here.reads, there.reads]).toEqual([1, 0]);
	});

	test('of the same name at another radio server is another station', async () => {
		const { states } = setUp();
		const onAir = new FakeOnAir(onAirState({ now: play('two') }));
		await states.read(station('a'));
		const reading = await states.read(station('b', { backend: { server: 'https://other.example', onAir } }));
		expect(titles(reading.state)).toBe('Title two');
	});

	test('known without asking: nothing before the first read, the last state after it', async () => {
		const { clock, states } = setUp();
		const one = station('a');
		expect(states.known(one)).toBeUndefined();
		await states.read(one);
		await clock.advance(3_600_000);
		expect(titles(states.known(one)?.state)).toBe('Title one');
	});
});

describe('a server that does not answer', () => {
	test('is told if nothing is known yet, and asked anew next time', async () => {
		const { states } = setUp();
		const onAir = new FakeOnAir(() => Promise.reject(unreachable()));
		const one = station('a', { backend: { onAir } });
		await expect(states.read(one)).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
		onAir.answer = () => onAirState();
		expect(titles((await states.read(one)).state)).toBe('Title one');
	});

	test('leaves the last known state, with its age and the trouble', async () => {
		const { clock, states } = setUp();
		const onAir = new FakeOnAir();
		const one = station('a', { backend: { onAir } });
		const { asOf } = await states.read(one);
		await clock.advance(60_000);
		onAir.answer = () => Promise.reject(unreachable());
		const reading = await states.read(one);
		expect(reading.trouble?.problem.kind).toBe('unreachable');
		expect(reading.asOf).toBe(asOf);
		expect(titles(reading.state)).toBe('Title one');
	});

	test('is asked each time while it is in trouble, and the trouble ends with its answer', async () => {
		const { clock, states } = setUp();
		const onAir = new FakeOnAir();
		const one = station('a', { backend: { onAir } });
		await states.read(one);
		await clock.advance(60_000);
		onAir.answer = () => Promise.reject(unreachable());
		await states.read(one);
		onAir.answer = () => onAirState({ now: play('two') });
		const reading = await states.read(one);
		expect(reading.trouble).toBeUndefined();
		expect(titles(reading.state)).toBe('Title two');
	});

	test('that has forgotten a station it knew says that the station is off the air', async () => {
		const { clock, states } = setUp();
		const onAir = new FakeOnAir();
		const one = station('a', { backend: { onAir } });
		const forgotten = () => Promise.reject(problem({ kind: 'not-found', what: 'record' }));
		onAir.answer = forgotten;
		await expect(states.read(one)).rejects.toMatchObject({ problem: { kind: 'not-found' } });
		onAir.answer = () => onAirState();
		await states.read(one);
		await clock.advance(freshForMs);
		onAir.answer = forgotten;
		const reading = await states.read(one);
		expect(reading).toEqual({
			state: { ...onAirState(), online: false, live: null, listeners: null },
			asOf: clock.now(),
		});
		onAir.answer = () => Promise.reject(problem({ kind: 'not-found', what: 'station' }));
		await clock.advance(freshForMs);
		expect((await states.read(one)).trouble?.problem.kind).toBe('not-found');
	});

	test('a mistake of our own is no trouble of the server', async () => {
		const { clock, states } = setUp();
		const onAir = new FakeOnAir();
		const one = station('a', { backend: { onAir } });
		await states.read(one);
		await clock.advance(60_000);
		onAir.answer = () => Promise.reject(new TypeError('ours'));
		await expect(states.read(one)).rejects.toThrow('ours');
	});
});

describe('a private station', () => {
	const secret = onAirState({ now: play('secret') }, { isPublic: false });
	const refused = () => problem({ kind: 'key-missing', key: 'station' });
	/** The station as a Discord server with its key has it, and as one without. */
	function both() {
		const withKey = new FakeOnAir(secret);
		const without = new FakeOnAir(() => Promise.reject(refused()));
		return {
			withKey,
			without,
			ours: station('ours', { keys: new Map([['station', 'abcd']]), backend: { onAir: withKey } }),
			theirs: station('theirs', { guildId: 'elsewhere', backend: { onAir: without } }),
		};
	}

	test('is not shown to a Discord server that could not read it alone', async () => {
		const { states } = setUp();
		const { ours, theirs } = both();
		await states.read(ours);
		await expect(states.read(theirs)).rejects.toMatchObject({ problem: { kind: 'key-missing' } });
		expect(states.known(theirs)).toBeUndefined();
		expect(titles(states.known(ours)?.state)).toBe('Title secret');
	});

	test('nor if both ask at the same time', async () => {
		const { states } = setUp();
		const { ours, theirs, withKey } = both();
		const answer = pending<OnAirState>();
		withKey.answer = () => answer.promise;
		const [mine, other] = [states.read(ours), states.read(theirs)];
		const outcome = expect(other).rejects.toMatchObject({ problem: { kind: 'key-missing' } });
		await settle();
		answer.resolve(secret);
		expect(titles((await mine).state)).toBe('Title secret');
		await outcome;
		expect(states.known(theirs)).toBeUndefined();
	});

	test('is shown to the one with the key, though one without it asked a moment before', async () => {
		const { states } = setUp();
		const { ours, theirs, without } = both();
		const answer = pending<OnAirState>();
		without.answer = () => answer.promise;
		const [other, mine] = [states.read(theirs), states.read(ours)];
		const outcomes = Promise.allSettled([other, mine]);
		await settle();
		answer.reject(refused());
		expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
	});

	test('is asked once in 15 seconds as well', async () => {
		const { states } = setUp();
		const { ours, withKey } = both();
		await states.read(ours);
		await states.read(ours);
		expect(withKey.reads).toBe(1);
	});

	test('that becomes public is shared, and one that becomes private no more', async () => {
		const { clock, states } = setUp();
		const { ours, theirs, withKey } = both();
		withKey.answer = () => onAirState({ now: play('open') });
		await states.read(ours);
		expect(titles((await states.read(theirs)).state)).toBe('Title open');
		await clock.advance(freshForMs);
		withKey.answer = () => secret;
		await states.read(ours);
		const seen = await states.read(theirs);
		expect(titles(seen.state)).toBe('Title open');
		expect(seen.trouble?.problem.kind).toBe('key-missing');
	});
});

describe('right after something was changed', () => {
	test('the server is asked past its caches, fresh or not, and the answer is kept', async () => {
		const { states } = setUp();
		const onAir = new FakeOnAir();
		const one = station('a', { backend: { onAir } });
		await states.read(one);
		onAir.answer = () => onAirState({ now: play('two') });
		expect(titles((await states.readNow(one)).state)).toBe('Title two');
		expect(onAir.readsPastCaches).toBe(1);
		expect(titles((await states.read(one)).state)).toBe('Title two');
		expect(onAir.reads).toBe(2);
	});

	test('a failure is told: an old state would look like a new one', async () => {
		const { states } = setUp();
		const onAir = new FakeOnAir();
		const one = station('a', { backend: { onAir } });
		await states.read(one);
		onAir.answer = () => Promise.reject(unreachable());
		await expect(states.readNow(one)).rejects.toBeInstanceOf(BackendError);
	});
});

describe('several stations at once', () => {
	const named = (name: string) =>
		onAirState({ now: play(name) }, { remoteId: name, shortName: `short_${name}` });
	function three(isPublic = true) {
		const onAir = new FakeServerOnAir();
		onAir.all = () => ['1', '2', ...(isPublic ? ['3'] : [])].map(named);
		onAir.answer = () => named('3');
		const stations = ['1', 'short_2', '3'].map((remote) =>
			station(`id-${remote}`, { remote, backend: { onAir } }),
		);
		return { onAir, stations };
	}
	const shown = (readings: Awaited<ReturnType<OnAirStates['readAll']>>) =>
		[...readings.values()].map((reading) =>
			reading instanceof BackendError ? reading.problem.kind : titles(reading.state),
		);

	test('of one server are one question, by number or short name', async () => {
		const { states } = setUp();
		const { onAir, stations } = three();
		expect(shown(await states.readAll(stations))).toEqual(['Title 1', 'Title 2', 'Title 3']);
		expect([onAir.serverReads, onAir.reads]).toEqual([1, 0]);
	});

	test('are no question at all while all of them are fresh', async () => {
		const { clock, states } = setUp();
		const { onAir, stations } = three();
		await states.readAll(stations);
		await clock.advance(freshForMs - 1);
		await states.readAll(stations);
		await states.read(stations[1]!);
		expect([onAir.serverReads, onAir.reads]).toEqual([1, 0]);
	});

	test('only one of which is due are one question for that one', async () => {
		const { states } = setUp();
		const { onAir, stations } = three();
		await states.readAll(stations.slice(0, 2));
		expect(shown(await states.readAll(stations))).toEqual(['Title 1', 'Title 2', 'Title 3']);
		expect([onAir.serverReads, onAir.reads]).toEqual([1, 1]);
	});

	test('one that the common answer lacks is asked alone', async () => {
		const { states } = setUp();
		const { onAir, stations } = three(false);
		expect(shown(await states.readAll(stations))).toEqual(['Title 1', 'Title 2', 'Title 3']);
		expect([onAir.serverReads, onAir.reads]).toEqual([1, 1]);
	});

	test('of several servers are a question to each', async () => {
		const { states } = setUp();
		const { onAir, stations } = three();
		const other = new FakeServerOnAir();
		other.all = () =>
			['1', '2'].map((name) => onAirState({ now: play(`other ${name}`) }, { remoteId: name }));
		const others = ['1', '2'].map((remote) =>
			station(`o${remote}`, { remote, backend: { onAir: other, server: 'https://other.example' } }),
		);
		expect(shown(await states.readAll([...stations, ...others]))).toEqual([
			'Title 1',
			'Title 2',
			'Title 3',
			'Title other 1',
			'Title other 2',
		]);
		expect([onAir.serverReads, other.serverReads]).toEqual([1, 1]);
	});

	test('of a system without such a call are asked one by one', async () => {
		const { states } = setUp();
		const fakes = ['1', '2'].map((name) => new FakeOnAir(named(name)));
		const stations = fakes.map((onAir, index) =>
			station(`s${index}`, { remote: `${index + 1}`, backend: { onAir } }),
		);
		expect(shown(await states.readAll(stations))).toEqual(['Title 1', 'Title 2']);
		expect(fakes.map(({ reads }) => reads)).toEqual([1, 1]);
	});

	test('one in trouble does not hide the others, and has its own error', async () => {
		const { states } = setUp();
		const { stations } = three();
		const broken = station('x', {
			remote: '9',
			backend: { server: 'https://x.example', onAir: new FakeOnAir(() => Promise.reject(unreachable())) },
		});
		const readings = await states.readAll([broken, ...stations]);
		expect(shown(readings)).toEqual(['unreachable', 'Title 1', 'Title 2', 'Title 3']);
		expect([...readings.keys()]).toEqual([broken, ...stations]);
	});

	test('a server in trouble is told for each station, with the last state where there is one', async () => {
		const { clock, states } = setUp();
		const { onAir, stations } = three();
		await states.readAll(stations.slice(0, 2));
		await clock.advance(freshForMs);
		onAir.all = () => Promise.reject(unreachable());
		onAir.answer = () => Promise.reject(unreachable());
		const [first, , third] = [...(await states.readAll(stations)).values()];
		expect(first).toMatchObject({ trouble: { problem: { kind: 'unreachable' } } });
		expect(third).toBeInstanceOf(BackendError);
	});

	test('a mistake of our own is not swallowed', async () => {
		const { states } = setUp();
		const { onAir, stations } = three();
		onAir.all = () => Promise.reject(new TypeError('ours'));
		await expect(states.readAll(stations)).rejects.toThrow('ours');
	});

	test('none are no question', async () => {
		const { states } = setUp();
		expect([...(await states.readAll([]))]).toEqual([]);
	});
});
