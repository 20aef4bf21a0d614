import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { guildId, type PersonName, roles, startTestApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp();
	station = app.radio.station('lanternlight');
});
beforeEach(async () => {
	app.radio.faults.clear();
	station.streamersEnabled = true;
	station.endLive();
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const djs = (person: PersonName = 'manager') => app.run(person, 'station djs');

describe('/station djs', () => {
	test.each<PersonName>(['listener', 'dj'])('is refused to a %s, without a call', async (person) => {
		expect((await djs(person)).text).toContain('Only managers and above can do this');
		expect(app.calls()).toEqual([]);
	});

	test('lists accounts with their next slot by the station key, privately, and never a password', async () => {
		const { text, isPrivate } = await djs();
		const calls = app.calls();
		expect(isPrivate).toBe(true);
		expect(calls.some((call) => /streamers\?.*\(station\)$/.test(call))).toBe(true);
		expect(calls.some((call) => /streamers\/schedule\?.*\(station\)$/.test(call))).toBe(true);
		expect(text).toContain('## DJs · Lanternlight FM\n-# 2 accounts · as of <t:');
		expect(text).toMatch(/✅ \*\*Hanne\*\*\n-# account dj\\_hanne · next slot <t:\d+:f> to <t:\d+:t>/);
		expect(text).toContain('✅ **Teo Park**');
		expect(app.sent()).not.toMatch(/password|hunter2/i);
	});

	test('shows who is live first', async () => {
		station.goLive('Teo Park');
		const { text } = await djs();
		expect(text).toMatch(/🎙️ \*\*Teo Park\*\*\n-# live since <t:\d+:t>[^]*✅ \*\*Hanne\*\*/);
	});

	test('shows somebody who is live under no account', async () => {
		station.goLive('A Guest');
		expect((await djs()).text).toContain('🎙️ **A Guest**\n-# live since');
	});

	test('says that the station has streamers switched off', async () => {
		station.streamersEnabled = false;
		const { text } = await djs();
		expect(text).toContain('### ⚠️ The DJs were not fetched');
		expect(text).toContain('Lanternlight FM has streamers switched off in AzuraCast.');
	});

	test('names the right that the key lacks', async () => {
		const poor = await startTestApp({ stations: (radio) => [{ keys: { station: radio.keys.bot } }] });
		const { text } = await poor.run('manager', 'station djs');
		await poor.close();
		expect(text).toContain('lacks the right **Manage Station Streamers**');
	});

	test('shows the accounts although the slots cannot be read', async () => {
		app.radio.faults.add({
			path: /streamers\/schedule/,
			body: '{"success":false,"type":"X","message":"broken"}',
			status: 500,
		});
		const { text } = await djs();
		expect(text).toContain('**Hanne**');
		expect(text).toContain('❌ **The planned slots** not readable:');
	});

	test('speaks German to who reads German', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.manager]);
		const { text } = await djs('german');
		app.discord.setMemberRoles(guildId, app.as('german').userId, []);
		expect(text).toContain('-# 2 Konten · Stand <t:');
	});
});
