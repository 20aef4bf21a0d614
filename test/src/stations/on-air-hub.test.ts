import { describe, expect, test } from 'vitest';
import type { OnAirState } from '#src/backends/roles.ts';
import { passTime } from '#test/support/pass-time.ts';
import { FakeLive } from './fake-live.ts';
import {
	FakeOnAir,
	onAirState,
	pending,
	problem,
	settle,
	station as stationOf,
	unreachable,
} from './fake-station.ts';
import { one, pushedStation, startHub, three, two } from './started-hub.ts';

describe('at the start', () => {
	test('nothing happens before it', async () => {
		const onAir = new FakeOnAir();
		const { clock } = await startHub([stationOf('a', { backend: { onAir, live: new FakeLive() } })], {
			start: false,
		});
		await passTime(clock, 60_000);
		expect(onAir.reads).toBe(0);
	});

	test('each station is looked at once, and followed by its short name; nothing in that is news', async () => {
		const { live, onAir, changes, hub, station } = await pushedStation();
		expect(onAir.reads).toBe(1);
		expect(live.names).toEqual(['test_radio']);
		expect(changes).toMatchObject([['a', { kind: 'known' }, { state: { now: { id: '1' } } }]]);
		expect(hub.known(station)?.state.now).toEqual(one);
	});

	test('one connection serves all stations of a server and all Discord servers that have them', async () => {
		const live = new FakeLive();
		const reads = ['1', '2'].map(
			(name) => new FakeOnAir(onAirState({}, { shortName: name, remoteId: name })),
		);
		const stations = ['1', '2', '1'].map((remote, index) =>
			stationOf(`s${index}`, {
				guildId: `guild${index}`,
				remote,
				backend: { onAir: reads[Number(remote) - 1]!, live },
			}),
		);
		const { clock } = await startHub(stations);
		await passTime(clock, 2_000);
		expect(live.feeds).toHaveLength(1);
		expect(live.names).toEqual(['1', '2']);
		expect(reads.map((onAir) => onAir.reads)).toEqual([1, 1]);
	});

	test('at most two stations of a server are asked at once', async () => {
		const answer = pending<OnAirState>();
		const reads = Array.from({ length: 6 }, () => new FakeOnAir(() => answer.promise));
		const stations = reads.map((onAir, index) =>
			stationOf(`s${index}`, { remote: `${index}`, backend: { onAir } }),
		);
		await startHub(stations);
		expect(reads.map((onAir) => onAir.reads)).toEqual([1, 1, 0, 0, 0, 0]);
		answer.resolve(onAirState());
		await settle();
	});

	test('a server that does not answer is asked ever more seldom, and one thing at a time', async () => {
		const reads = Array.from({ length: 5 }, () => new FakeOnAir(() => Promise.reject(unreachable())));
		const stations = reads.map((onAir, index) =>
			stationOf(`s${index}`, { remote: `${index}`, backend: { onAir } }),
		);
		const { clock, changes } = await startHub(stations);
		await passTime(clock, 600_000);
		const sum = reads.reduce((total, onAir) => total + onAir.reads, 0);
		expect(sum).toBeGreaterThan(5);
		expect(sum).toBeLessThan(20);
		expect(changes).toEqual([]);
		for (const onAir of reads) onAir.answer = () => onAirState();
		await passTime(clock, 75_000);
		expect(changes.map(([, { kind }]) => kind)).toEqual(Array(5).fill('known'));
	});

	test('a station that its key may not read is asked again after ten minutes', async () => {
		const onAir = new FakeOnAir(() => Promise.reject(problem({ kind: 'key-missing', key: 'station' })));
		const { clock } = await startHub([stationOf('a', { backend: { onAir } })]);
		await passTime(clock, 590_000);
		expect(onAir.reads).toBe(1);
		await passTime(clock, 30_000);
		expect(onAir.reads).toBe(2);
	});
});

describe('with the push', () => {
	test('a change is told at once and once, with the state that it made', async () => {
		const { live, changes, station, hub, clock } = await pushedStation();
		changes.splice(0);
		live.say(onAirState({ now: two }));
		expect(changes).toEqual([
			['a', { kind: 'song', play: two, before: one }, { state: onAirState({ now: two }), asOf: clock.now() }],
		]);
		live.say(onAirState({ now: two }));
		expect(changes).toHaveLength(1);
		expect(hub.known(station)?.state.now).toEqual(two);
	});

	test('what the replay says is no news, but a song that began while it was away is', async () => {
		const { live, news, clock } = await pushedStation();
		live.say(onAirState({ now: one }), true);
		expect(news()).toEqual([]);
		live.lose();
		await passTime(clock, 5_000);
		live.connect();
		live.say(onAirState({ now: three }), true);
		live.say(onAirState({ now: three }));
		expect(news()).toEqual([['a', 'song']]);
	});

	test('a frame from before what is known neither tells nor hides anything', async () => {
		const { live, news, hub, station } = await pushedStation();
		live.say(onAirState({ now: two }));
		live.say(onAirState({ now: one }));
		live.say(onAirState({ now: two }));
		expect(news()).toEqual([['a', 'song']]);
		expect(hub.known(station)?.state.now?.id).toBe('2');
	});

	test('commands need ask nobody while it is heard', async () => {
		const { live, onAir, hub, station, clock } = await pushedStation();
		for (let round = 0; round < 20; round += 1) {
			live.say(onAirState({ now: two }));
			await passTime(clock, 30_000);
			expect((await hub.read(station)).state.now?.id).toBe('2');
			await hub.readAll([station]);
		}
		expect(onAir.reads).toBe(1);
	});

	test('commands ask as soon as it is lost, however young the state is, and as usual from then on', async () => {
		const { live, onAir, hub, station, clock } = await pushedStation();
		live.say(onAirState({ now: two }));
		await passTime(clock, 3_000);
		const heardAt = clock.now() - 3_000;
		live.lose();
		onAir.answer = () => {
			throw unreachable();
		};
		expect(await hub.read(station)).toMatchObject({
			asOf: heardAt,
			trouble: { problem: { kind: 'unreachable' } },
		});
		onAir.answer = () => onAirState({ now: three });
		const { state, trouble } = await hub.read(station);
		expect([state.now?.id, trouble]).toEqual(['3', undefined]);
		const { reads } = onAir;
		await hub.read(station);
		expect(onAir.reads).toBe(reads);
	});

	test('a clock set back after it was lost makes nobody ask more than usual', async () => {
		const { live, onAir, hub, station, clock } = await pushedStation();
		live.lose();
		await clock.advance(-3_600_000);
		await hub.read(station);
		const { reads } = onAir;
		await hub.read(station);
		expect(onAir.reads).toBe(reads);
	});

	test('what a command reads is told as well, and once', async () => {
		const { live, onAir, news, hub, station } = await pushedStation();
		onAir.answer = () => onAirState({ now: two });
		await hub.readNow(station);
		expect(news()).toEqual([['a', 'song']]);
		live.say(onAirState({ now: two }));
		expect(news()).toEqual([]);
	});

	test('an answer out of a cache, from before what was pushed, does not bring the old song back', async () => {
		const { live, news, hub, station } = await pushedStation();
		live.say(onAirState({ now: two }));
		const { state } = await hub.readNow(station);
		expect(state.now?.id).toBe('2');
		expect(news()).toEqual([['a', 'song']]);
	});

	test('a change reaches every Discord server that has the station', async () => {
		const live = new FakeLive();
		const onAir = new FakeOnAir(onAirState({ now: one }));
		const stations = ['a', 'b'].map((id) => stationOf(id, { guildId: id, backend: { onAir, live } }));
		const { news } = await startHub(stations);
		live.connect();
		live.say(onAirState({ now: two }));
		expect(news()).toEqual([
			['a', 'song'],
			['b', 'song'],
		]);
	});

	test('a listener that fails is reported, and the others are told', async () => {
		const { live, hub, news, errors } = await pushedStation();
		hub.onChange(() => {
			throw new TypeError('ours');
		});
		const told: string[] = [];
		const stop = hub.onChange((_, { kind }) => told.push(kind));
		live.say(onAirState({ now: two }));
		expect([told, news(), errors]).toEqual([['song'], [['a', 'song']], [new TypeError('ours')]]);
		stop();
		live.say(onAirState({ now: three }));
		expect(told).toEqual(['song']);
	});

	test('changes and frames that make no sense are counted', async () => {
		const { live, counted } = await pushedStation();
		live.say(onAirState({ now: two, listeners: 3 }));
		live.feeds[0]!.events.skipped?.();
		expect(counted).toEqual(['known', 'song', 'listeners', 'skipped']);
	});

	test('a station of which nothing comes is asked for, and found off the air when its server forgot it', async () => {
		const { onAir, news, clock, changes, hub, station } = await pushedStation();
		await passTime(clock, 80_000);
		expect(onAir.reads).toBe(1);
		onAir.answer = () => Promise.reject(problem({ kind: 'not-found', what: 'record' }));
		await passTime(clock, 15_000);
		expect(onAir.reads).toBe(2);
		expect(news()).toEqual([['a', 'listeners']]);
		await passTime(clock, 30_000);
		expect(changes.map(([, { kind }]) => kind)).toEqual(['offline']);
		expect(hub.known(station)?.state.online).toBe(false);
	});

	test('a station that was renamed at its server is found again', async () => {
		const { live, onAir, clock, news } = await pushedStation();
		onAir.answer = () => onAirState({ now: two }, { shortName: 'new_name' });
		await passTime(clock, 95_000);
		expect(live.names).toEqual(['new_name']);
		live.say(onAirState({ now: three }, { shortName: 'new_name' }));
		expect(news()).toEqual([
			['a', 'song'],
			['a', 'song'],
		]);
	});

	test('a state that breaks us is reported and does not end the feed', async () => {
		const { live, errors } = await pushedStation();
		live.say({ ...onAirState(), history: null as never, now: three });
		expect(errors).toHaveLength(1);
		live.say(onAirState({ now: two }));
		expect(errors).toHaveLength(1);
	});
});

describe('off the air', () => {
	test('is told after ten seconds of it, and its end at once', async () => {
		const { live, changes, clock } = await pushedStation();
		changes.splice(0);
		const since = clock.now();
		live.say(onAirState({ now: one, online: false }));
		expect(changes).toEqual([]);
		await passTime(clock, 12_000);
		live.say(onAirState({ now: one, online: false }));
		expect(changes.map(([, change]) => change)).toEqual([{ kind: 'offline', since }]);
		live.say(onAirState({ now: two }));
		expect(changes.slice(1).map(([, change]) => change)).toEqual([
			{ kind: 'online', offSince: since },
			{ kind: 'song', play: two, before: one },
		]);
	});
});

describe('stations that come and go', () => {
	test('are followed from then on, and until then', async () => {
		const { live, directory, clock, changes, hub } = await pushedStation();
		const other = stationOf('b', {
			remote: '2',
			backend: { onAir: new FakeOnAir(onAirState({}, { shortName: 'second', remoteId: '2' })), live },
		});
		directory.put(other);
		await passTime(clock, 3_000);
		expect(live.names).toEqual(['second', 'test_radio']);
		expect(changes.at(-1)).toMatchObject([
			'b',
			{ kind: 'known' },
			{ state: { facts: { shortName: 'second' } } },
		]);
		directory.remove('guild', 'b');
		await passTime(clock, 2_000);
		expect(live.names).toEqual(['test_radio']);
		expect(hub.known(other)).toBeUndefined();
	});

	test('the last one of a server closes its feed', async () => {
		const { live, directory, hub } = await pushedStation();
		directory.remove('guild', 'a');
		expect(live.feeds.map(({ isClosed }) => isClosed)).toEqual([true]);
		expect(hub.feedStates).toEqual([]);
	});

	test('one that is changed in Discord tells nothing twice, and one that moves begins anew', async () => {
		const { live, onAir, directory, clock, changes } = await pushedStation();
		changes.splice(0);
		directory.put(stationOf('a', { name: 'Another name', backend: { onAir, live } }));
		await passTime(clock, 3_000);
		live.say(onAirState({ now: two }));
		expect(changes.map(([, { kind }]) => kind)).toEqual(['song']);
		expect(live.feeds).toHaveLength(1);
		const elsewhere = new FakeOnAir(onAirState({ now: three }));
		directory.put(stationOf('a', { backend: { server: 'https://other.example', onAir: elsewhere } }));
		await passTime(clock, 3_000);
		expect(live.feeds.map(({ isClosed }) => isClosed)).toEqual([true]);
		expect(changes.at(-1)).toMatchObject(['a', { kind: 'known' }, { state: { now: { id: '3' } } }]);
	});

	test('closing ends everything, and nothing is told afterwards', async () => {
		const { live, hub, clock, news } = await pushedStation();
		news();
		await hub.close();
		expect(live.feeds.map(({ isClosed }) => isClosed)).toEqual([true]);
		expect(clock.waiting).toBe(0);
		live.say(onAirState({ now: two }));
		expect(news()).toEqual([]);
	});
});

test('a thousand stations on fifty servers have one clock and fifty connections', async () => {
	const lives = Array.from({ length: 50 }, () => new FakeLive());
	const stations = lives.flatMap((live, server) =>
		Array.from({ length: 20 }, (_, number) => {
			const facts = { shortName: `s${number}`, remoteId: String(number) };
			return stationOf(`${server}-${number}`, {
				remote: String(number),
				backend: {
					server: `https://radio${server}.example`,
					onAir: new FakeOnAir(onAirState({ now: one }, facts)),
					live,
				},
			});
		}),
	);
	const { clock, changes, news } = await startHub(stations);
	await passTime(clock, 3_000);
	expect(changes).toHaveLength(1_000);
	expect(lives.map(({ names }) => names.length)).toEqual(Array(50).fill(20));
	expect(clock.waiting).toBe(1);
	news();
	for (const live of lives) live.connect();
	for (const live of lives)
		for (const shortName of live.names) live.say(onAirState({ now: two }, { shortName }));
	expect(news()).toHaveLength(1_000);
});
