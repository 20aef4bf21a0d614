import { expect, onTestFinished, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import {
	type StreamingCenterSimulation,
	startSimulatedStreamingCenter,
} from '#demo/streaming-center/simulated-streaming-center.ts';

const json = { accept: 'application/json' };

async function start(options: StreamingCenterSimulation = {}) {
	const clock = new ManualClock();
	const panel = await startSimulatedStreamingCenter({ clock, ...options });
	onTestFinished(() => panel.close());
	const ask = async (path: string, init: RequestInit = {}) => {
		const response = await globalThis.fetch(`${panel.url}${path}`, {
			redirect: 'manual',
			headers: json,
			...init,
		});
		const text = await response.text();
		return {
			status: response.status,
			type: response.headers.get('content-type') ?? '',
			text,
			location: response.headers.get('location'),
		};
	};
	const rows = async (path: string, headers = {}) =>
		JSON.parse((await ask(path, { headers: { ...json, ...headers } })).text) as never;
	return { clock, panel, ask, rows, keyed: { ...json, 'SC-API-KEY': panel.keys.station } };
}

test('gives an array without a limit and a page with one', async () => {
	const { rows } = await start();
	expect(await rows('/api/v2/channels/?server=1')).toHaveLength(2);
	expect(await rows('/api/v2/channels/?server=1&limit=1')).toMatchObject({
		count: 2,
		previous: null,
		results: [{}],
	});
	const second: { previous: string; next: null } = await rows('/api/v2/channels/?server=1&limit=1&offset=1');
	expect(second.next).toBeNull();
	expect(second.previous).toContain('offset=0');
});

test('sends on whoever leaves the slash out, and shows a page to whoever does not ask for JSON', async () => {
	const { ask, panel } = await start();
	expect(await ask('/api/v2/history')).toMatchObject({
		status: 301,
		location: `${panel.url}/api/v2/history/`,
	});
	expect((await ask('/api/v2/history/', { headers: { accept: '*/*' } })).type).toContain('text/html');
	expect((await ask('/api/v2/history/?format=json', { headers: { accept: '*/*' } })).type).toBe(
		'application/json',
	);
	expect(await ask('/api/v2/forecast/')).toMatchObject({ status: 404 });
});

test('adds secrets to the channels and DJs of whoever has a key', async () => {
	const { rows, keyed } = await start();
	for (const path of ['/api/v2/channels/?server=1', '/api/v2/djs/?server=1']) {
		const open: object[] = await rows(path);
		const full: object[] = await rows(path, keyed);
		expect(open[0]).not.toHaveProperty('password');
		expect(full[0]).toHaveProperty('password');
	}
});

test.each([401, 403] as const)('refuses with %i and says why in "detail"', async (refusal) => {
	const { ask, keyed, panel } = await start({ habits: { refusal } });
	const without = await ask('/api/v2/playlists/?server=1');
	expect(without).toMatchObject({ status: refusal });
	expect(without.text).toContain('credentials were not provided');
	const bad = await ask('/api/v2/playlists/', { headers: { ...keyed, 'SC-API-KEY': panel.keys.expired } });
	expect(bad.status).toBe(refusal);
	expect((await ask('/api/v2/playlists/', { headers: keyed })).status).toBe(200);
	panel.revokeKey();
	expect((await ask('/api/v2/playlists/', { headers: keyed })).status).toBe(refusal);
});

test('may refuse a good key for the schedule alone', async () => {
	const { ask, keyed } = await start({ habits: { refusesKeys: new Set(['grid'] as const) } });
	const write = { method: 'POST', headers: keyed, body: '{}' };
	expect((await ask('/api/v2/grid/', write)).status).toBe(403);
	expect((await ask('/api/v2/playlists/', { headers: keyed })).status).toBe(200);
	const other = await start();
	const busy = await other.ask('/api/v2/grid/', { ...write, headers: other.keyed });
	expect(busy).toMatchObject({ status: 400, text: '{"non_field_errors":["time_slot_busy"]}' });
});

test('wants all of server, start and end for the schedule', async () => {
	const { ask } = await start();
	const answer = await ask('/api/v2/grid/?server=1');
	expect(answer.status).toBe(400);
	expect(JSON.parse(answer.text)).toHaveProperty('start_ts');
});

test('plays on with the time, keeps 500 rows, and lets a playlist begin at its minute', async () => {
	const { clock, panel } = await start();
	const station = panel.station(1);
	const first = station.history[0]!;
	expect(station.history).toHaveLength(500);
	await clock.advance(first.length);
	expect(station.history[0]?.id).toBeGreaterThan(first.id);
	expect(station.history[1]?.ts).toBeLessThan(station.history[0]?.ts ?? 0);
	expect(station.history).toHaveLength(500);
	const at = station.startPlaylist(station.playlists[2]!);
	expect(at % 60_000).toBe(0);
	await clock.advance(at - clock.now() - 1);
	expect(station.onAir?.name).toBe('All music');
	await clock.advance(1);
	expect(station.onAir?.name).toBe('Night lights');
	expect(station.history[0]).toMatchObject({ ts: at, playlistTitle: 'Night lights' });
	for (const [place, play] of station.history.entries()) {
		const before = station.history[place + 1];
		if (before !== undefined) expect(before.ts).toBeLessThan(play.ts);
	}
});

test('is silent without a source, and keeps the last row as it was', async () => {
	const { clock, panel } = await start();
	const station = panel.station(1);
	station.fallSilent();
	const [last] = station.history;
	await clock.advance(3_600_000);
	expect(station.history[0]).toEqual(last);
	expect([station.state, station.listeners]).toEqual([1, 0]);
	station.playOn();
	expect(station.state).toBe(2);
	expect(station.history[0]?.ts).toBe(clock.now());
});

test('takes a song request, plays it next, and blocks it for as long as the caller said', async () => {
	const { ask, clock, panel } = await start();
	const station = panel.station(1);
	const recent = new Set(station.history.slice(0, 60).map(({ track }) => track));
	const track = station.tracks.find((one) => one.requestable && !recent.has(one))!;
	const request = (more: object = {}) =>
		ask('/api/v2/track_requests/', {
			method: 'POST',
			headers: { ...json, 'content-type': 'application/json' },
			body: JSON.stringify({
				server_id: 1,
				person: 'x',
				message: '',
				music_id: track.id,
				ip_timeout: 0,
				track_timeout: 600_000,
				...more,
			}),
		});
	expect((await request()).status).toBe(201);
	expect(JSON.parse((await request()).text)).toEqual({ track_blocked: true });
	expect(JSON.parse((await request({ music_id: track.id, ip_timeout: 60_000 })).text)).toEqual({
		ip_blocked: true,
	});
	expect(JSON.parse((await request({ music_id: 5 })).text)).toHaveProperty('all_music');
	expect((await request({ person: undefined })).status).toBe(400);
	await clock.advance(6 * 60_000);
	expect(station.history.slice(0, 3).some((play) => play.track === track)).toBe(true);
	await clock.advance(20 * 60_000);
	expect((await request()).status).toBe(201);
});
