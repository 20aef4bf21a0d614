import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { buttons, selects } from '#demo/discord/read-message.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';

const order = 'PUT /api/station/lanternlight/files/batch (station)';
const search = (text: string) =>
	`GET /api/station/lanternlight/files?rowCount=25&current=1&searchPhrase=${text} (station)`;

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp();
	station = app.radio.station('lanternlight');
});
beforeEach(async () => {
	app.radio.faults.clear();
	station.endLive();
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const orders = () => app.calls().filter((call) => call.startsWith('PUT'));
const play = (song: string) => app.seeInTime(() => app.discord.command(app.as('dj'), 'dj play', { song }));

describe('/dj play', () => {
	test('is refused to a listener, and offers a listener nothing', async () => {
		const { text, isPrivate } = await app.run('listener', 'dj play', { song: 'x' });
		expect(isPrivate).toBe(true);
		expect(text).toContain('Only DJs and above can do this on Lanternlight FM.');
		expect(await app.suggest('listener', 'dj play', { song: 'a' }, 'song')).toEqual([]);
		expect(app.calls()).toEqual([]);
	});

	test('offers the whole library, and asks once for a prefix and what narrows it', async () => {
		station.addSong({ title: 'Quixotic One', artist: 'Zyx', playlists: [] });
		station.addSong({ title: 'Quixotic Two', artist: 'Zyx', playlists: [] });
		const first = await app.suggest('dj', 'dj play', { song: 'quixo' }, 'song');
		expect(first.map(({ name }) => name).toSorted()).toEqual(['Zyx – Quixotic One', 'Zyx – Quixotic Two']);
		const second = await app.suggest('dj', 'dj play', { song: 'quixotic t' }, 'song');
		expect(second.map(({ name }) => name)).toEqual(['Zyx – Quixotic Two']);
		await app.suggest('dj', 'dj play', { song: 'quixo' }, 'song');
		expect(app.calls().filter((call) => call.includes('/files'))).toEqual([search('quixo')]);
		expect(await app.suggest('dj', 'dj play', { song: '' }, 'song')).toHaveLength(25);
	});

	test('finds a file by its path, also while that is typed out', async () => {
		station.addSong({ title: 'Deep Cut', artist: 'Digger', path: 'crates/box-nine/cut.mp3' });
		const names = async (song: string) =>
			(await app.suggest('dj', 'dj play', { song }, 'song')).map(({ name }) => name);
		expect(await names('crates/box')).toEqual(['Digger – Deep Cut']);
		expect(await names('crates/box-nine')).toEqual(['Digger – Deep Cut']);
		expect(await names('crates/box-ten')).toEqual([]);
	});

	test('does not take a number that somebody typed for the number of a file', async () => {
		const song = station.addSong({ title: 'Numbered', artist: 'By The Server', path: 'one.mp3' });
		const { text } = await play(String(song.id));
		expect(text).toContain('Nothing in the library of Lanternlight FM matches');
		expect(orders()).toEqual([]);
		expect((await play(song.uniqueId)).text).toContain('By The Server – Numbered');
	});

	test('puts what was chosen in front with the station key, and reads the queue back', async () => {
		const song = station.addSong({ title: 'Chosen', artist: 'Few', lengthSeconds: 125 });
		const [choice] = await app.suggest('dj', 'dj play', { song: 'chosen' }, 'song');
		app.calls();
		const { text, isPrivate, message } = await play(String(choice?.value));
		expect(isPrivate).toBe(true);
		const calls = app.calls();
		expect(calls[0]).toBe(`GET /api/station/lanternlight/file/${song.uniqueId} (station)`);
		expect(calls.filter((call) => call === order)).toHaveLength(1);
		expect(calls.slice(calls.indexOf(order))).toContain(
			'GET /api/station/lanternlight/queue?rowCount=50&current=1 (station)',
		);
		expect(station.queue[1]?.song).toBe(song);
		expect(text).toContain('### ✅ In the queue at place 2\nFew – Chosen · 2:05\n');
		expect(text).toMatch(/It should start about <t:\d+:t>\./);
		expect(buttons(message).map(({ label }) => label)).toEqual(['Up next']);
	});

	test('plays the only song that fits what was typed', async () => {
		station.addSong({ title: 'Lonesome Kind', artist: 'Only One' });
		const { text } = await play('Only One - Lonesome Kind');
		expect(orders()).toEqual([order]);
		expect(text).toContain('Only One – Lonesome Kind');
	});

	test('asks which one if several fit, and says when nothing does', async () => {
		const wanted = station.addSong({ title: 'Twin Harbour', artist: 'A', album: 'First' });
		station.addSong({ title: 'Twin Harbour', artist: 'B' });
		const { text, message } = await play('twin harbour');
		expect(text).toContain('## Which one?\n-# 2 songs fit “twin harbour”');
		expect(orders()).toEqual([]);
		expect(selects(message)).toHaveLength(1);
		const chosen = await app.seeInTime(() =>
			app.discord.select(app.as('dj'), message.id, selects(message)[0]?.custom_id ?? '', [wanted.uniqueId]),
		);
		expect(chosen.message.id).toBe(message.id);
		expect(chosen.text).toContain('A – Twin Harbour');
		expect(orders()).toEqual([order]);
		expect((await play('nothing is called so')).text).toContain(
			'Nothing in the library of Lanternlight FM matches “nothing is called so”.',
		);
	});

	test('says that the queue waits while a DJ is live', async () => {
		station.addSong({ title: 'Patient', artist: 'Waiter' });
		station.goLive('Hanne');
		const { text } = await play('Patient');
		expect(text).toContain('Hanne is live; the queue waits.');
		expect(text).not.toContain('about <t:');
	});

	test('does not claim what the queue does not show', async () => {
		station.addSong({ title: 'Phantom', artist: 'Nobody' });
		app.radio.faults.add({
			path: /files\/batch/,
			body: '{"success":true,"errors":[],"files":["x"],"directories":[],"record":null}',
		});
		const { text } = await play('Phantom');
		expect(text).toContain('### ❔ Asked to play, not confirmed');
		expect(text).toContain(' s later the song is neither in the queue nor on the air.');
		expect(orders()).toHaveLength(1);
	});

	test('is not sent twice when its answer gets lost, and says that it is not known', async () => {
		station.addSong({ title: 'Vanishing', artist: 'Nobody' });
		app.radio.faults.add({ path: /files\/batch/, closeSocket: true });
		const { text } = await play('Vanishing');
		expect(text).toContain('### ⛔ The song was not put into the queue');
		expect(text).toContain('It is not known whether it was done.');
		expect(orders()).toHaveLength(1);
	});

	test('names the right that the key lacks', async () => {
		const poor = await startTestApp({ stations: (radio) => [{ keys: { station: radio.keys.limited } }] });
		const { text } = await poor.run('dj', 'dj play', { song: 'anything' });
		expect(text).toContain('lacks the right **Manage Station Media**');
		await poor.close();
	});

	test('speaks the asker’s language, and stands in the audit', async () => {
		const there = await startTestApp({ stations: [{ channels: { audit: '300000000000000004' } }] });
		there.radio.station('lanternlight').addSong({ title: 'Deutsch', artist: 'Sprache' });
		there.discord.setMemberRoles('100000000000000001', there.as('german').userId, ['2001']);
		const seen = await there.seeInTime(() =>
			there.discord.command(there.as('german'), 'dj play', { song: 'Deutsch' }),
		);
		expect(seen.text).toContain('### ✅ In der Warteschlange auf Platz 2');
		expect(there.sent()).toContain('put Sprache – Deutsch in front of the queue of **Lanternlight FM**');
		await there.close();
	});
});
