import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { channels, guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';

const order = 'POST /api/station/lanternlight/playlists (station)';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp({ stations: [{ channels: { audit: channels.audit } }] });
	station = app.radio.station('lanternlight');
});
beforeEach(() => {
	app.radio.faults.clear();
	app.calls();
});
afterAll(() => app.close());

const orders = () => app.calls().filter((call) => call.startsWith('POST'));
const create = (options: Record<string, string | boolean>) =>
	app.seeInTime(() => app.discord.command(app.as('manager'), 'playlist create', options));
const named = (name: string) => station.playlists.find((playlist) => playlist.name === name);

describe('/playlist create', () => {
	test('is refused to a DJ, without a call', async () => {
		const { text } = await app.run('dj', 'playlist create', { name: 'Mine' });
		expect(text).toContain('Only managers and above can do this on Lanternlight FM.');
		expect(app.calls()).toEqual([]);
	});

	test('makes it with the station key, and looks whether it is there', async () => {
		const { text, isPrivate } = await create({ name: '  Rainy   Days ' });
		expect(isPrivate).toBe(true);
		expect(text).toContain(
			'### ✅ The playlist is made\n**Rainy Days** is on and empty: it plays as soon as there are songs in it.',
		);
		const calls = app.calls().filter((call) => call.includes('playlists'));
		expect(calls[1]).toBe(order);
		expect(calls.at(-1)).toBe('GET /api/station/lanternlight/playlists?rowCount=100&current=1 (station)');
		expect(named('Rainy Days')).toMatchObject({ order: 'shuffle', isEnabled: true, type: 'default' });
		await expect.poll(() => app.sent()).toContain('made the playlist Rainy Days on **Lanternlight FM**');
	});

	test('makes a random one if asked to', async () => {
		await create({ name: 'By Chance', random: true });
		expect(named('By Chance')).toMatchObject({ order: 'random' });
	});

	test.each(['jingles', ' JINGLES '])('refuses %j, whose name there is already', async (name) => {
		const { text } = await create({ name });
		expect(text).toContain('There is a playlist **Jingles** already. Choose another name.');
		expect(orders()).toEqual([]);
	});

	test('refuses a name of which nothing is to be seen', async () => {
		const { text } = await create({ name: '\u200b \u200b' });
		expect(text).toContain('### ⚠️ Not made\nA playlist needs a name');
		expect(app.calls()).toEqual([]);
	});

	test('does not claim what the station does not list', async () => {
		const known = JSON.stringify({
			id: 99,
			name: 'Phantom',
			type: 'default',
			source: 'songs',
			order: 'shuffle',
		});
		app.radio.faults.add({ path: /\/playlists$/, method: 'POST', body: known });
		const { text } = await create({ name: 'Phantom' });
		expect(text).toContain('### ❔ Asked to make it, not confirmed');
		expect(orders()).toHaveLength(1);
	});

	test('is not sent twice when its answer gets lost', async () => {
		app.radio.faults.add({ path: /\/playlists$/, method: 'POST', closeSocket: true });
		const { text } = await create({ name: 'Lost' });
		expect(text).toContain('### ⛔ The playlist was not made');
		expect(text).toContain('It is not known whether it was done.');
		expect(orders()).toHaveLength(1);
	});

	test('names the right that the key lacks, and speaks German', async () => {
		const poor = await startTestApp({ stations: (radio) => [{ keys: { station: radio.keys.limited } }] });
		expect((await poor.run('manager', 'playlist create', { name: 'X' })).text).toContain(
			'lacks the right **Manage Station Media**',
		);
		await poor.close();
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.manager]);
		const { text } = await app.run('german', 'playlist create', { name: 'Regentage' });
		app.discord.setMemberRoles(guildId, app.as('german').userId, []);
		expect(text).toContain('### ✅ Die Playlist ist angelegt');
	});
});
