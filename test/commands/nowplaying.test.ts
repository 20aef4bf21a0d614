import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { buttons } from '#demo/discord/read-message.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';
import { untilFeedIs } from '#test/support/feed-state.ts';
import { putOnAir, skipUntil } from '#test/support/on-air.ts';
import { passTime } from '#test/support/pass-time.ts';

let app: TestApp;
let station: SimulatedStation;
const read = 'GET /api/nowplaying/lanternlight (none)';

beforeAll(async () => {
	app = await startTestApp();
	station = app.radio.station('lanternlight');
});
beforeEach(async () => {
	await app.clock.advance(20_000);
	app.radio.faults.clear();
	app.calls();
});
afterAll(() => app.close());

const host = () => new URL(app.radio.url).host;

describe('/nowplaying', () => {
	test('shows everybody song, audience, neighbours and buttons, by one call without a key', async () => {
		putOnAir(station, { title: 'Low Tide', artist: 'The Quays', album: 'Harbour Walls', lengthSeconds: 252 });
		station.setListeners(23);
		const { message, text, isPrivate } = await app.run('listener', 'nowplaying');
		expect(app.calls()).toEqual([read]);
		expect(isPrivate).toBe(false);
		const started = Math.floor(app.clock.now() / 1000);
		expect(text).toContain(
			[
				'-# ▶️ On air · Lanternlight FM',
				'## Low Tide',
				'**The Quays**',
				'-# Harbour Walls',
				'Cover of “Harbour Walls” by The Quays',
				`Started <t:${started}:R> · 4:12`,
				'-# 🎧 23 listeners',
			].join('\n'),
		);
		expect(text).toContain('**Next** ');
		expect(text).toContain('**Before** ');
		expect(text).toContain(`<t:${started + 252}:R>`);
		expect(buttons(message).map(({ label }) => label)).toEqual([
			'Request a song',
			'Up next',
			'Refresh',
			'Listen',
		]);
		expect(buttons(message).find(({ label }) => label === 'Listen')?.url).toBe(
			`${app.radio.url}/public/lanternlight`,
		);
	});

	test('shows the cover beside the song, from the address that is known to work', async () => {
		const song = putOnAir(station, { title: 'With Cover', artist: 'Anna', album: '' });
		await app.run('listener', 'nowplaying');
		expect(app.sent()).toContain(
			`"media":{"url":"${app.radio.url}/api/station/lanternlight/art/${song.uniqueId}`,
		);
	});

	test('asks nobody again while the state is fresh, and once after 15 seconds', async () => {
		await app.run('listener', 'nowplaying');
		await app.clock.advance(14_999);
		await app.run('dj', 'nowplaying');
		expect(app.calls()).toEqual([read]);
		await app.clock.advance(1);
		await Promise.all([
			app.run('listener', 'nowplaying'),
			app.run('dj', 'nowplaying'),
			app.run('admin', 'nowplaying'),
		]);
		expect(app.calls()).toEqual([read]);
	});

	test('is redrawn in place by Refresh', async () => {
		const { message } = await app.run('listener', 'nowplaying');
		await app.clock.advance(15_000);
		putOnAir(station, { title: 'The Song After', artist: 'Somebody Else' });
		const before = app.discord.messages(app.channelId).length;
		const seen = await app.click('dj', message, 'Refresh');
		expect(seen.message.id).toBe(message.id);
		expect(seen.text).toContain('## The Song After');
		expect(app.discord.messages(app.channelId)).toHaveLength(before);
		expect(app.calls()).toEqual([read, read]);
	});

	test('names who asked for the song, without pinging anybody', async () => {
		const song = station.addSong({ title: 'A Wish', artist: 'Wishing Well', album: 'Coins' });
		await app.run('listener', 'request', { song: 'A Wish' });
		await app.clock.advance(180_000);
		skipUntil(station, 'A Wish');
		const { text, message } = await app.run('dj', 'nowplaying');
		expect(text).toContain('-# 🙋 Request · Lanternlight FM');
		expect(text).toContain(`-# Coins · requested by <@${app.as('listener').userId}>`);
		expect(message.pinged).toEqual([]);
		expect(song.songId).toBe(station.nowPlaying?.song.songId);
	});

	test('says only that it was a listener when the request was made elsewhere', async () => {
		const song = station.addSong({ title: 'From The Website', artist: 'Guest', album: '' });
		station.requests.add(song, '192.0.2.7', app.clock.now(), 1);
		await app.clock.advance(180_000);
		skipUntil(station, 'From The Website');
		expect((await app.run('dj', 'nowplaying')).text).toContain('-# requested by a listener');
	});

	test('shows text from outside as it is written: no formatting, no mentions, no links', async () => {
		putOnAir(station, {
			title: '@everyone **Loud** [here](https://evil.example)',
			artist: '# <@100000000000000001>\n> quoted',
			album: '`code` <t:0:R>',
		});
		const { text, message } = await app.run('listener', 'nowplaying');
		expect(text).toContain('## \\@everyone \\*\\*Loud\\*\\* \\[here](https\\://evil.example)');
		expect(text).toContain('**\\# \\<\\@100000000000000001> > quoted**');
		expect(text).toContain('-# \\`code\\` \\<t:0:R>');
		expect(message.mentions).toEqual([]);
	});

	test('speaks the language of the server where everybody reads it, and that of the person where only they do', async () => {
		const { text } = await app.run('german', 'nowplaying');
		expect(text).toContain('On air · Lanternlight FM');
		const stations = await app.run('listener', 'stations');
		const mine = await app.click('german', stations.message, 'Open');
		expect(mine.isPrivate).toBe(true);
		expect(mine.text).toContain('Auf Sendung · Lanternlight FM');
	});
});

describe('a station that is not simply playing', () => {
	test('names the DJ who is live', async () => {
		station.goLive('Hanne', 'Kate Wolf - Across the Great Divide');
		const since = Math.floor(app.clock.now() / 1000);
		const { text, message } = await app.run('listener', 'nowplaying');
		expect(text).toContain(
			'-# 🎙️ Live · Lanternlight FM\n## Hanne\n-# Playing now: Kate Wolf – Across the Great Divide',
		);
		expect(text).toContain(`Live since <t:${since}:t>`);
		expect(text).toContain('Requests are kept and play after the show.');
		expect(buttons(message).map(({ label }) => label)).toContain('Schedule');
		station.endLive();
	});

	test('is off air when its AutoDJ does not run', async () => {
		putOnAir(station, { title: 'The Last One', artist: 'Closing Time' });
		station.backendRunning = false;
		await app.clock.advance(15_000);
		const { text, message } = await app.run('listener', 'nowplaying');
		expect(text).toContain('-# ⏹️ Off air · Lanternlight FM\n## Nothing is playing');
		expect(text).toContain('**Last song** Closing Time – The Last One');
		expect(buttons(message).map(({ label }) => label)).toEqual([
			'Request a song',
			'Schedule',
			'History',
			'Refresh',
		]);
		station.backendRunning = true;
		await app.clock.advance(15_000);
	});

	test('has no fresh data when a song ended a minute ago and nothing new was announced', async () => {
		for (const playlist of station.playlists) playlist.isEnabled = false;
		station.playout.clear();
		await app.clock.advance(20 * 60_000);
		const { plain: text } = await app.run('listener', 'nowplaying');
		expect(text).toContain('-# ⌛ No fresh data · Lanternlight FM');
		expect(text).toContain(`${host()} has sent nothing new since <t:`);
		expect(text).not.toContain('🎧');
		for (const playlist of station.playlists) playlist.isEnabled = playlist.name !== 'Winter Shelf';
		await app.clock.advance(20_000);
	});

	test('does not answer: the last known song stays, publicly, with when it was on', async () => {
		putOnAir(station, { title: 'Before the Storm', artist: 'Weather' });
		await app.run('listener', 'nowplaying');
		const knownAt = Math.floor(app.clock.now() / 1000);
		await app.clock.advance(15_000);
		await app.radio.down();
		const { plain: text, isPrivate } = await app.run('listener', 'nowplaying');
		await app.radio.up();
		expect(isPrivate).toBe(false);
		expect(text).toContain('-# 🔌 Does not answer · Lanternlight FM\n## Before the Storm');
		expect(text).toContain(
			`${host()} has not answered since <t:${knownAt}:R>. The stream itself may be fine.`,
		);
	});
});

test('a server that goes down under its push is told at once, with the age of what is shown', async (context) => {
	const live = await startTestApp({ live: true });
	context.onTestFinished(() => live.close());
	putOnAir(live.radio.station('lanternlight'), { title: 'Before the Storm', artist: 'Weather' });
	await passTime(live.clock, 5_000);
	await untilFeedIs(live, 'push');
	const heard = await live.run('listener', 'nowplaying');
	expect(heard.plain).toContain('Before the Storm');
	const heardBy = Math.floor(live.clock.now() / 1000);
	await passTime(live.clock, 1_000);
	await live.radio.down();
	await untilFeedIs(live, 'polling');
	const { plain } = await live.run('listener', 'nowplaying');
	expect(plain).toContain('-# 🔌 Does not answer · Lanternlight FM\n## Before the Storm');
	const since = Number(/has not answered since <t:(\d+):R>/.exec(plain)?.[1]);
	expect(since).toBeLessThanOrEqual(heardBy);
	expect(since).toBeGreaterThan(heardBy - 10);
});

describe('a radio server that never answered', () => {
	let young: TestApp;
	beforeAll(async () => {
		young = await startTestApp();
	});
	afterAll(() => young.close());

	test('is told to the person alone, and no public “thinking” stays behind', async () => {
		await young.radio.down();
		const seen = await young.run('listener', 'nowplaying');
		const { host: server } = new URL(young.radio.url);
		expect(seen.isPrivate).toBe(true);
		expect(seen.text).toContain('### ⛔ What is on the air was not fetched');
		expect(seen.plain).toContain(`${server} does not answer: the connection is refused.`);
		expect(seen.plain).toContain(`**Who can mend it** Whoever runs ${server}. Nothing was changed.`);
		expect(young.discord.messages(young.channelId)).toEqual([]);
		const [, reference] = /Reference (\w{4}-\d{4})/.exec(seen.text) ?? [];
		expect(young.log()).toContain(`"reference":"${reference}"`);

		await young.radio.up();
		const again = await young.click('listener', seen.message, 'Try again');
		expect(again.text).toContain('On air · Lanternlight FM');
		expect(again.message.id).toBe(seen.message.id);
	});

	test('is told in the language of the person, although the answer was going to be in that of the server', async () => {
		await young.restart();
		young.radio.faults.add({ path: /nowplaying/, closeSocket: true });
		const seen = await young.run('german', 'nowplaying');
		young.radio.faults.clear();
		expect(seen.isPrivate).toBe(true);
		expect(seen.plain).toContain('antwortet nicht: die Verbindung ist abgebrochen.');
		expect(seen.plain).toContain('[Noch einmal versuchen]');
	});

	test.each([
		['a web page', { html: '<title>Welcome</title>' }, 'answers, but not as AzuraCast'],
		[
			'wrong types',
			{ body: '{"station":{"id":[]},"now_playing":"yes"}' },
			'answered in a way Airdeck does not understand',
		],
		['an error of its own', { status: 500, body: '{}' }, 'has trouble of its own'],
		['a way to elsewhere', { redirectTo: 'https://elsewhere.example/login' }, 'sends on to https'],
	])('that sends %s gets one sentence', async (_what, fault, sentence) => {
		await young.restart();
		young.radio.faults.add({ path: /nowplaying/, ...fault });
		const seen = await young.run('listener', 'nowplaying');
		expect(seen.isPrivate).toBe(true);
		expect(seen.text).toContain(sentence);
		young.radio.faults.clear();
	});
});

describe('a private station', () => {
	test('is read with the station key, since AzuraCast hides it otherwise', async () => {
		const hidden = await startTestApp({
			stations: (radio) => [
				{
					name: 'The Back Room',
					station: 'backroom',
					keys: { station: radio.addKey({ user: 'backroom', stations: { 3: ['administer all'] } }) },
				},
			],
		});
		const { text } = await hidden.run('listener', 'nowplaying');
		expect(text).toContain('On air · The Back Room');
		expect(hidden.calls()).toEqual([
			'GET /api/nowplaying/backroom (none)',
			'GET /api/nowplaying/backroom (backroom)',
		]);
		await hidden.clock.advance(15_000);
		await hidden.run('listener', 'nowplaying');
		expect(hidden.calls()).toEqual(['GET /api/nowplaying/backroom (backroom)']);
		await hidden.close();
	});

	test('cannot be told from one that does not exist without a key', async () => {
		const hidden = await startTestApp({ stations: [{ station: 'backroom', keys: {} }] });
		const { plain, isPrivate } = await hidden.run('listener', 'nowplaying');
		expect(isPrivate).toBe(true);
		expect(plain).toContain(`${new URL(hidden.radio.url).host} knows no such station any more.`);
		expect(hidden.calls()).toEqual(['GET /api/nowplaying/backroom (none)']);
		await hidden.close();
	});
});
