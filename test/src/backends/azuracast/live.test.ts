import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { AddressGuard } from '#src/backends/address-guard.ts';
import { arrive, passTime } from '#test/support/pass-time.ts';
import { heard, isLost, isOpen, listen, pushCalls, simulatedPush } from './live/listening.ts';
import { failure, startServer } from './loopback.ts';
import { bodyOf, readRecording } from './recordings.ts';

describe.each(['0.17.6', '0.19.4', '0.20.1'] as const)('the push of AzuraCast %s and later', (pushForm) => {
	test('tells what is on, and each change as it happens', async () => {
		const sim = await simulatedPush({ pushForm });
		await isOpen(sim);
		sim.radio.push.publish('lanternlight');
		await heard(sim, 1);
		expect(sim.states[0]).toMatchObject({
			shortName: 'lanternlight',
			replayed: false,
			state: { online: true, now: { id: String(sim.station.nowPlaying?.id) } },
		});
		sim.station.skip();
		sim.radio.push.publish('lanternlight');
		await heard(sim, 2);
		expect(sim.states[1]!.state.now?.id).toBe(String(sim.station.nowPlaying?.id));
		expect(sim.skipped()).toBe(0);
	});

	test('says on connecting what was said last, where the release does that', async () => {
		const sim = await simulatedPush({ pushForm });
		await isOpen(sim);
		sim.radio.push.publish('lanternlight');
		await heard(sim, 1);
		sim.radio.push.drop();
		await isLost(sim);
		await passTime(sim.clock, 2_000);
		await isOpen(sim);
		const replays = sim.states.filter(({ replayed }) => replayed);
		expect(replays).toHaveLength(pushForm === '0.17.6' ? 0 : 1);
		expect(replays[0]?.state).toEqual(pushForm === '0.17.6' ? undefined : sim.states[0]!.state);
	});

	test('is asked for without a key, by the names of the stations, as ourselves', async () => {
		const sim = await simulatedPush({ pushForm }, ['lanternlight', 'backroom']);
		await isOpen(sim);
		expect(pushCalls(sim)).toMatchObject([{ key: 'none', userAgent: 'Airdeck/0.1.0', status: 200 }]);
		const asked = new URL(pushCalls(sim)[0]!.path, sim.radio.url).searchParams.get('cf_connect');
		expect(JSON.parse(asked ?? '')).toEqual({
			subs: { 'station:lanternlight': { recover: true }, 'station:backroom': { recover: true } },
		});
	});
});

test('covers are moved to the address that is known to work', async () => {
	const recorded = JSON.parse(String(bodyOf(readRecording('nowplaying_static')))) as object;
	const server = await startServer((_, response) => {
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		const np = {
			...recorded,
			now_playing: {
				sh_id: 5,
				song: {
					id: 'a',
					title: 't',
					artist: '',
					album: '',
					text: '',
					art: 'http://inside/api/station/1/art/x.jpg',
				},
			},
		};
		response.write(`data: ${JSON.stringify({ channel: 'station:a', pub: { data: { np } } })}\n\n`);
	});
	const sim = listen(server.url, new ManualClock(), ['a']);
	await heard(sim, 1);
	expect(sim.states[0]!.state.now?.song.art).toBe(`${server.url}/api/station/1/art/x.jpg`);
	expect(server.hits[0]!.headers).not.toHaveProperty('x-api-key');
});

describe('what comes in the wrong order or twice', () => {
	test('is told once', async () => {
		const sim = await simulatedPush();
		await isOpen(sim);
		sim.radio.push.doubled = true;
		sim.radio.push.publish('lanternlight');
		sim.radio.push.outOfOrder = true;
		sim.station.skip();
		sim.radio.push.publish('lanternlight');
		await heard(sim, 2);
		await arrive();
		expect(sim.states.map(({ state }) => state.now?.id)).toEqual([
			String(sim.station.nowPlaying!.id - 1),
			String(sim.station.nowPlaying!.id),
		]);
	});

	test('is told by the server time where messages are not counted, but for a clock that was set back', async () => {
		let out: ServerResponse | undefined;
		const server = await startServer((_, response) => {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.write('data: {}\n\n');
			out = response;
		});
		const sim = listen(server.url, new ManualClock(), ['a']);
		await isOpen(sim);
		const np = JSON.parse(String(bodyOf(readRecording('nowplaying_static')))) as object;
		const say = (time: number) =>
			out?.write(
				`data: ${JSON.stringify({ channel: 'station:a', pub: { data: { np, current_time: time } } })}\n\n`,
			);
		for (const time of [1000, 1010, 1005, 1010, 400]) say(time);
		await heard(sim, 4);
		await arrive();
		expect(sim.states).toHaveLength(4);
	});
});

describe('what makes no sense', () => {
	test('is left out and counted, and what follows is heard', async () => {
		const sim = await simulatedPush();
		await isOpen(sim);
		const garbage = [
			'data: no json at all\n\n',
			'data: [1, 2]\n\n',
			'data: null\n\n',
			'data: {"channel": 5, "pub": {}}\n\n',
			'data: {"channel": "station:lanternlight", "pub": {"data": {"np": {"station": 1}}}}\n\n',
			'data: {"channel": "station:lanternlight", "pub": null}\n\n',
			'data: {"connect": {"subs": {"station:lanternlight": {"publications": [{"data": {}}]}}, "data": [7]}}\n\n',
			'data: {"connect": "yes"}\n\n',
		];
		for (const text of garbage) sim.radio.push.sendRaw(text);
		sim.radio.push.publish('lanternlight');
		await heard(sim, 1);
		expect(sim.skipped()).toBe(garbage.length + 1);
		expect(sim.statuses).toEqual(['open']);
	});

	test('and pushes of kinds that say nothing are no garbage', async () => {
		const sim = await simulatedPush();
		await isOpen(sim);
		for (const text of [
			'data: {}\n\n',
			': a comment\n\n',
			'event: odd\nid: 4\nretry: 1\n\n',
			'data: {"channel":"station:lanternlight","join":{"info":{}}}\n\n',
			'data: {"channel":"station:lanternlight","unsubscribe":{"code":2500}}\n\n',
			'data: {"channel":"global:time","pub":{"data":{"time":1}}}\n\n',
			'data: {"message":{"data":{}}}\n\n',
		])
			sim.radio.push.sendRaw(text);
		sim.radio.push.publish('lanternlight');
		await heard(sim, 1);
		expect(sim.skipped()).toBe(0);
	});

	test('stations that nobody asked for are not told', async () => {
		const sim = await simulatedPush();
		await isOpen(sim);
		const np = JSON.parse(String(bodyOf(readRecording('nowplaying_static')))) as object;
		sim.radio.push.sendRaw(
			`data: ${JSON.stringify({ channel: 'station:other', pub: { data: { np } } })}\n\n`,
		);
		sim.radio.push.publish('lanternlight');
		await heard(sim, 1);
		expect(sim.states[0]!.shortName).toBe('lanternlight');
	});
});

test('an address that somebody typed is looked at before anything is sent', async () => {
	const server = await startServer((_, response) => response.end());
	const guard = new AddressGuard({ all: false, cidrs: [] });
	const sim = listen(server.url, new ManualClock(), ['a'], guard);
	await isLost(sim);
	expect(sim.problems).toEqual([{ kind: 'address-barred' }]);
	expect(server.hits).toEqual([]);
});

describe('the written file', () => {
	test('is read by short name and without a key, private station or not', async () => {
		const sim = await simulatedPush();
		const state = await sim.backend.live!.readWritten!('backroom');
		expect(state.facts).toMatchObject({ shortName: 'backroom', isPublic: false });
		expect(sim.radio.requests.at(-1)).toMatchObject({
			path: '/api/nowplaying_static/backroom.json',
			key: 'none',
		});
	});

	test('is as recorded from a real AzuraCast', async () => {
		const server = await startServer((_, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(bodyOf(readRecording('nowplaying_static')));
		});
		const sim = listen(server.url, new ManualClock(), []);
		const state = await sim.backend.live!.readWritten!('test_radio');
		expect(state.facts.shortName).toBe('test_radio');
		expect(server.hits.map(({ url }) => url)).toEqual(['/api/nowplaying_static/test_radio.json']);
	});

	test('of a station that there is not is an error', async () => {
		const sim = await simulatedPush();
		expect((await failure(sim.backend.live!.readWritten!('nowhere'))).problem.kind).toBe('wrong-address');
		expect((await failure(sim.backend.live!.readWritten!('../x'))).problem.kind).toBe('not-found');
	});
});
