import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { channels, guildId, type PersonName, roles, startTestApp, type TestApp } from '#test/support/app.ts';

const order = 'PUT /api/admin/station/1 (admin)';
const put = { method: 'PUT', path: /admin\/station/ };

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp({ stations: [{ channels: { audit: channels.audit } }] });
	station = app.radio.station('lanternlight');
});
beforeEach(() => {
	app.radio.faults.clear();
	station.requestsEnabled = true;
	app.calls();
});
afterAll(() => app.close());

const set = (state: string, person: PersonName = 'manager') => app.run(person, 'station requests', { state });
const orders = () =>
	app
		.calls()
		.filter((call) => !call.startsWith('GET'))
		.map((call) => call.replace('(none)', '(admin)'));

describe('/station requests', () => {
	test.each<PersonName>(['listener', 'dj'])('is refused to a %s, without a call', async (person) => {
		expect((await set('off', person)).text).toContain('Only managers and above can do this');
		expect(app.calls()).toEqual([]);
	});

	test('switches with the admin key, changes nothing else, and reads it back', async () => {
		const [name, isEnabled] = [station.name, station.isEnabled];
		const { text, isPrivate } = await set('off');
		const calls = app.calls();
		expect(isPrivate).toBe(true);
		expect(calls.filter((call) => call === order)).toHaveLength(1);
		expect(calls.at(-1)).toBe('GET /api/admin/station/1 (admin)');
		expect(station.requestsEnabled).toBe(false);
		expect([station.name, station.isEnabled]).toEqual([name, isEnabled]);
		expect(text).toContain('### ✅ Lanternlight FM takes no song requests\nConfirmed by ');
		expect((await set('on')).text).toContain('### ✅ Lanternlight FM takes song requests');
		expect(station.requestsEnabled).toBe(true);
		const lines = app.discord.messages(channels.audit).map((one) => textOf(one));
		expect(lines.at(-2)).toContain('switched song requests off at **Lanternlight FM**');
	});

	test('has nothing to do where it is so', async () => {
		expect((await set('on')).text).toBe(
			'### ✅ Lanternlight FM took song requests already\nNothing had to be done.',
		);
		expect(orders()).toEqual([]);
	});

	test('does not claim what the settings do not say', async () => {
		app.radio.faults.add({ ...put, body: '{"success":true,"message":"Record updated successfully."}' });
		const { text, message } = await set('off');
		expect(text).toContain('### ❔ Asked to switch requests off, not confirmed');
		expect(text).toContain('its settings still say that requests are on.');
		expect(orders()).toEqual([order]);
		station.requestsEnabled = false;
		const look = await app.click('manager', message, 'Look now');
		expect(look.text).toContain('Requests are off at Lanternlight FM');
	});

	test('is not sent twice when the answer gets lost', async () => {
		app.radio.faults.add({ ...put, closeSocket: true });
		const { text } = await set('off');
		expect(text).toContain('It was not asked twice. Its settings say that requests are on.');
		expect(orders()).toEqual([order]);
	});

	test('names the right that the admin key lacks', async () => {
		const poor = await startTestApp({ stations: (radio) => [{ keys: { admin: radio.keys.bot } }] });
		const { text } = await poor.run('manager', 'station requests', { state: 'off' });
		await poor.close();
		expect(text).toContain('### ⛔ The song requests were not switched');
		expect(text).toContain('lacks the right **Administer Stations**');
	});

	test('speaks German to who reads German', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.manager]);
		const { text } = await set('off', 'german');
		app.discord.setMemberRoles(guildId, app.as('german').userId, []);
		expect(text).toContain('### ✅ Lanternlight FM nimmt keine Songwünsche an');
	});
});
