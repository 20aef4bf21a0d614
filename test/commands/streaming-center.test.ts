import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buttons, selects } from '#demo/discord/read-message.ts';
import type { SimulatedStreamingCenter } from '#demo/streaming-center/simulated-streaming-center.ts';
import { channels, guildId, type PersonName, roles, type TestApp } from '#test/support/app.ts';
import { mp3, wav } from '#test/support/audio.ts';
import { seeOutcome } from '#test/support/outcome.ts';
import { closing, type PanelSetting, withStation } from '#test/support/panel-app.ts';

describe('a station on Streaming.Center', () => {
	let setting: PanelSetting;
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

	test('/station report puts together what the history tells', async () => {
		const { text, message } = await app.run('manager', 'station report');
		expect(text).toContain('Harbour Radio');
		expect(text).toContain('**Most played**');
		expect(message.attachments.length).toBeGreaterThan(1);
		expect(
			asked().every(
				(call) => call.includes('/history/') || call.includes('/channels/') || call.includes('/grid/'),
			),
		).toBe(true);
		expect((await app.run('listener', 'station report')).text).toContain('Only managers');
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

	test('/station upload says of a panel that refuses keys there that the key itself is good', async () => {
		panel.habits.refusesKeys.add('mediafile');
		const file = { name: 'gull.mp3', content: mp3({ title: 'Gull', artist: 'Morning Crew' }) };
		const { text } = await seeOutcome(app, () =>
			app.discord.command(app.as('manager'), 'station upload', { file }),
		);
		panel.habits.refusesKeys.clear();
		expect(text).toContain('does not take the station key');
		expect(text).toContain('The key is good elsewhere');
		expect(panel.station(1).tracks.some(({ title }) => title === 'Gull')).toBe(false);
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
