import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buttons } from '#demo/discord/read-message.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';

const labels = (message: Parameters<typeof buttons>[0]) => buttons(message).map(({ label }) => label);

describe('/stations with three stations', () => {
	let app: TestApp;
	beforeAll(async () => {
		app = await startTestApp({
			stations: (radio) => [
				{ name: 'Lanternlight FM' },
				{ name: 'Tidewater Live', station: 'tidewater', keys: {} },
				{
					name: 'The Back Room',
					station: 'backroom',
					keys: { station: radio.addKey({ user: 'backroom', stations: { 3: ['administer all'] } }) },
				},
			],
		});
	});
	beforeEach(async () => {
		await app.clock.advance(20_000);
		app.calls();
	});
	afterAll(() => app.close());

	test('reads the public ones with one call and only the private one by itself', async () => {
		const { isPrivate, text } = await app.run('listener', 'stations');
		expect(app.calls()).toEqual([
			'GET /api/nowplaying (none)',
			'GET /api/nowplaying/backroom (none)',
			'GET /api/nowplaying/backroom (backroom)',
		]);
		expect(isPrivate).toBe(false);
		expect(text).toContain('3 of 3 on air');
		await app.run('dj', 'stations');
		expect(app.calls()).toEqual([]);
	});

	test('shows each with its song and audience, the most heard first, and the sum above', async () => {
		putOnAir(app.radio.station('lanternlight'), { title: 'Eins', artist: 'One' });
		putOnAir(app.radio.station('tidewater'), { title: 'Zwei', artist: 'Two' });
		app.radio.station('lanternlight').setListeners(4);
		app.radio.station('tidewater').setListeners(1200);
		app.radio.station('backroom').setListeners(0);
		const { text, message } = await app.run('listener', 'stations');
		const at = Math.round(app.clock.now() / 1000);
		expect(text).toContain(`-# 3 of 3 on air · 🎧 1,204 listeners · as of <t:${at}:t>`);
		expect(text).toContain('▶️ **Tidewater Live**\nTwo – Zwei\n-# On air · 1,200 listeners');
		expect(text).toContain('▶️ **Lanternlight FM**\nOne – Eins\n-# On air · 4 listeners');
		expect(text).toContain('-# On air · nobody listening');
		expect(text.indexOf('Tidewater')).toBeLessThan(text.indexOf('Lanternlight'));
		expect(text.indexOf('Lanternlight')).toBeLessThan(text.indexOf('Back Room'));
		expect(labels(message)).toEqual(['Open', 'Open', 'Open', 'Refresh']);
	});

	test('says who is live and what is off the air', async () => {
		app.radio.station('tidewater').goLive('DJ Nightowl', 'Sandy Denny - Solo');
		app.radio.station('lanternlight').backendRunning = false;
		await app.clock.advance(15_000);
		const { text } = await app.run('listener', 'stations');
		expect(text).toContain('-# 2 of 3 on air');
		expect(text).toContain('🎙️ **Tidewater Live**\nDJ Nightowl · Sandy Denny – Solo\n-# Live · ');
		expect(text).toContain('⏹️ **Lanternlight FM**\nNothing is playing\n-# Off air');
		app.radio.station('tidewater').endLive();
		app.radio.station('lanternlight').backendRunning = true;
		await app.clock.advance(15_000);
	});

	test('opens one privately, for whoever presses, and refreshes in place', async () => {
		const { message } = await app.run('listener', 'stations');
		const [first] = buttons(message);
		const mine = await app.press('german', message, first?.custom_id ?? '');
		expect(mine.isPrivate).toBe(true);
		expect(mine.text).toContain('Auf Sendung · ');
		await app.clock.advance(20_000);
		app.calls();
		const again = await app.click('dj', message, 'Refresh');
		expect(again.message.id).toBe(message.id);
		expect(app.calls()).toEqual(['GET /api/nowplaying (none)', 'GET /api/nowplaying/backroom (backroom)']);
	});

	test('keeps what was known of a server that is down, and counts nobody it does not know of', async () => {
		putOnAir(app.radio.station('lanternlight'), { title: 'Known', artist: 'Last' });
		await app.run('listener', 'stations');
		await app.clock.advance(20_000);
		await app.radio.down();
		const { text, isPrivate } = await app.run('listener', 'stations');
		await app.radio.up();
		expect(isPrivate).toBe(false);
		expect(text).toContain('-# 0 of 3 on air');
		expect(text).toContain('🔌 **Lanternlight FM**\nLast known: Last – Known\n-# Does not answer');
	});
});

describe('/stations', () => {
	test('asks a single station by its own call', async () => {
		const app = await startTestApp();
		const { text } = await app.run('listener', 'stations');
		expect(app.calls()).toEqual(['GET /api/nowplaying/lanternlight (none)']);
		expect(text).toContain('-# 1 of 1 on air · 🎧 ');
		await app.close();
	});

	test('shows the living although another server is dead, without a sum that nobody has counted', async () => {
		const app = await startTestApp({
			stations: [{ name: 'Nowhere Radio', url: 'http://127.0.0.1:9', keys: {} }, { name: 'Lanternlight FM' }],
		});
		const { text } = await app.run('listener', 'stations');
		expect(text).toMatch(/^## Stations\n-# 1 of 2 on air · as of /);
		expect(text).toContain('🔌 **Nowhere Radio**\n-# Does not answer');
		await app.close();
	});

	test('says that there is none', async () => {
		const app = await startTestApp({ stations: [] });
		const { text, message } = await app.run('listener', 'stations');
		expect(text).toContain('## Stations\nNo station is set up here yet.');
		expect(buttons(message).map(({ label }) => label)).toEqual(['Set up']);
		expect(app.calls()).toEqual([]);
		await app.close();
	});

	test('has pages of eight, which turn in place', async () => {
		const app = await startTestApp({
			stations: (radio) => [
				...['lanternlight', '1', 'tidewater', '2'].map((station) => ({ station })),
				...['lanternlight', '1', 'tidewater', '2'].map((station) => ({
					station,
					url: radio.url.replace('127.0.0.1', 'localhost'),
				})),
				{ name: 'Zulu', url: 'http://127.0.0.1:9', keys: {} },
			],
		});
		const { message, text } = await app.run('listener', 'stations');
		expect(app.calls()).toEqual(['GET /api/nowplaying (none)', 'GET /api/nowplaying (none)']);
		expect(text).toContain('8 of 9 on air');
		expect(text).not.toContain('Zulu');
		expect(labels(message).filter((label) => label === 'Open')).toHaveLength(8);
		expect(buttons(message).find(({ label }) => label === 'Previous')?.disabled).toBe(true);
		const next = await app.click('listener', message, 'Next');
		expect(next.message.id).toBe(message.id);
		expect(next.text).toContain('🔌 **Zulu**');
		expect(buttons(next.message).find(({ label }) => label === 'Next')?.disabled).toBe(true);
		const back = await app.click('dj', next.message, 'Previous');
		expect(back.text).not.toContain('Zulu');
		await app.close();
	});
});
