import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selects } from '#demo/discord/read-message.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import type { PanelHabits } from '#demo/streaming-center/panel.ts';
import { startSimulatedStreamingCenter } from '#demo/streaming-center/simulated-streaming-center.ts';
import { startTestApp } from '#test/support/app.ts';
import { closing, type PanelSetting, startAt, withStation } from '#test/support/panel-app.ts';
import { passTime } from '#test/support/pass-time.ts';

describe('a station on Streaming.Center that takes requests', () => {
	let setting: PanelSetting;
	beforeAll(async () => {
		setting = await withStation({ experimental: true });
	});
	afterAll(() => closing(setting));

	test('/request goes out without the key, and refusals come in words', async () => {
		const { app, panel, asked } = setting;
		const history = panel.station(1).history.slice(0, 40);
		const quiet = panel
			.station(1)
			.tracks.find((track) => track.requestable && !history.some((play) => play.track === track));
		const wanted = { song: `${quiet?.title ?? ''}` };
		const { text, message } = await app.run('listener', 'request', wanted);
		const [menu] = selects(message);
		const seen = menu === undefined ? text : (await app.choose('listener', message, String(quiet?.id))).text;
		expect(seen).toContain('Requested · Harbour Radio');
		expect(asked().filter((call) => call.startsWith('POST'))).toEqual(['POST /track_requests/ (none)']);
		expect(panel.station(1).requests).toMatchObject([{ track: quiet, person: 'Discord' }]);
		await app.clock.advance(10 * 60_000);
		const again = await app.run('german', 'request', wanted);
		const [second] = selects(again.message);
		const refused =
			second === undefined ? again.text : (await app.choose('german', again.message, String(quiet?.id))).text;
		expect(refused).toContain('wartet schon');
	});

	test('/dj requests lists what waits, without the key and without where it came from', async () => {
		const { app, panel, asked } = setting;
		const track = panel.station(1).tracks[4]!;
		const request = {
			id: 77,
			at: app.clock.now(),
			track,
			person: 'x',
			message: '',
			address: '203.0.113.99',
			playedAt: null,
		};
		panel.station(1).requests.push(request);
		asked();
		const { plain } = await app.run('dj', 'dj requests');
		expect(plain).toContain(track.title.slice(0, 30));
		expect(app.sent()).not.toContain('203.0.113.99');
		expect(asked()).toContain('GET /track_requests/ (none)');
	});
});

test('without a key, what is open works and the rest says that the key is missing', async () => {
	const setting = await withStation({ withKey: false });
	const { app } = setting;
	expect((await app.run('listener', 'nowplaying')).plain).toContain('Harbour Radio');
	expect((await app.run('listener', 'playlist list')).text).toContain('none is set for Harbour Radio');
	await closing(setting);
});

test('two stations of one panel are heard apart, each of them at most once in 15 seconds', async () => {
	const setting = await withStation({ twice: true });
	const { app, panel, asked } = setting;
	await passTime(app.clock, 40_000);
	asked();
	await passTime(app.clock, 60_000);
	const reads = asked().filter((call) => call === 'GET /history/ (none)').length;
	expect(reads).toBeGreaterThanOrEqual(6);
	expect(reads).toBeLessThanOrEqual(9);
	panel.station(3).goLive('Kit');
	await passTime(app.clock, 20_000);
	const talk = await app.run('listener', 'nowplaying', { station: 'Quay Talk' });
	expect(talk.plain).toContain('Kit');
	const harbour = await app.run('listener', 'nowplaying', { station: 'Harbour Radio' });
	expect(harbour.plain).not.toContain('Kit');
	await closing(setting);
});

describe('/setup', () => {
	async function begin(habits: Partial<PanelHabits> = {}) {
		const clock = new ManualClock(startAt);
		const panel = await startSimulatedStreamingCenter({ clock, habits });
		const app = await startTestApp({ startAt, stations: [] });
		const enter = async (address: string, keys: Record<string, string> = {}) => {
			const { message } = await app.run('owner', 'setup');
			const form = await app.openForm('owner', message, 'Enter the address');
			return app.submit('owner', form, { address, ...keys });
		};
		return { app, panel, enter, finish: () => closing({ app, panel }) };
	}

	test('knows a panel by its address, lists its stations, and takes its key', async () => {
		const { app, panel, enter, finish } = await begin();
		const { text, message } = await enter(`${panel.url}/api/v2/`);
		expect(text).toContain('Streaming.Center answers at 127.0.0.1:');
		expect(text).toContain('Harbour Radio, Quay Talk');
		const form = await app.openForm('owner', message, 'Enter keys');
		const refused = await app.submit('owner', form, { station: panel.keys.expired });
		expect(refused.text).toContain('does not accept the station key');
		const again = await app.openForm('owner', refused.message, 'Enter keys');
		const taken = await app.submit('owner', again, { station: panel.keys.station });
		expect(taken.text).toContain('Harbour Radio');
		expect(panel.requests.some(({ key }) => key === 'station')).toBe(true);
		await finish();
	});

	test('asks for the number where the panel does not list its stations, and takes it from the address', async () => {
		const { app, panel, enter, finish } = await begin({ closed: new Set(['servers'] as const) });
		const nameless = await enter(panel.url);
		expect(nameless.text).toContain(`${panel.url}/?server=1`);
		const named = await enter(`${panel.url}/?server=3`);
		const saved = await app.click('owner', named.message, 'Save without keys');
		expect(saved.text).toContain('set up');
		const { plain } = await app.run('listener', 'nowplaying');
		expect(plain).toContain(panel.station(3).history[0]?.track?.title.slice(0, 30) ?? 'jingle');
		await finish();
	});
});

describe('what the panel does not tell', () => {
	let setting: PanelSetting;
	beforeAll(async () => {
		setting = await withStation();
	});
	afterAll(() => closing(setting));

	test('calls that nobody described are used from when somebody turns them on until it is off again', async () => {
		const { app, asked } = setting;
		expect((await app.run('dj', 'dj requests')).text).not.toContain('waits');
		expect(asked()).not.toContain('GET /track_requests/ (none)');
		const { message } = await app.run('owner', 'settings edit');
		const on = await app.click('owner', message, 'Experimental on');
		expect(on.text).toContain('Experimental calls are used: nobody described them, and they may break.');
		asked();
		await app.run('dj', 'dj requests');
		expect(asked()).toContain('GET /track_requests/ (none)');
		const off = await app.click('owner', on.message, 'Experimental off');
		expect(off.text).toContain('Experimental calls are not used.');
		await app.run('dj', 'dj requests');
		expect(asked()).not.toContain('GET /track_requests/ (none)');
	});

	test.each(['31.12.2026', '2026-02-30'])('%s is no day, and nothing is kept of it', async (station) => {
		const { app } = setting;
		const { message } = await app.run('owner', 'settings edit');
		const form = await app.openForm('owner', message, 'Dates and time zone');
		const { text } = await app.submit('owner', form, { station });
		expect(text).toContain(station);
		expect((await app.run('owner', 'settings edit')).text).not.toContain(station);
	});
});
