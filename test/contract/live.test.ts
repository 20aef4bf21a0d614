import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTestApp, type TestApp } from '#test/support/app.ts';
import { passTime } from '#test/support/pass-time.ts';

let app: TestApp;

beforeEach(async () => {
	app = await startTestApp({
		live: true,
		stations: (radio) => [
			{},
			{ name: 'Back Room', station: 'backroom', keys: { station: radio.keys.admin } },
			{ name: 'Locked Room', station: '3', keys: {} },
		],
	});
});
afterEach(() => app.close());

const metric = async (line: string) => {
	const text = await (await fetch(`${app.webUrl}/metrics`)).text();
	return text.split('\n').find((candidate) => candidate.startsWith(`${line} `));
};
const connected = () =>
	vi.waitFor(
		async () => {
			await passTime(app.clock, 1_000);
			expect(await metric('airdeck_live_feeds{state="push"}')).toBe('airdeck_live_feeds{state="push"} 1');
		},
		{ interval: 5, timeout: 5_000 },
	);

const stationId = async (name: string) => {
	const choices = await app.discord.autocomplete(
		app.as('listener'),
		'nowplaying',
		{ station: name },
		'station',
	);
	return choices[0]!.value;
};

describe('the bot as it runs in life', () => {
	test('hears of new songs by itself: the commands that follow ask nobody', async () => {
		await connected();
		const calls = app.calls();
		expect(calls.filter((call) => call.includes('/api/live/'))).toEqual([
			expect.stringMatching(/sse\?cf_connect=.*backroom.*lanternlight.* \(none\)$/),
		]);
		expect(calls.filter((call) => call.includes('nowplaying/lanternlight'))).toHaveLength(1);
		const here = { station: await stationId('Lanternlight FM') };
		// The music libraries are read and the keys are checked by themselves, at any time, whatever the push says.
		const onAir = /nowplaying|\/(queue|history|listeners|schedule)\b/;
		const asked = () => app.calls().filter((call) => onAir.test(call));
		for (let songs = 0; songs < 3; songs += 1) {
			const station = app.radio.station('lanternlight');
			station.skip();
			await passTime(app.clock, 70_000);
			expect(asked()).toEqual([]);
			const { text } = await app.run('listener', 'nowplaying', here);
			expect(text).toContain(`## ${station.nowPlaying!.song.title}`);
			expect(asked()).toEqual([]);
		}
	});

	test('shows a private station to the one whose key reads it, and not to the other, whatever the push says', async () => {
		await connected();
		const station = app.radio.station('backroom');
		station.skip();
		await passTime(app.clock, 3_000);
		app.calls();
		const ours = await app.run('listener', 'nowplaying', { station: await stationId('Back Room') });
		expect(ours.text).toContain(`## ${station.nowPlaying!.song.title}`);
		expect(app.calls()).toEqual([]);
		const theirs = await app.run('listener', 'nowplaying', { station: await stationId('Locked Room') });
		expect(theirs.text).not.toContain(station.nowPlaying!.song.title);
	});

	test('asks again while the push is away, and counts what it hears', async () => {
		await connected();
		app.radio.faults.add({ path: /live/u, status: 404, html: '<h1>404</h1>' });
		app.radio.push.drop();
		await passTime(app.clock, 65_000);
		expect(await metric('airdeck_live_feeds{state="polling"}')).toMatch(/ 1$/);
		const station = app.radio.station('lanternlight');
		station.skip();
		await passTime(app.clock, 20_000);
		const { text } = await app.run('listener', 'nowplaying', { station: await stationId('Lanternlight FM') });
		expect(text).toContain(`## ${station.nowPlaying!.song.title}`);
		expect(await metric('airdeck_on_air_changes_total{kind="song"}')).toMatch(/ \d+$/);
		app.radio.faults.clear();
		await passTime(app.clock, 61_000);
		await connected();
	});

	test('shows the song as its activity', async () => {
		await connected();
		const station = app.radio.station('lanternlight');
		station.skip();
		await vi.waitFor(async () => {
			await passTime(app.clock, 5_000);
			const { title } = station.nowPlaying!.song;
			expect(app.discord.gateway.presence).toMatchObject({
				activities: [{ type: 2, name: expect.stringContaining(title) as string }],
			});
		});
	});

	test('leaves no connection behind', async () => {
		await connected();
		await app.stopBot();
		await vi.waitFor(() => expect(app.radio.push.connections).toBe(0));
	});
});
