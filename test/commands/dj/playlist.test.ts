import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { customIdOf, selects } from '#demo/discord/read-message.ts';
import { channels, guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { seeOutcome } from '#test/support/outcome.ts';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp({ stations: [{ channels: { audit: channels.audit } }] });
	station = app.radio.station('lanternlight');
	station.addSong({ title: 'Snow', artist: 'Winter', playlists: [named('Winter Shelf').id] });
	station.addSong({ title: 'Boat', artist: 'Morning', playlists: [named('Morning Boats').id] });
});
beforeEach(async () => {
	app.radio.faults.clear();
	for (const playlist of station.playlists) playlist.isEnabled = playlist.name !== 'Winter Shelf';
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

function named(name: string) {
	const found = station.playlists.find((playlist) => playlist.name === name);
	if (found === undefined) throw new Error(`There is no playlist ${name}`);
	return found;
}
const put = (name: string) => `PUT /api/station/lanternlight/playlist/${named(name).id} (station)`;
const puts = () => app.calls().filter((call) => call.startsWith('PUT'));
const enabled = () => station.playlists.filter(({ isEnabled }) => isEnabled).map(({ name }) => name);
const run = (playlist: string, state: string) =>
	app.seeInTime(() => app.discord.command(app.as('dj'), 'dj playlist', { playlist, state }));
const yes = (message: Parameters<typeof customIdOf>[0] & { id: string }) =>
	seeOutcome(app, () => app.discord.press(app.as('dj'), message.id, customIdOf(message, 'Play only this')));

describe('/dj playlist on and off', () => {
	test('is refused to a listener, without a call', async () => {
		const { text } = await app.run('listener', 'dj playlist', { playlist: 'Jingles', state: 'off' });
		expect(text).toContain('Only DJs and above can do this on Lanternlight FM.');
		expect(app.calls()).toEqual([]);
	});

	test('offers playlists with their state, with one read for a word', async () => {
		const all = await app.suggest('dj', 'dj playlist', { playlist: '', state: 'on' }, 'playlist');
		expect(all.map(({ name }) => name).at(-1)).toBe('Winter Shelf · off');
		const some = await app.suggest('dj', 'dj playlist', { playlist: 'wint', state: 'on' }, 'playlist');
		expect(some).toEqual([{ name: 'Winter Shelf · off', value: `id:${named('Winter Shelf').id}` }]);
		expect(app.calls().filter((call) => call.includes('/playlists'))).toHaveLength(1);
	});

	test('sets with the station key and never toggles, and reads it back', async () => {
		const { text, isPrivate } = await run('winter shelf', 'on');
		expect(isPrivate).toBe(true);
		expect(text).toContain('### ✅ Winter Shelf is on');
		const calls = app.calls();
		expect(calls.filter((call) => call.startsWith('PUT'))).toEqual([put('Winter Shelf')]);
		expect(calls.slice(calls.indexOf(put('Winter Shelf')))).toContain(
			`GET /api/station/lanternlight/playlist/${named('Winter Shelf').id} (station)`,
		);
		expect(app.radio.requests.findLast(({ method }) => method === 'PUT')?.path).not.toContain('toggle');
		expect(named('Winter Shelf').isEnabled).toBe(true);
		await expect
			.poll(() => app.sent())
			.toContain('switched the playlist Winter Shelf of **Lanternlight FM** on');
	});

	test('says when it is so already, without an order', async () => {
		const { text } = await run('Winter Shelf', 'off');
		expect(text).toContain('### ✅ Winter Shelf was off already\nNothing had to be done.');
		expect(puts()).toEqual([]);
	});

	test('warns when the last music goes off', async () => {
		await run('Morning Boats', 'off');
		const { text } = await run('Late Evening', 'off');
		expect(text).toContain('### ✅ Late Evening is off\n⚠️ No music in rotation is on any more');
	});

	test('does not claim what the station does not show', async () => {
		app.radio.faults.add({ path: /playlist\//, method: 'PUT', body: '{"success":true,"message":"ok"}' });
		const { text } = await run('Winter Shelf', 'on');
		expect(text).toContain('### ❔ Asked to switch on, not confirmed');
		expect(text).toContain('accepted it, and still shows **Winter Shelf** as off.');
		expect(puts()).toHaveLength(1);
	});

	test('believes the station if the answer gets lost, and says so if it cannot', async () => {
		app.radio.faults.add({ path: /playlist\//, method: 'PUT', closeSocket: true });
		const { text } = await run('Winter Shelf', 'on');
		expect(text).toContain('### ⛔ The playlist was not switched');
		expect(text).toContain('It is not known whether it was done.');
		expect(puts()).toHaveLength(1);
	});

	test('asks which one if several fit, and says when none does', async () => {
		station.addPlaylist({ name: 'Winter Nights' });
		const { message } = await run('winter', 'on');
		expect(puts()).toEqual([]);
		const menu = selects(message)[0];
		const chosen = await app.seeInTime(() =>
			app.discord.select(app.as('dj'), message.id, menu?.custom_id ?? '', [`id:${named('Winter Shelf').id}`]),
		);
		station.playlists.pop();
		expect(chosen.text).toContain('### ✅ Winter Shelf is on');
		expect((await run('no such', 'on')).text).toContain('No playlist of Lanternlight FM matches “no such”.');
	});

	test('speaks German, and names the right that the key lacks', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.dj]);
		const german = await app.run('german', 'dj playlist', { playlist: 'Winter Shelf', state: 'on' });
		app.discord.setMemberRoles(guildId, app.as('german').userId, []);
		expect(german.text).toContain('### ✅ Winter Shelf ist an');
		const poor = await startTestApp({ stations: (radio) => [{ keys: { station: radio.keys.limited } }] });
		const { text } = await poor.run('dj', 'dj playlist', { playlist: 'Winter Shelf', state: 'on' });
		expect(text).toContain('lacks the right **Manage Station Media**');
		await poor.close();
	});
});

describe('/dj playlist only', () => {
	test('shows what it will switch off, switches on first, and leaves jingles alone', async () => {
		const { text, message } = await run('Winter Shelf', 'only');
		expect(text).toContain(
			'## Play only Winter Shelf?\n**2 other playlists are switched off:** Late Evening, Morning Boats.',
		);
		expect(text).toContain('- Winter Shelf itself is off, and is switched on first.');
		expect(text).toContain('- Jingles, playlists that come every so many songs or minutes, and streams');
		expect(puts()).toEqual([]);
		app.radio.faults.add({
			path: new RegExp(`playlist/${named('Winter Shelf').id}$`),
			method: 'GET',
			delayMs: 3_000,
			times: 1,
		});
		const done = await yes(message);
		expect(done.text).toContain(
			'### ✅ Only Winter Shelf is in rotation\n2 other playlists were switched off: Late Evening, Morning Boats.',
		);
		expect(puts()).toEqual([put('Winter Shelf'), put('Late Evening'), put('Morning Boats')]);
		expect(enabled()).toEqual(['Jingles', 'Winter Shelf']);
		expect(app.sent()).toContain('### ⏳ Playing only Winter Shelf');
	});

	test('names ten and counts the rest', async () => {
		const more = Array.from({ length: 12 }, (_, nth) => station.addPlaylist({ name: `Extra ${nth + 1}` }));
		const { text } = await run('Winter Shelf', 'only');
		station.playlists.splice(-more.length);
		expect(text).toContain('**14 other playlists are switched off:**');
		expect(text).toMatch(/Extra \d+ and 4 more\./);
	});

	test('leaves all as it is on no, and says when it is so already', async () => {
		const { message } = await run('Winter Shelf', 'only');
		expect((await app.click('dj', message, 'Keep all')).text).toBe(
			'### Not switched\nAll playlists stay as they are.',
		);
		named('Morning Boats').isEnabled = false;
		expect((await run('Late Evening', 'only')).text).toContain(
			'### ✅ Only Late Evening was in rotation already',
		);
		expect(puts()).toEqual([]);
	});

	test.each([
		['Jingles', 'is not in rotation'],
		['Hollow', 'Hollow has no songs: with it alone nothing would play.'],
	])('refuses %s, with which nothing would play', async (name, why) => {
		const hollow = station.addPlaylist({ name: 'Hollow' });
		const { text } = await run(name, 'only');
		station.playlists.splice(station.playlists.indexOf(hollow), 1);
		expect(text).toContain(why);
		expect(puts()).toEqual([]);
	});

	test('does nothing else than what was shown', async () => {
		const { message } = await run('Winter Shelf', 'only');
		named('Morning Boats').isEnabled = false;
		const { text } = await yes(message);
		expect(text).toContain('### ⚠️ The playlists have changed meanwhile');
		expect(puts()).toEqual([]);
	});

	test('puts everything back if one fails half-way', async () => {
		const { message } = await run('Winter Shelf', 'only');
		app.radio.faults.add({
			path: new RegExp(`playlist/${named('Morning Boats').id}$`),
			method: 'PUT',
			status: 500,
			body: '{"code":500,"type":"Exception","message":"Disk on fire","success":false}',
			times: 1,
		});
		const { text } = await yes(message);
		expect(text).toContain('### ⛔ Not switched: Morning Boats');
		expect(text).toContain('the playlists are as they were.');
		expect(enabled()).toEqual(['Late Evening', 'Jingles', 'Morning Boats']);
		await expect.poll(() => app.sent()).toContain(': The playlist was not switched');
	});

	test('tells what could not be put back', async () => {
		const { message } = await run('Winter Shelf', 'only');
		// Everything works until the third change, and nothing after it.
		app.radio.faults.add({
			path: new RegExp(`playlist/${named('Winter Shelf').id}$`),
			method: 'PUT',
			times: 1,
		});
		app.radio.faults.add({
			path: new RegExp(`playlist/${named('Late Evening').id}$`),
			method: 'PUT',
			times: 1,
		});
		app.radio.faults.add({
			path: /playlist\//,
			method: 'PUT',
			status: 500,
			body: '{"code":500,"type":"Exception","message":"Disk on fire","success":false}',
		});
		const { text } = await yes(message);
		const changes = puts().length;
		expect(text).toContain('### ⚠️ Switched in part');
		expect(text).toContain('It stopped at **Morning Boats**, and these could not be put back:');
		expect(text).toContain('❌ Late Evening: was on\n❌ Winter Shelf: was off');
		expect(enabled()).toEqual(['Jingles', 'Morning Boats', 'Winter Shelf']);
		expect(changes).toBeGreaterThan(3);
		await expect.poll(() => app.sent()).toContain('done in part after');
	});

	test('takes the answer only from somebody who is still a DJ', async () => {
		const { message } = await run('Winter Shelf', 'only');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, []);
		const { text } = await app.click('dj', message, 'Play only this');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, [roles.dj]);
		expect(text).toContain('Only DJs and above can do this');
		expect(puts()).toEqual([]);
	});
});
