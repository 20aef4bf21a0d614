import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { buttons } from '#demo/discord/read-message.ts';
import { guildId, type PersonName, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp();
	station = app.radio.station('lanternlight');
});
beforeEach(async () => {
	app.radio.faults.clear();
	station.isEnabled = true;
	station.requestsEnabled = true;
	station.needsRestart = false;
	station.setListeners(23);
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const status = (person: PersonName = 'manager', where = app) => where.run(person, 'station status');

describe('/station status', () => {
	test.each<PersonName>(['listener', 'dj'])('is refused to a %s, without a call', async (person) => {
		expect((await status(person)).text).toContain('Only managers and above can do this');
		expect(app.calls()).toEqual([]);
	});

	test('tells everything at once, each part with the weakest key that may read it', async () => {
		putOnAir(station, { title: 'Harbour', artist: 'Mara Quill' });
		const { text, isPrivate, message } = await status();
		const calls = app.calls();
		expect(isPrivate).toBe(true);
		expect(calls.every((call) => call.startsWith('GET '))).toBe(true);
		expect(calls).toContain('GET /api/station/lanternlight/status (station)');
		expect(calls).toContain('GET /api/admin/station/1 (admin)');
		expect(text).toContain('## Status · Lanternlight FM\n-# ▶️ On air · as of <t:');
		expect(text).toContain(
			'✅ **AutoDJ** running\n✅ **Stream server** running · 23 listeners\n➖ **DJ** nobody connected',
		);
		expect(text).toContain('**Playing** Mara Quill – Harbour');
		expect(text).toContain('**Playlists** 3 of 4 on, not written to Liquidsoap');
		expect(text).toMatch(/\*\*AutoCue\*\* (on|off)\n\*\*HLS\*\* off\n/);
		expect(text).toContain('**Requests** on · 15 min between plays of a song · 1 min delay');
		expect(text).toMatch(/-# Media [\d.]+ [kMG]B.* · \d+ songs/);
		expect(buttons(message).map(({ label }) => label)).toEqual(
			expect.arrayContaining(['Refresh', 'Restart', 'Stop']),
		);
	});

	test('says that settings wait for a restart', async () => {
		station.needsRestart = true;
		expect((await status()).text).toContain('⚠️ Settings were changed; they apply after a restart.');
	});

	test('shows a live DJ, requests that are off, and refreshes in place', async () => {
		station.goLive('Hanne');
		station.requestsEnabled = false;
		const { text, message } = await status();
		expect(text).toContain('-# 🎙️ Live');
		expect(text).toContain('🎙️ **DJ** Hanne');
		expect(text).toContain('**Requests** off');
		station.endLive();
		await app.clock.advance(20_000);
		const again = await app.click('manager', message, 'Refresh');
		expect(again.message.id).toBe(message.id);
		expect(again.text).toContain('**DJ** nobody connected');
	});

	test('of a station that is switched off offers to start it', async () => {
		station.isEnabled = false;
		await app.clock.advance(61_000);
		const { text, message } = await status();
		expect(text).toContain('-# ⏹️ Off air · switched off in AzuraCast');
		expect(text).toContain('⏹️ **Stream server** not running');
		expect(text).toContain('**Playing** nothing');
		expect(buttons(message).map(({ label }) => label)).toContain('Start');
		expect(buttons(message).map(({ label }) => label)).not.toContain('Stop');
	});

	test('asks before its buttons stop or restart anything', async () => {
		const { message } = await status();
		expect((await app.click('manager', message, 'Stop')).text).toContain('## Stop Lanternlight FM?');
		expect((await app.click('manager', message, 'Restart')).text).toContain('## Restart Lanternlight FM?');
		expect(app.calls().every((call) => call.startsWith('GET '))).toBe(true);
	});

	test('names what a key may not read, and shows the rest', async () => {
		const poor = await startTestApp({
			stations: (radio) => [{ keys: { admin: radio.keys.bot, station: radio.keys.limited } }],
		});
		const { text } = await status('manager', poor);
		const tail = poor.radio.keys.bot.slice(-4);
		await poor.close();
		expect(text).toContain('✅ **AutoDJ** running');
		expect(text).toContain(
			`❌ **AutoCue, HLS and requests** not readable: the admin key …${tail} lacks Administer Stations`,
		);
		expect(text).toContain('❌ **Playlists** not readable: the station key');
		expect(text).toContain('lacks Manage Station Media');
	});

	test('without keys still tells what is on the air', async () => {
		const bare = await startTestApp({ stations: [{ keys: {} }] });
		const { text } = await status('manager', bare);
		await bare.close();
		expect(text).toContain('❌ **Services** not readable: no station key is set');
		expect(text).toContain('❌ **AutoCue, HLS and requests** not readable: no admin key is set');
		expect(text).toContain('**Playing** ');
	});

	test('is an error when the server does not answer at all', async () => {
		app.radio.faults.add({ path: /./, closeSocket: true });
		const { text } = await status();
		expect(text).toContain('### ⛔ The status was not fetched');
		expect(text).toContain('does not answer');
	});

	test('speaks German to who reads German', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.manager]);
		const { text } = await status('german');
		app.discord.setMemberRoles(guildId, app.as('german').userId, []);
		expect(text).toContain('## Zustand · Lanternlight FM');
		expect(text).toContain('**Wünsche** an · 15 min bis ein Song wieder läuft · 1 min Verzögerung');
	});
});
