import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { buttons } from '#demo/discord/read-message.ts';
import { guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';

const list = 'GET /api/station/lanternlight/reports/requests?rowCount=100&current=1&type=pending (station)';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp();
	station = app.radio.station('lanternlight');
});
beforeEach(() => {
	app.radio.faults.clear();
	station.requests.clearPending();
	app.calls();
});
afterAll(() => app.close());

const wish = (title: string) =>
	station.requests.add(station.addSong({ title, artist: 'Wished For' }), '192.0.2.7', app.clock.now(), 30);
const labels = (message: Parameters<typeof buttons>[0]) => buttons(message).map(({ label }) => label);
const removals = () => app.calls().filter((call) => call.startsWith('DELETE'));
const remove = (message: Parameters<typeof buttons>[0] & { id: string }, nth = 0) => {
	const button = buttons(message).filter(({ label }) => label === 'Remove')[nth];
	return app.seeInTime(() => app.discord.press(app.as('dj'), message.id, button?.custom_id ?? ''));
};

describe('/dj requests', () => {
	test('is refused to a listener, without a call', async () => {
		const { text } = await app.run('listener', 'dj requests');
		expect(text).toContain('Only DJs and above can do this on Lanternlight FM.');
		expect(app.calls()).toEqual([]);
	});

	test('shows who asked, and when, the oldest first, with the station key', async () => {
		station.addSong({ title: 'Heart’s Desire', artist: 'Wisher' });
		await app.run('listener', 'request', { song: 'Heart’s Desire' });
		const asked = Math.round(app.clock.now() / 1000);
		wish('Asked Elsewhere');
		app.calls();
		const { text, isPrivate, message } = await app.run('dj', 'dj requests');
		expect(app.calls()).toContain(list);
		expect(isPrivate).toBe(true);
		expect(text).toContain('## Requests · Lanternlight FM\n-# 2 requests wait');
		expect(text).toContain(
			`**Heart’s Desire**\n-# Wisher · for <@${app.as('listener').userId}> · asked <t:${asked}:R>`,
		);
		expect(text).toContain('**Asked Elsewhere**\n-# Wished For · asked for elsewhere · asked');
		expect(text.indexOf('Desire')).toBeLessThan(text.indexOf('Elsewhere'));
		expect(message.pinged).toEqual([]);
	});

	test('says when none waits', async () => {
		const { text, message } = await app.run('dj', 'dj requests');
		expect(text).toContain('No request waits.');
		expect(labels(message)).toEqual(['Refresh']);
	});

	test('turns pages of 8', async () => {
		for (let nth = 1; nth <= 10; nth++) wish(`Wish ${nth}`);
		const { text, message } = await app.run('dj', 'dj requests');
		expect(text).toContain('-# 10 requests wait · page 1 of 2');
		expect(labels(message).filter((label) => label === 'Remove')).toHaveLength(8);
		const second = await app.click('dj', message, 'Next');
		expect(second.text).toContain('page 2 of 2');
		expect(second.text).toContain('**Wish 10**');
		expect(labels(second.message).filter((label) => label === 'Remove')).toHaveLength(2);
	});

	test('tells the truth when AzuraCast only says that it removed one', async () => {
		wish('Immortal');
		const { message } = await app.run('dj', 'dj requests');
		app.calls();
		const { text } = await remove(message);
		expect(text).toContain(
			'said that it was removed, and it is still there: AzuraCast from 0.21 on cannot take back a single request. `/dj clear-requests` drops them all.',
		);
		expect(text).toContain('**Immortal**');
		const calls = removals();
		expect(calls).toEqual([
			expect.stringMatching(/^DELETE \/api\/station\/lanternlight\/reports\/requests\/\d+ \(station\)$/),
		]);
	});

	test('removes one where AzuraCast still can', async () => {
		const old = await startTestApp({ radio: { version: '0.20.4' } });
		const there = old.radio.station('lanternlight');
		there.requests.add(there.addSong({ title: 'Mortal', artist: 'Old' }), '192.0.2.7', old.clock.now(), 30);
		const { message } = await old.run('dj', 'dj requests');
		const { text } = await old.click('dj', message, 'Remove');
		expect(text).toContain('-# ✅ Removed: Old – Mortal');
		expect(text).toContain('No request waits.');
		await old.close();
	});

	test('says when the request is gone meanwhile', async () => {
		wish('Fleeting');
		const { message } = await app.run('dj', 'dj requests');
		station.requests.clearPending();
		const { text } = await remove(message);
		expect(text).toContain('That request does not wait any more: it was played or removed.');
		expect(removals()).toEqual([]);
	});

	test('opens the question about all of them', async () => {
		wish('Doomed');
		const { message } = await app.run('dj', 'dj requests');
		const asked = await app.click('dj', message, 'Drop all');
		expect(asked.text).toContain('## Drop all requests?');
		expect(asked.message.id).not.toBe(message.id);
	});

	test('looks at the level again when Remove is pressed', async () => {
		wish('Guarded');
		const { message } = await app.run('dj', 'dj requests');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, []);
		const { text } = await app.click('dj', message, 'Remove');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, [roles.dj]);
		expect(text).toContain('Only DJs and above can do this');
		expect(removals()).toEqual([]);
	});

	test('names the right that the key lacks, and speaks German', async () => {
		const poor = await startTestApp({ stations: (radio) => [{ keys: { station: radio.keys.limited } }] });
		expect((await poor.run('dj', 'dj requests')).text).toContain(
			'lacks the right **View Station Reports + Manage Station Broadcasting**',
		);
		await poor.close();
		wish('Wunsch');
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.dj]);
		const { text } = await app.run('german', 'dj requests');
		app.discord.setMemberRoles(guildId, app.as('german').userId, []);
		expect(text).toContain('## Wünsche · Lanternlight FM\n-# 1 Wunsch wartet');
	});
});
