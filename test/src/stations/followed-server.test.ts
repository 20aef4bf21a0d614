import { describe, expect, test } from 'vitest';
import { passTime } from '#test/support/pass-time.ts';
import { FakeLive } from './fake-live.ts';
import { FakeOnAir, onAirState, problem, station as stationOf, unreachable } from './fake-station.ts';
import { one, pushedStation, startHub, three, two } from './started-hub.ts';

describe('without the push', () => {
	test('what the server wrote down is read every 15 seconds, until the push is back', async () => {
		const { live, onAir, clock, news } = await pushedStation();
		live.file = () => onAirState({ now: two });
		live.lose();
		await passTime(clock, 16_000);
		expect(live.written).toBe(1);
		expect(news()).toEqual([['a', 'song']]);
		await passTime(clock, 30_000);
		expect(live.written).toBe(3);
		// Now and then the application itself, as the file is left lying when a station is switched off.
		expect(onAir.reads).toBe(1);
		await passTime(clock, 15_000);
		expect([live.written, onAir.reads]).toEqual([3, 2]);
		live.connect();
		live.say(onAirState({ now: two }));
		await passTime(clock, 60_000);
		expect([live.written, onAir.reads]).toEqual([3, 2]);
	});

	test('the application is asked when nothing is written', async () => {
		const { live, onAir, clock, news } = await pushedStation();
		live.file = () => Promise.reject(problem({ kind: 'wrong-address' }));
		onAir.answer = () => onAirState({ now: two });
		live.lose();
		await passTime(clock, 16_000);
		expect([live.written, onAir.reads]).toEqual([1, 2]);
		expect(news()).toEqual([['a', 'song']]);
	});

	test('stations for which nobody listens are asked for by nobody', async () => {
		const live = new FakeLive();
		const onAir = new FakeOnAir();
		const stations = [
			stationOf('a', { backend: { onAir, live } }),
			stationOf('b', { backend: { onAir, live } }),
		];
		const { hub, clock } = await startHub(stations, { listen: false });
		live.connect();
		live.lose();
		await passTime(clock, 120_000);
		expect([live.written, onAir.reads]).toEqual([0, 1]);
		live.file = () => onAirState();
		const stop = hub.onChange(
			() => {},
			({ id }) => id === 'b',
		);
		await passTime(clock, 10_000);
		expect(live.written).toBe(1);
		stop();
		await passTime(clock, 60_000);
		expect(live.written).toBe(1);
	});

	test('a station of a system that has none is read every 15 seconds', async () => {
		const onAir = new FakeOnAir(onAirState({ now: one }));
		const { clock, news, hub } = await startHub([stationOf('a', { backend: { onAir } })]);
		onAir.answer = () => onAirState({ now: two });
		await passTime(clock, 16_000);
		expect(news()).toEqual([['a', 'song']]);
		await passTime(clock, 150_000);
		expect(onAir.reads).toBeGreaterThan(9);
		expect(onAir.reads).toBeLessThan(14);
		expect(hub.feedState('https://radio.example.org')).toEqual({ kind: 'none' });
	});

	test('a server that does not answer either is told after three tries, and when it is back', async () => {
		const { live, onAir, changes, clock, hub, station } = await pushedStation();
		changes.splice(0);
		live.file = () => Promise.reject(unreachable());
		onAir.answer = () => Promise.reject(unreachable());
		live.lose();
		await passTime(clock, 40_000);
		expect(changes).toEqual([]);
		await passTime(clock, 20_000);
		expect(changes).toMatchObject([
			['a', { kind: 'unreachable' }, { trouble: { problem: { kind: 'unreachable' } } }],
		]);
		await passTime(clock, 600_000);
		expect(changes).toHaveLength(1);
		expect(onAir.reads).toBeLessThan(20);
		const since = (changes[0]![1] as { since: number }).since;
		onAir.answer = () => onAirState({ now: two });
		await passTime(clock, 61_000);
		expect(changes.slice(1).map(([, change]) => change)).toEqual([
			{ kind: 'reachable', since },
			{ kind: 'song', play: two, before: one },
		]);
		expect(hub.known(station)?.trouble).toBeUndefined();
	});

	test('one station in trouble does not make its server silent, nor the others wait for it', async () => {
		const live = new FakeLive();
		live.file = () => Promise.reject(problem({ kind: 'wrong-address' }));
		const reads = ['1', '2', '3'].map(
			(name) => new FakeOnAir(onAirState({}, { shortName: name, remoteId: name })),
		);
		const stations = reads.map((onAir, index) =>
			stationOf(`s${index}`, { remote: `${index + 1}`, backend: { onAir, live } }),
		);
		const { clock, news } = await startHub(stations);
		reads[0]!.answer = () => Promise.reject(problem({ kind: 'server-trouble', status: 500 }));
		live.connect();
		live.lose();
		await passTime(clock, 600_000);
		expect(news()).toEqual([]);
		expect(reads[1]!.reads).toBeGreaterThan(8);
		expect(reads[2]!.reads).toBeGreaterThan(8);
	});

	test('the push that is back ends it as well', async () => {
		const { live, onAir, clock, news } = await pushedStation();
		live.file = () => Promise.reject(unreachable());
		onAir.answer = () => Promise.reject(unreachable());
		live.lose();
		await passTime(clock, 70_000);
		live.connect();
		live.say(onAirState({ now: one }));
		expect(news()).toEqual([
			['a', 'unreachable'],
			['a', 'reachable'],
		]);
	});

	test('how it is known is told', async () => {
		const { live, hub, clock } = await pushedStation();
		const server = 'https://radio.example.org';
		expect(hub.feedState(server)).toEqual({ kind: 'push', since: clock.now() });
		live.lose();
		const why = { kind: 'unreachable', reason: 'connection-lost', afterMs: 0 };
		expect(hub.feedState(server)).toEqual({ kind: 'polling', since: clock.now(), why });
		expect(hub.feedStates).toHaveLength(1);
		expect(hub.feedState('https://other.example')).toEqual({ kind: 'none' });
	});
});

describe('a private station', () => {
	const hidden = (now = one) => onAirState({ now }, { isPublic: false });
	const refused = () => problem({ kind: 'key-missing', key: 'station' });

	async function both() {
		const live = new FakeLive();
		const withKey = new FakeOnAir(hidden());
		const without = new FakeOnAir(() => Promise.reject(refused()));
		const ours = stationOf('ours', { backend: { onAir: withKey, live } });
		const theirs = stationOf('theirs', { guildId: 'elsewhere', backend: { onAir: without, live } });
		const parts = await startHub([ours, theirs]);
		live.connect();
		return { live, withKey, without, ours, theirs, ...parts };
	}

	test('is told to those alone whose key reads it, though the push tells everybody', async () => {
		const { live, ours, theirs, hub, news } = await both();
		live.say(hidden(two));
		expect(news()).toEqual([['ours', 'song']]);
		expect(hub.known(ours)?.state.now?.id).toBe('2');
		expect(hub.known(theirs)).toBeUndefined();
		await expect(hub.read(theirs)).rejects.toMatchObject({ problem: { kind: 'key-missing' } });
	});

	test('that was public is hidden from those who cannot read it from then on', async () => {
		const live = new FakeLive();
		const without = new FakeOnAir(onAirState({ now: one }));
		const theirs = stationOf('theirs', { backend: { onAir: without, live } });
		const { hub, news, clock } = await startHub([theirs]);
		live.connect();
		without.answer = () => Promise.reject(refused());
		live.say(hidden(two));
		await passTime(clock, 12_000);
		live.say(hidden(three));
		expect(without.reads).toBe(2);
		expect(news()).toEqual([]);
		expect(hub.known(theirs)?.state.now?.id).toBe('1');
	});

	test('that was public is told on to those whose key reads it, after they showed it', async () => {
		const { live, onAir, news, clock } = await pushedStation();
		onAir.answer = () => hidden(two);
		live.say(hidden(two));
		expect(news()).toEqual([]);
		await passTime(clock, 12_000);
		expect(news()).toEqual([['a', 'song']]);
		live.say(hidden(three));
		expect(news()).toEqual([['a', 'song']]);
		expect(onAir.reads).toBe(2);
	});

	test('has its key looked at once an hour, and is told no more when that is gone', async () => {
		const { live, withKey, clock, news } = await both();
		for (let minute = 0; minute < 61; minute += 1) {
			live.say(hidden());
			await clock.advance(60_000);
		}
		live.say(hidden());
		await passTime(clock, 2_000);
		expect(withKey.reads).toBe(2);
		withKey.answer = () => Promise.reject(problem({ kind: 'key-rejected', key: 'station', tail: 'abcd' }));
		for (let minute = 0; minute < 61; minute += 1) {
			live.say(hidden());
			await clock.advance(60_000);
		}
		live.say(hidden());
		await passTime(clock, 2_000);
		news();
		live.say(hidden(two));
		expect(news()).toEqual([]);
	});
});
