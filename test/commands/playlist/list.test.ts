import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';

const list = 'GET /api/station/lanternlight/playlists?rowCount=100&current=1 (station)';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp();
	station = app.radio.station('lanternlight');
});
beforeEach(() => {
	app.radio.faults.clear();
	app.calls();
});
afterAll(() => app.close());

describe('/playlist list', () => {
	test('shows everybody what is on, how much, and when, with the station key', async () => {
		const { text, isPrivate } = await app.run('listener', 'playlist list');
		expect(app.calls()).toContain(list);
		expect(isPrivate).toBe(false);
		expect(text).toContain('## Playlists · Lanternlight FM\n-# 3 of 4 on');
		expect(text).toMatch(
			/✅ \*\*Late Evening\*\*\n-# on · \d+ songs · \d+:\d\d:\d\d\n-# in rotation, weight 3/,
		);
		expect(text).toMatch(/✅ \*\*Jingles\*\*\n-# on · .+\n-# every 8 songs/);
		expect(text).toContain('in rotation, weight 5 · Mon, Tue, Wed, Thu, Fri 06:00–10:00');
		expect(text).toMatch(/➖ \*\*Winter Shelf\*\*\n-# off · \d+ songs · /);
		expect(text).toContain('-# Hours are those of the station.');
		expect(text.indexOf('Winter Shelf')).toBeGreaterThan(text.indexOf('Morning Boats'));
	});

	test('turns pages of ten, and makes names harmless', async () => {
		for (let nth = 10; nth < 20; nth++) station.addPlaylist({ name: `**Zed** @everyone ${nth}` });
		const { text, message } = await app.run('listener', 'playlist list');
		expect(text).toContain('13 of 14 on · page 1 of 2');
		expect(text).toContain('\\*\\*Zed\\*\\* \\@everyone 10');
		const second = await app.click('listener', message, 'Next');
		expect(second.text).toContain('page 2 of 2');
		expect(second.text).toContain('Winter Shelf');
		station.playlists.splice(-10);
	});

	test('says when there are none, and that the key is missing', async () => {
		app.radio.faults.add({ path: /\/playlists/, body: '[]' });
		expect((await app.run('listener', 'playlist list')).text).toContain('This station has no playlists.');
		const bare = await startTestApp({ stations: [{ keys: {} }] });
		const { text, isPrivate } = await bare.run('listener', 'playlist list');
		expect(bare.calls()).toEqual([]);
		expect(isPrivate).toBe(true);
		expect(text).toContain('### ⛔ The playlists were not fetched\nThis needs the station key');
		await bare.close();
	});

	test('says that the server does not answer', async () => {
		app.radio.faults.add({ path: /\/playlists/, status: 502, html: '<html>Bad gateway</html>' });
		const { text } = await app.seeInTime(() => app.discord.command(app.as('listener'), 'playlist list', {}));
		expect(text).toContain('### ⛔ The playlists were not fetched');
	});

	test('speaks the language of the server', async () => {
		const german = await startTestApp({ guildLocale: 'de' });
		const { text } = await german.run('listener', 'playlist list');
		expect(text).toContain('-# 3 von 4 an');
		expect(text).toContain('in der Rotation, Gewicht 3');
		expect(text).toContain('Mo, Di, Mi, Do, Fr 06:00–10:00');
		await german.close();
	});
});
