import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buttons, selects } from '#demo/discord/read-message.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import type { PanelHabits } from '#demo/streaming-center/panel.ts';
import {
	type SimulatedStreamingCenter,
	startSimulatedStreamingCenter,
} from '#demo/streaming-center/simulated-streaming-center.ts';
import { builtIn } from '#src/backends/registry.ts';
import { channels, guildId, type PersonName, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { mp3, wav } from '#test/support/audio.ts';
import { seeOutcome } from '#test/support/outcome.ts';
import { passTime } from '#test/support/pass-time.ts';

/** Sunday, 20:13:40 in Berlin. */
const startAt = Date.UTC(2026, 10, 22, 19, 13, 40);

interface Setting {
	app: TestApp;
	panel: SimulatedStreamingCenter;
	/** What the panel was asked since the last call of this, without the queries. */
	asked: () => string[];
}

/** The bot with one station, on a panel whose time goes along with the bot's. */
async function withStation({ experimental = false, withKey = true, twice = false } = {}): Promise<Setting> {
	// The panel has to be there before the bot, and both go by one clock: the first hands its time to the second.
	const time: { clock?: ManualClock } = {};
	const panelClock = new ManualClock(startAt);
	const panel = await startSimulatedStreamingCenter({
		clock: {
			now: () => (time.clock ?? panelClock).now(),
			sleep: (ms, signal) => (time.clock ?? panelClock).sleep(ms, signal),
			every: (ms, run) => (time.clock ?? panelClock).every(ms, run),
		},
	});
	const keys = withKey ? { station: panel.keys.station } : {};
	const first = {
		name: 'Harbour Radio',
		backend: 'streaming-center',
		url: panel.url,
		station: '1',
		keys,
		channels: { audit: channels.audit, upload: channels.upload },
	};
	const second = { ...first, name: 'Quay Talk', station: '3', channels: { nowPlaying: channels.nowPlaying } };
	const app = await startTestApp({
		startAt,
		stations: twice ? [{ ...first, channels: { nowPlaying: channels.general } }, second] : [first],
		live: twice,
		modules: builtIn.map((module) => ({
			...module,
			create: (options) =>
				module.create({ ...options, ...(experimental ? { details: { experimental: true } } : {}) }),
		})),
	});
	time.clock = app.clock;
	let told = panel.requests.length;
	return {
		app,
		panel,
		asked: () => {
			const news = panel.requests
				.slice(told)
				.map(
					({ method, path, key }) =>
						`${method} ${path.replace('/api/v2', '').split('?', 1)[0] ?? ''} (${key})`,
				);
			told = panel.requests.length;
			return news;
		},
	};
}

async function closing({ app, panel }: Setting): Promise<void> {
	for (const key of Object.values(panel.keys)) {
		expect(app.log()).not.toContain(key);
		expect(app.sent()).not.toContain(key);
	}
	for (const text of [app.log(), app.sent()]) {
		expect(text).not.toMatch(/secret-|djpassword|\/var\/users/);
	}
	await app.close();
	await panel.close();
}

describe('a station on Streaming.Center', () => {
	let setting: Setting;
	let app: TestApp;
	let panel: SimulatedStreamingCenter;
	let asked: () => string[];

	beforeAll(async () => {
		setting = await withStation();
		({ app, panel, asked } = setting);
	});
	beforeEach(async () => {
		await app.clock.advance(61_000);
		asked();
	});
	afterEach(() => panel.faults.clear());
	afterAll(() => closing(setting));

	const run = (person: PersonName, command: string, options: Record<string, string> = {}) =>
		seeOutcome(app, () => app.discord.command(app.as(person), command, options));

	test('/nowplaying shows the song, its audience and what is planned, without the key', async () => {
		const { plain } = await app.run('listener', 'nowplaying');
		const now = panel.station(1).history.find(({ track }) => track !== null);
		expect(plain).toContain('Harbour Radio');
		if (panel.station(1).history[0]?.jingleId === null) expect(plain).toContain(now?.track?.title ?? '?');
		expect(plain).toContain(`${panel.station(1).listeners} listeners`);
		expect(plain).toContain('Night lights');
		expect(asked().every((call) => call.endsWith('(none)'))).toBe(true);
		await app.run('dj', 'nowplaying');
		expect(asked()).toEqual([]);
	});

	test('/nowplaying says of an old song that it was the last one known', async () => {
		panel.station(1).fallSilent();
		panel.faults.add({ path: /channels/, status: 403, body: '{"detail":"No"}' });
		await app.clock.advance(6 * 60_000);
		const { text } = await app.run('listener', 'nowplaying');
		expect(text).toMatch(/has not told|nothing new|last|silent/i);
		panel.station(1).playOn();
	});

	test('/history pages through what the panel keeps, in one read', async () => {
		const { plain, message } = await app.run('listener', 'history');
		const songs = panel
			.station(1)
			.history.filter(({ jingleId, track }) => jingleId === null && track !== null);
		for (const { track } of songs.slice(0, 3)) expect(plain).toContain(track?.title.slice(0, 40));
		expect(plain).not.toContain('jingle');
		expect(asked()).toEqual(['GET /history/ (none)']);
		const older = await app.click('listener', message, 'Older');
		expect(older.plain).toContain(songs[12]?.track?.title.slice(0, 40));
		expect(asked()).toEqual([]);
		const day = await app.run('listener', 'history', { day: '2026-11-01' });
		expect(day.text).toContain('Nothing');
	});

	test('/schedule shows the week in moments', async () => {
		const { plain } = await app.run('listener', 'schedule');
		for (const name of ['Night lights', 'Breakfast', 'Harbour Special', 'Afternoon'])
			expect(plain).toContain(name);
		expect(plain).toContain(`<t:${Date.UTC(2026, 10, 24, 15) / 1_000}`);
		expect(asked().filter((call) => call.startsWith('GET /grid/'))).not.toEqual([]);
	});

	test('/listen gives the encrypted stream', async () => {
		const { plain } = await app.run('listener', 'listen');
		expect(plain).toContain('https://stream.example.org:8443/live');
		expect(plain).toContain('MP3 · 128 kbit/s');
	});

	test('/search finds songs and offers no request', async () => {
		const { plain, message } = await app.run('listener', 'search', { text: 'lantern' });
		expect(plain).toContain('Slow Lanterns');
		expect(buttons(message).map(({ label }) => label)).not.toContain('Request');
		expect(asked().every((call) => call.endsWith('(none)'))).toBe(true);
	});

	test('/request says in one sentence that it is not there', async () => {
		const { text } = await app.run('listener', 'request', { song: 'Slow Lanterns' });
		expect(text).toContain('Streaming.Center has no song requests.');
		expect(text).toContain('Harbour Radio has instead:');
		expect(text).toContain('A server administrator can switch it on');
		expect(asked().filter((call) => call.startsWith('POST'))).toEqual([]);
	});

	test('/dj skip says in one sentence what there is instead', async () => {
		const { text, isPrivate } = await app.run('dj', 'dj skip');
		expect(isPrivate).toBe(true);
		expect(text).toContain('Streaming.Center has no way to skip a song.');
		expect(text).toMatch(/Harbour Radio has instead: .*dj playlist/);
		expect(asked()).toEqual([]);
	});

	test('/dj skip and /request in German', async () => {
		const dora = app.discord.addMember(guildId, { username: 'dora', roles: [roles.dj], locale: 'de' });
		const actor = { guildId, channelId: channels.general, userId: dora.id };
		const { text } = await app.see(app.discord.command(actor, 'dj skip', {}));
		expect(text).toContain('Das bietet Streaming.Center nicht: Songs überspringen.');
		expect(text).toMatch(/Harbour Radio hat dafür: .*dj playlist/);
		const refused = await app.run('german', 'request', { song: 'x' });
		expect(refused.text).toContain('Das bietet Streaming.Center nicht: Songwünsche.');
	});

	test('/dj playlist in German', async () => {
		const dora = app.discord.addMember(guildId, { username: 'dina', roles: [roles.dj], locale: 'de' });
		const actor = { guildId, channelId: channels.general, userId: dora.id };
		const { text } = await app.see(
			app.discord.command(actor, 'dj playlist', { playlist: 'Night lights', state: 'off' }),
		);
		expect(text).toContain('Bei Streaming.Center ist eine Playlist weder an noch aus');
	});

	test('/playlist list says which one is on the air, and none is on or off', async () => {
		const { plain } = await app.run('listener', 'playlist list');
		expect(plain).toContain('3 playlists');
		expect(plain).toContain('✅ **All music**');
		expect(plain).toContain('on the air · 90 songs');
		expect(plain).not.toMatch(/\bweight\b|\boff\b/);
		expect(asked()).toEqual(['GET /playlists/ (station)']);
	});

	test('/playlist show has the songs, and a button that starts it', async () => {
		const { plain, message } = await app.run('dj', 'playlist show', { playlist: 'Night lights' });
		const [first] = panel.station(1).tracksIn(103);
		expect(plain).toContain(first?.title.slice(0, 40));
		expect(buttons(message).map(({ label }) => label)).toContain('Play this');
		expect(buttons(message).map(({ label }) => label)).not.toContain('Switch off');
	});

	test('/dj playlist only begins at the next full minute, says so, and sees it through', async () => {
		const shown: string[] = [];
		const begins = (Math.floor(app.clock.now() / 60_000) + 1) * 60_000;
		const { text } = await run('dj', 'dj playlist', { playlist: 'Morning shows', state: 'only' });
		shown.push(app.sent());
		expect(shown.join('')).toContain(`Morning shows begins at <t:${begins / 1_000}:T>`);
		expect(text).toContain('### ✅ Morning shows is on the air');
		expect(text).toContain(`Since <t:${begins / 1_000}:T>.`);
		expect(panel.station(1).onAir?.name).toBe('Morning shows');
		expect(asked().filter((call) => call.startsWith('POST'))).toEqual([
			'POST /playlists/102/start_broadcasting/ (station)',
		]);
		const again = await run('dj', 'dj playlist', { playlist: 'Morning shows', state: 'only' });
		expect(again.text).toContain('was on the air already');
		expect(asked().filter((call) => call.startsWith('POST'))).toEqual([]);
		await expect.poll(() => app.sent()).toContain('started the playlist Morning shows on **Harbour Radio**');
	});

	test('/dj playlist only does not claim what it did not see', async () => {
		panel.faults.add({ path: /start_broadcasting/, body: '{"result":"ok"}' });
		const { text } = await run('dj', 'dj playlist', { playlist: 'All music', state: 'only' });
		expect(text).toContain('Asked to begin, not confirmed');
		expect(panel.station(1).onAir?.name).toBe('Morning shows');
	});

	test.each(['on', 'off'])(
		'/dj playlist %s is refused in one sentence, with what there is',
		async (state) => {
			const { text, message } = await run('dj', 'dj playlist', { playlist: 'Night lights', state });
			expect(text).toContain('a playlist is neither on nor off');
			expect(asked().filter((call) => call.startsWith('POST'))).toEqual([]);
			const started = await seeOutcome(app, () =>
				app.discord.press(app.as('dj'), message.id, buttons(message)[0]?.custom_id ?? ''),
			);
			expect(started.text).toContain('Night lights is on the air');
			await run('dj', 'dj playlist', { playlist: 'All music', state: 'only' });
		},
	);

	test('/playlist create makes one on the panel', async () => {
		const { text } = await run('manager', 'playlist create', { name: 'Rain' });
		expect(text).toContain('**Rain** is there and empty');
		expect(panel.station(1).playlists.at(-1)).toMatchObject({ name: 'Rain', isRandom: false });
		const empty = await run('dj', 'dj playlist', { playlist: 'Rain', state: 'only' });
		expect(empty.text).toContain('Rain has no songs');
	});

	test('/station upload stores a song and puts it into a playlist', async () => {
		const file = { name: 'boat.mp3', content: mp3({ title: 'Boat', artist: 'Morning Crew', album: 'Quay' }) };
		const { text, message } = await seeOutcome(app, () =>
			app.discord.command(app.as('manager'), 'station upload', { file }),
		);
		expect(text).toContain('Added · Harbour Radio\n## Boat\n**Morning Crew**');
		expect(asked().filter((call) => !call.startsWith('GET'))).toEqual(['PUT /mediafile/upload/ (station)']);
		const [menu] = selects(message);
		const seen = await seeOutcome(app, () =>
			app.discord.select(app.as('manager'), message.id, menu?.custom_id ?? '', ['103']),
		);
		expect(seen.text).toContain('In: Night lights');
		expect(panel.station(1).tracks.at(-1)).toMatchObject({ title: 'Boat', playlists: [103] });
		const again = await seeOutcome(app, () =>
			app.discord.command(app.as('manager'), 'station upload', { file }),
		);
		expect(again.text).toContain('Nothing was sent');
		expect(again.text).not.toContain('/var/');
	});

	test('/station upload writes what the file does not say', async () => {
		const file = { name: 'whistle.wav', content: wav() };
		const asks = await seeOutcome(app, () =>
			app.discord.command(app.as('manager'), 'station upload', { file }),
		);
		const form = await app.openForm('manager', asks.message, 'Enter title, artist');
		const done = await seeOutcome(app, () =>
			app.discord.submit(app.as('manager'), form, { title: 'Whistle', artist: 'Gulls', album: '' }),
		);
		expect(done.text).toContain('## Whistle\n**Gulls**');
		expect(panel.station(1).tracks.at(-1)).toMatchObject({ title: 'Whistle', author: 'Gulls' });
	});

	test('/help says what is different here, of the command that it is about', async () => {
		const { plain } = await app.run('manager', 'help');
		expect(plain).toMatch(/dj playlist:\d+> .*\n-# from the next full minute on/);
		expect(plain).toMatch(/history:\d+> .*\n-# only the newest that the server keeps/);
		expect(plain).not.toMatch(/playlist (?:list|create):\d+> .*\n-# from/);
		expect(plain).not.toMatch(/dj skip|\/queue/);
	});

	test('/doctor tells the truth about the key', async () => {
		const { text } = await run('manager', 'doctor');
		expect(text).toContain('Streaming.Center');
		expect(text).toContain('Everything in use works');
		expect(text).toContain('API key');
		expect(text).toContain('may do everything there');
		expect(asked().toSorted()).toEqual([
			'GET /history/ (none)',
			'GET /playlists/ (none)',
			'GET /playlists/ (station)',
		]);
	});

	test('a panel that is down is said to be', async () => {
		await app.clock.advance(20_000);
		await panel.down();
		const { text } = await app.run('dj', 'playlist list');
		expect(text).toContain('does not answer');
		await panel.up();
	});

	test('a key that was taken back is rejected, and /doctor says so', async () => {
		panel.revokeKey();
		const { text } = await app.run('dj', 'playlist list');
		expect(text).toContain('does not accept the station key');
		expect(text).toContain('It is unknown, revoked or expired.');
		expect(text).toContain('Settings › API Keys');
		const checked = await run('manager', 'doctor');
		expect(checked.text).toContain('does not accept the station key');
	});
});

describe('a station on Streaming.Center that takes requests', () => {
	let setting: Setting;
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
		return { app, panel, enter, finish: () => closing({ app, panel, asked: () => [] }) };
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
