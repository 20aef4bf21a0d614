import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { arrive, passTime } from '#test/support/pass-time.ts';
import { type Simulation, simulate } from './simulation.ts';

type Frame = Record<string, unknown>;
const subs = (...names: string[]) =>
	encodeURIComponent(
		JSON.stringify({ subs: Object.fromEntries(names.map((name) => [name, { recover: true }])) }),
	);

/** A plain reader of server-sent events, which knows nothing of the bot's. */
async function subscribe({ url }: Simulation, query: string) {
	const end = new AbortController();
	onTestFinished(() => end.abort());
	const response = await fetch(`${url}/api/live/nowplaying/sse?cf_connect=${query}`, { signal: end.signal });
	let text = '';
	let ended = false;
	const reading = (async () => {
		for await (const chunk of response.body ?? []) text += Buffer.from(chunk as Uint8Array).toString();
	})();
	void reading
		.catch(() => undefined)
		.finally(() => {
			ended = true;
		});
	const frames = () =>
		text
			.split('\n\n')
			.slice(0, -1)
			.map((event) => JSON.parse(event.replace('data: ', '')) as Frame);
	return {
		response,
		frames,
		text: () => text,
		ended: () => ended,
		count: (count: number) =>
			vi.waitFor(() => expect(frames()).toHaveLength(count), { interval: 2, timeout: 5_000 }),
	};
}
const dataOf = (frame: Frame) => (frame['pub'] as { data: Record<string, unknown> }).data;

describe('who listens', () => {
	test('gets a first frame, then each change within two seconds, with its trigger', async () => {
		const sim = await simulate();
		const station = sim.station('lanternlight');
		station.setListeners(5);
		const events = await subscribe(sim, subs('station:lanternlight'));
		expect(events.response.headers.get('content-type')).toBe('text/event-stream');
		await events.count(1);
		expect(events.frames()[0]).toMatchObject({
			connect: { ping: 25, subs: { 'station:lanternlight': { recoverable: true } } },
		});
		await passTime(sim.clock, 1_000);
		await events.count(2);
		expect(dataOf(events.frames()[1]!)).toMatchObject({ triggers: [] });
		station.skip();
		await passTime(sim.clock, 1_000);
		await events.count(3);
		expect(dataOf(events.frames()[2]!)).toMatchObject({
			triggers: ['song_changed'],
			np: { now_playing: { sh_id: station.nowPlaying!.id }, cache: 'event' },
		});
		station.goLive('DJ Nyx');
		station.setListeners(9);
		await passTime(sim.clock, 1_000);
		await events.count(4);
		expect(dataOf(events.frames()[3]!)).toMatchObject({ triggers: ['live_connect', 'listener_gained'] });
	});

	test('gets the same again every twelve seconds, and a ping every 25', async () => {
		const sim = await simulate();
		const station = sim.station('lanternlight');
		station.setListeners(5);
		station.goLive('DJ Nyx');
		const events = await subscribe(sim, subs('station:lanternlight'));
		await events.count(1);
		await passTime(sim.clock, 26_000);
		await events.count(5);
		expect(
			events
				.frames()
				.slice(1)
				.map((frame) => 'pub' in frame),
		).toEqual([true, true, false, true]);
	});

	test('hears nothing of a station that is off, never ran, or is not there, and of private ones all', async () => {
		const sim = await simulate({ withAnnex: true });
		sim.station('lanternlight').isEnabled = false;
		const wanted = ['lanternlight', 'annex', 'nowhere', 'backroom'].map((name) => `station:${name}`);
		const events = await subscribe(sim, subs(...wanted));
		await passTime(sim.clock, 2_000);
		sim.push.publish('lanternlight');
		sim.push.publish('annex');
		await events.count(2);
		await arrive();
		expect(events.frames()[1]).toMatchObject({ channel: 'station:backroom' });
	});

	test.each(['', 'no json', '7', '{}', '{"subs":null}'])('is sent away with %o', async (asked) => {
		const { call } = await simulate();
		const path = `/api/live/nowplaying/sse?cf_connect=${encodeURIComponent(asked)}`;
		expect((await call(path)).status).toBe(400);
	});

	test('that leaves is forgotten, and nothing runs any more', async () => {
		const sim = await simulate();
		const end = new AbortController();
		const path = `${sim.url}/api/live/nowplaying/sse?cf_connect=${subs('station:lanternlight')}`;
		await fetch(path, { signal: end.signal });
		expect(sim.push.connections).toBe(1);
		end.abort();
		await vi.waitFor(() => expect(sim.push.connections).toBe(0), { interval: 2, timeout: 5_000 });
		expect(sim.clock.waiting).toBe(0);
	});
});

describe('the replay', () => {
	async function replayed(options: Parameters<typeof simulate>[0], waitMs: number) {
		const sim = await simulate(options);
		sim.push.publish('lanternlight');
		await sim.clock.advance(waitMs);
		const events = await subscribe(sim, subs('station:lanternlight'));
		await events.count(1);
		return events.frames()[0]!['connect'] as { subs: Record<string, object>; data?: unknown[] };
	}
	const np = { station: { shortcode: 'lanternlight' } };

	test('lies with the subscription since 0.20.1, for half a minute', async () => {
		const { subs: told } = await replayed({}, 30_000);
		expect(told).toMatchObject({
			'station:lanternlight': { publications: [{ data: { np, triggers: [] }, offset: 1 }] },
		});
		expect((await replayed({}, 30_001)).subs['station:lanternlight']).not.toHaveProperty('publications');
	});

	test('lies in a list from 0.19.4 to 0.20.0', async () => {
		const { subs: told, data } = await replayed({ version: '0.19.7' }, 1_000);
		expect(told['station:lanternlight']).not.toHaveProperty('publications');
		expect(data).toMatchObject([{ channel: 'station:lanternlight', pub: { data: { np } } }]);
	});

	test('is not there before, where the time has a channel of its own', async () => {
		expect(await replayed({ pushForm: '0.17.6' }, 1_000)).not.toHaveProperty('data');
		const sim = await simulate({ pushForm: '0.17.6' });
		const events = await subscribe(sim, subs('global:time'));
		await passTime(sim.clock, 25_000);
		await events.count(3);
		expect(events.frames()[1]).toEqual({
			channel: 'global:time',
			pub: { data: { time: Math.floor(sim.clock.now() / 1000) } },
		});
	});
});

describe('what goes wrong', () => {
	async function listening() {
		const sim = await simulate();
		sim.station('lanternlight').setListeners(5);
		const events = await subscribe(sim, subs('station:lanternlight'));
		await events.count(1);
		return { ...sim, events };
	}

	test('dropped, with or without a good-bye', async () => {
		const one = await listening();
		one.push.drop();
		await vi.waitFor(() => expect(one.events.ended()).toBe(true), { interval: 2, timeout: 5_000 });
		const two = await listening();
		two.push.drop({ code: 3001, reason: 'shutdown' });
		await vi.waitFor(() => expect(two.events.ended()).toBe(true), { interval: 2, timeout: 5_000 });
		expect(two.events.frames().at(-1)).toEqual({ disconnect: { code: 3001, reason: 'shutdown' } });
	});

	test('silent, and open', async () => {
		const { push, clock, events } = await listening();
		push.silent = true;
		await passTime(clock, 60_000);
		expect(events.frames()).toHaveLength(1);
		expect(events.ended()).toBe(false);
	});

	test('twice, and out of order', async () => {
		const { push, events } = await listening();
		push.doubled = true;
		push.publish('lanternlight');
		await events.count(3);
		push.doubled = false;
		push.outOfOrder = true;
		push.publish('lanternlight');
		await events.count(5);
		const offsets = events
			.frames()
			.slice(1)
			.map((frame) => (frame['pub'] as { offset: number }).offset);
		expect(offsets).toEqual([1, 1, 2, 1]);
	});

	test('a byte a second', async () => {
		const { push, clock, events } = await listening();
		const before = events.text().length;
		push.dripping = true;
		push.publish('lanternlight');
		await passTime(clock, 10_000);
		expect(events.text().length).toBe(before + 10);
	});

	test('a flood, and garbage', async () => {
		const { push, events } = await listening();
		push.publish('lanternlight');
		push.flood('lanternlight', 100);
		await events.count(102);
		push.sendRaw('data: {"odd":true}\n\n');
		await events.count(103);
		expect(() => push.flood('nowhere', 1)).toThrow('nowhere');
	});

	test('a clock that is off', async () => {
		const { push, clock, events } = await listening();
		push.clockOffMs = -300_000;
		push.publish('lanternlight');
		await events.count(2);
		expect(dataOf(events.frames()[1]!)['current_time']).toBe(Math.floor(clock.now() / 1000) - 300);
	});
});

test('the written file is as old as the last look, and stays as it was when the station is switched off', async () => {
	const { call, clock, station } = await simulate();
	const read = async () =>
		(await call('/api/nowplaying_static/lanternlight.json')).body as {
			now_playing: { sh_id: number };
			is_online: boolean;
		};
	const first = await read();
	station('lanternlight').skip();
	expect(await read()).toEqual(first);
	await clock.advance(12_000);
	const second = await read();
	expect(second.now_playing.sh_id).toBeGreaterThan(first.now_playing.sh_id);
	station('lanternlight').isEnabled = false;
	await clock.advance(600_000);
	expect(await read()).toEqual(second);
	expect(second.is_online).toBe(true);
	expect((await call('/api/nowplaying_static/annex.json')).status).toBe(404);
});
