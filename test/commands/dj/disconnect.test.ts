import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { customIdOf } from '#demo/discord/read-message.ts';
import { guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';

const order = 'POST /api/station/lanternlight/backend/disconnect (station)';

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

const orders = () => app.calls().filter((call) => call.startsWith('POST'));
const yes = (message: Parameters<typeof customIdOf>[0] & { id: string }) =>
	app.seeInTime(() => app.discord.press(app.as('dj'), message.id, customIdOf(message, 'Disconnect')));

describe('/dj disconnect', () => {
	test('is refused to a listener, without a call', async () => {
		const { text } = await app.run('listener', 'dj disconnect');
		expect(text).toContain('Only DJs and above can do this on Lanternlight FM.');
		expect(app.calls()).toEqual([]);
	});

	test('says that nobody is live, and orders nothing', async () => {
		const { text, isPrivate } = await app.run('dj', 'dj disconnect');
		expect(isPrivate).toBe(true);
		expect(text).toBe('### ➖ Nobody is live on Lanternlight FM\nNothing had to be done.');
		expect(orders()).toEqual([]);
	});

	test('names the DJ in the question, disconnects with the station key, and looks past the caches', async () => {
		station.goLive('Hanne');
		const since = Math.round(app.clock.now() / 1000);
		const { text, message } = await app.run('dj', 'dj disconnect');
		expect(text).toContain(
			`## Disconnect Hanne?\n**Hanne is live since <t:${since}:t>.** The show ends at once and the AutoDJ takes over.`,
		);
		expect(text).toContain('AzuraCast may bar Hanne for a while after that');
		expect(orders()).toEqual([]);
		const done = await yes(message);
		expect(done.text).toContain('### ✅ Hanne is disconnected\nNow: ');
		const calls = app.calls();
		expect(calls.filter((call) => call === order)).toHaveLength(1);
		expect(calls.at(-1)).toMatch(/^GET \/api\/nowplaying\/lanternlight\?_=\d+ \(none\)$/);
		expect(station.live).toBeNull();
	});

	test('leaves the DJ live on no', async () => {
		station.goLive('Hanne');
		const { message } = await app.run('dj', 'dj disconnect');
		expect((await app.click('dj', message, 'Stay live')).text).toBe(
			'### Not disconnected\nThe show goes on.',
		);
		expect(orders()).toEqual([]);
		expect(station.live?.streamer).toBe('Hanne');
	});

	test('disconnects nobody whom the question did not name, and offers to ask about who is live now', async () => {
		station.goLive('Hanne');
		const { message } = await app.run('dj', 'dj disconnect');
		station.endLive();
		station.goLive('Bruno');
		await app.clock.advance(16_000);
		const second = await yes(message);
		expect(second.text).toBe('### Not disconnected\nBruno is live now. The show goes on.\n[Disconnect]');
		expect(orders()).toEqual([]);
		expect(station.live?.streamer).toBe('Bruno');
		const third = await app.click('dj', second.message, 'Disconnect');
		expect(third.text).toContain('## Disconnect Bruno?');
		expect((await yes(third.message)).text).toContain('Bruno is disconnected');
	});

	test('does not order anything if the show has ended meanwhile', async () => {
		station.goLive('Hanne');
		const { message } = await app.run('dj', 'dj disconnect');
		station.endLive();
		await app.clock.advance(1_000);
		expect((await yes(message)).text).toContain('Nobody is live on Lanternlight FM');
		expect(orders()).toEqual([]);
	});

	test('does not claim what the station does not confirm', async () => {
		station.goLive('Hanne');
		const { message } = await app.run('dj', 'dj disconnect');
		app.radio.faults.add({ path: /backend\/disconnect/, body: '{"success":true,"message":"ok"}' });
		const { text } = await yes(message);
		expect(text).toContain('### ❔ Asked to disconnect, not confirmed');
		expect(text).toMatch(/accepted it, but \d+ s later the station still reports Hanne live\./);
		expect(orders()).toHaveLength(1);
	});

	test('is not sent twice when its answer gets lost', async () => {
		station.goLive('Hanne');
		const { message } = await app.run('dj', 'dj disconnect');
		app.radio.faults.add({ path: /backend\/disconnect/, closeSocket: true });
		const { text } = await yes(message);
		expect(text).toContain('### ⛔ The DJ was not disconnected');
		expect(text).toContain('It is not known whether it was done.');
		expect(orders()).toHaveLength(1);
	});

	test('takes the answer only from somebody who is still a DJ; speaks German', async () => {
		station.goLive('Hanne');
		const { message } = await app.run('dj', 'dj disconnect');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, []);
		const { text } = await app.click('dj', message, 'Disconnect');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, [roles.dj]);
		expect(text).toContain('Only DJs and above can do this');
		expect(orders()).toEqual([]);
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.dj]);
		const german = await app.run('german', 'dj disconnect');
		app.discord.setMemberRoles(guildId, app.as('german').userId, []);
		expect(german.text).toContain('## Hanne trennen?');
	});

	test('names the right that the key lacks', async () => {
		const poor = await startTestApp({ stations: (radio) => [{ keys: { station: radio.keys.limited } }] });
		poor.radio.station('lanternlight').goLive('Hanne');
		const { message } = await poor.run('dj', 'dj disconnect');
		const { text } = await poor.click('dj', message, 'Disconnect');
		expect(text).toContain('lacks the right **Manage Station Broadcasting**');
		await poor.close();
	});
});
