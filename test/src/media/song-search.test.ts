import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { buttons } from '#demo/discord/read-message.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';

let app: TestApp;
let station: SimulatedStation;
const settle = async () => {
	for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
};
const names = async (person: 'listener' | 'dj', command: string, song: string) =>
	(await app.suggest(person, command, { song }, 'song')).map(({ name }) => name);
/** What the push and the state of the station cost is no matter of searching. */
const searches = () => app.calls().filter((call) => /\/(?:requests|files|file)\b/.test(call));

beforeAll(async () => {
	app = await startTestApp({ live: true });
	station = app.radio.station('lanternlight');
	station.addSong({ title: 'Jóga', artist: 'Björk', album: 'Homogenic' });
	station.addSong({ title: 'Bachelorette', artist: 'Björk', album: 'Homogenic', playlists: [] });
	station.addSong({ title: 'Thunderstruck', artist: 'AC/DC' });
	for (const number of [1, 2, 3]) station.addSong({ title: `Driftwood ${number}`, artist: 'Tide' });
	station.addSong({ title: 'L'.repeat(300), artist: '👩‍👩‍👧‍👦'.repeat(40) });
	for (let number = 1; number <= 13; number++)
		station.addSong({ title: `Flotsam ${String(number).padStart(2, '0')}`, artist: `Beach ${number}` });
	for (let minute = 0; minute < 3; minute++) {
		await app.clock.advance(60_000);
		await settle();
	}
});
beforeEach(() => void app.calls());
afterAll(() => app.close());

describe('while somebody types', () => {
	test('songs are offered without a question to the radio server, in spite of slips', async () => {
		for (const typed of ['', 'b', 'bj', 'bjo', 'bjork jo', 'jgoa', 'joga björk'])
			expect(await names('listener', 'request', typed)).toContain('Björk – Jóga');
		expect(await names('listener', 'request', 'acdc')).toEqual(['AC/DC – Thunderstruck']);
		expect(await names('listener', 'request', 'thunderstrcuk')).toEqual(['AC/DC – Thunderstruck']);
		expect(app.calls()).toEqual([]);
	});

	test('listeners are offered what may be requested, DJs everything', async () => {
		expect(await names('listener', 'request', 'bachelorette')).toEqual([]);
		expect(await names('dj', 'dj play', 'bachelorette')).toEqual(['Björk – Bachelorette']);
		expect(app.calls()).toEqual([]);
	});

	test('long names are cut between letters as people see them, and at most 100 long', async () => {
		const [long] = await names('listener', 'request', 'l'.repeat(30));
		expect(long?.length).toBeLessThanOrEqual(100);
		expect(long).not.toMatch(/\u200d$|[\ud800-\udbff]$/);
	});

	test('what was on a short while ago, is on and was asked for is marked', async () => {
		const [choice] = await app.suggest('listener', 'request', { song: 'flotsam 03' }, 'song');
		await app.run('listener', 'request', { song: String(choice?.value) });
		expect(await names('listener', 'request', 'flotsam 03')).toContain('Beach 3 – Flotsam 03 · requested');
		putOnAir(station, { title: 'Flotsam 04', artist: 'Beach 4' });
		await app.clock.advance(20_000);
		await settle();
		expect(await names('listener', 'request', 'flotsam 04')).toContain('Beach 4 – Flotsam 04 · on air');
		putOnAir(station, { title: 'Something', artist: 'Else' });
		await app.clock.advance(20_000);
		await settle();
		const marked = await names('dj', 'dj play', 'flotsam 04');
		expect(marked).toContain('Beach 4 – Flotsam 04 · played recently');
	});
});

describe('/search', () => {
	test('pages through what is known, and says how old that is', async () => {
		const { text, message } = await app.run('listener', 'search', { text: 'flotsam' });
		expect(text).toMatch(
			/1[34] found on Lanternlight FM · page 1 of 3 · from the cache, \d+ (?:min|s)(?: \d+ s)? old/,
		);
		const next = await app.click('listener', message, 'Next');
		expect(next.text).toContain('page 2 of 3');
		expect(searches()).toEqual([]);
	});

	test('asks the server for what is not known, and shows what comes close otherwise', async () => {
		const close = await app.run('listener', 'search', { text: 'bjrok jgoa' });
		expect(close.text).toContain('No song has all of these words. These come close.');
		expect(close.text).toContain('**Jóga**');
		expect(searches()).toHaveLength(1);
		station.addSong({ title: 'Brandnew', artist: 'Just Uploaded' });
		const fresh = await app.run('listener', 'search', { text: 'brandnew' });
		expect(fresh.text).toContain('**Brandnew**');
		expect(fresh.text).not.toContain('from the cache');
	});

	test('does not request what only comes close', async () => {
		const { text } = await app.run('listener', 'request', { song: 'thunderstrcuk' });
		expect(text).toContain('## Which one?\n-# No song has all of these words. These come close.');
		expect(app.calls().filter((call) => call.startsWith('POST'))).toEqual([]);
	});

	test('goes on while the radio server is down; a request then fails as ever', async () => {
		await app.radio.down();
		const { text, message } = await app.run('german', 'search', { text: 'joga' });
		expect(text).toContain('**Jóga**');
		expect(text).toContain('aus dem Zwischenspeicher, ');
		expect(await names('listener', 'request', 'bjork')).toContain('Björk – Jóga');
		const nothing = await app.run('listener', 'search', { text: 'xqzvkw' });
		expect(nothing.text).toMatch(/matches “xqzvkw”\.\n-# from the cache, .+ old/);
		const other = await app.run('dj', 'search', { text: 'joga' });
		const asked = await app.click('dj', other.message, 'Request');
		await app.radio.up();
		expect(buttons(message)[0]?.label).toBe('Wünschen');
		expect(asked.text).toContain('### ⛔');
		expect(asked.text).toContain('does not answer');
		const sure = await app.run('listener', 'search', { text: 'xqzvkw' });
		expect(sure.text).toContain('matches “xqzvkw”.');
		expect(sure.text).not.toContain('from the cache');
	});
});

test('/dj play puts on a song that is known while the radio server cannot look for it', async () => {
	const [choice] = await app.suggest('dj', 'dj play', { song: 'bachelorette' }, 'song');
	app.calls();
	app.radio.faults.add({ path: /\/file\//, status: 502 });
	const { text } = await app.seeInTime(() =>
		app.discord.command(app.as('dj'), 'dj play', { song: String(choice?.value) }),
	);
	app.radio.faults.clear();
	expect(text).toMatch(/^### ✅ In the queue at place \d\nBjörk – Bachelorette/);
	expect(app.calls().filter((call) => call.startsWith('PUT'))).toHaveLength(1);
});

test('what people asked for comes first from the next start on', async () => {
	expect((await names('listener', 'request', 'driftwood'))[0]).toBe('Tide – Driftwood 1');
	const [choice] = await app.suggest('listener', 'request', { song: 'driftwood 3' }, 'song');
	const { text } = await app.run('manager', 'request', { song: String(choice?.value) });
	expect(text).toContain('Driftwood 3');
	await app.restart();
	const first = async () => (await names('listener', 'request', 'driftwood'))[0];
	await expect.poll(first).toContain('Tide – Driftwood 3');
});
