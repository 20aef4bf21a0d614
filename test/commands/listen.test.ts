import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buttons } from '#demo/discord/read-message.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';

describe('/listen', () => {
	let app: TestApp;
	beforeAll(async () => {
		app = await startTestApp();
	});
	beforeEach(async () => {
		app.radio.faults.clear();
		await app.clock.advance(20_000);
		app.calls();
	});
	afterAll(() => app.close());

	test('shows everybody the streams, the usual one first, by one call without a key', async () => {
		const { text, isPrivate, message } = await app.run('listener', 'listen');
		expect(app.calls()).toEqual(['GET /api/nowplaying/lanternlight (none)']);
		expect(isPrivate).toBe(false);
		const { url } = app.radio;
		expect(text).toContain('## Listen to Lanternlight FM\n### Streams\n**/radio.mp3 (192kbps MP3)**');
		expect(text).toContain(`-# MP3 · 192 kbit/s · the usual one\n<${url}/listen/lanternlight/radio.mp3>`);
		expect(text).toContain(`-# OGG · 256 kbit/s\n<${url}/listen/lanternlight/best.ogg>`);
		expect(text).toContain(`[PLS](<${url}/public/lanternlight/playlist.pls>)`);
		expect(text).not.toContain('HLS');
		expect(buttons(message)).toMatchObject([{ label: 'Open the player', url: `${url}/public/lanternlight` }]);
	});

	test('shows HLS where the station has it, and asks nobody while the state is fresh', async () => {
		app.radio.station('lanternlight').hlsEnabled = true;
		await app.run('listener', 'nowplaying');
		app.calls();
		const { text } = await app.run('listener', 'listen');
		app.radio.station('lanternlight').hlsEnabled = false;
		expect(text).toContain(`**HLS**\n<${app.radio.url}/hls/lanternlight/live.m3u8>`);
		expect(app.calls()).toEqual([]);
	});

	test('shows no address that is not one of the web, or that carries a password', async () => {
		const station = {
			id: 1,
			name: 'Lanternlight FM',
			shortcode: 'lanternlight',
			timezone: 'UTC',
			is_public: true,
			requests_enabled: true,
			listen_url: 'javascript:alert(1)',
			public_player_url: 'javascript:alert(1)',
			playlist_pls_url: 'file:///etc/passwd',
			playlist_m3u_url: 'https://user:hunter2@radio.example/playlist.m3u',
			hls_enabled: true,
			hls_url: 'data:text/html,x',
			mounts: [
				{ id: 1, name: 'bad', url: 'javascript:alert(2)', bitrate: 1, format: 'mp3', is_default: true },
				{
					id: 2,
					name: '**good**',
					url: 'https://radio.example/good>now',
					bitrate: 0,
					format: null,
					is_default: false,
				},
				{
					id: 3,
					name: 'secret',
					url: 'https://user:hunter2@radio.example/x',
					bitrate: 1,
					format: 'mp3',
					is_default: false,
				},
			],
			remotes: [],
		};
		app.radio.faults.add({
			path: /nowplaying/,
			body: JSON.stringify({
				station,
				is_online: true,
				now_playing: null,
				playing_next: null,
				song_history: [],
			}),
		});
		const { text, message } = await app.run('listener', 'listen');
		expect(text).toContain('**\\*\\*good\\*\\***\n<https://radio.example/good%3Enow>');
		for (const unsafe of ['javascript', 'hunter2', 'file:', 'data:', 'PLS', 'M3U', 'HLS'])
			expect(text).not.toContain(unsafe);
		expect(buttons(message)).toEqual([]);
	});

	test('says when the station publishes no address at all', async () => {
		const station = {
			id: 1,
			name: 'Mute',
			shortcode: 'lanternlight',
			is_public: true,
			mounts: [],
			remotes: [],
		};
		app.radio.faults.add({
			path: /nowplaying/,
			body: JSON.stringify({
				station,
				is_online: true,
				now_playing: null,
				playing_next: null,
				song_history: [],
			}),
		});
		expect((await app.run('listener', 'listen')).text).toContain(
			'This station publishes no address to listen at.',
		);
	});
});
